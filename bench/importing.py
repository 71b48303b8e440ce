"""How long bringing in takes as a text grows: the ratio should follow the length.

Run: .venv/bin/python bench/importing.py
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from articles.importing import bring_in, read_source  # noqa: E402

PARAGRAPH = (
    "Many people describe a distance that they cannot name (Doe, 2019). According to"
    " Roe and Poe (2004), it helps to talk; see [1] and also the NIMH page.\n\n"
)
ENTRY = "Doe, J. ({year}). A title about something. A Journal of Things, 1(2), 3-4.\n\n"
SIZE = 200_000
KINDS = {
    "an article": lambda n: (
        "A Title\n\n"
        + "A Heading Here\n\n"
        + PARAGRAPH * (n // len(PARAGRAPH))
        + "References\n\n"
        + "".join(ENTRY.format(year=1900 + i) for i in range(100))
    ),
    "references only": lambda n: (
        "Title\n\nReferences\n\n"
        + "".join(ENTRY.format(year=1500 + i % 500) for i in range(n // len(ENTRY)))
    ),
    "one line": lambda n: "word " * (n // 5),
    "round brackets": lambda n: "(" * n,
    "square brackets": lambda n: "[" * n,
    "pairs of brackets": lambda n: "(a) " * (n // 4),
    "citations": lambda n: "(Doe, 2019) " * (n // 12),
    "years": lambda n: "Aa Bb Cc (2019) " * (n // 16),
    "capitals": lambda n: "Aa " * (n // 3),
    "keys": lambda n: "[@doe2019] " * (n // 11),
    "stars": lambda n: "*a " * (n // 3),
    "underscores": lambda n: "_" * n,
    "backslashes": lambda n: "\\" * n,
    "backticks": lambda n: "`a" * (n // 2),
    "links": lambda n: "[a](b" * (n // 5),
    "hard spaces": lambda n: "a\xa0" * (n // 2),
    "digits": lambda n: "1" * n,
    "empty lines": lambda n: "a\n\n" * (n // 3),
    "questions": lambda n: "FAQ\n\n" + "Why is it?\nSo it is.\n\n" * (n // 22),
    "bullets": lambda n: "- a\n" * (n // 4),
    "commas": lambda n: "Aa, B., " * (n // 8),
    "tags": lambda n: "<div>" * (n // 5),
    "closed tags": lambda n: "<p>a</p>" * (n // 8),
    "open signs": lambda n: "<" * n,
    "comments": lambda n: "<!--" * (n // 4),
    "furniture": lambda n: "Newsletter\n\n" * (n // 12),
    "menus": lambda n: "Home\n\nWord\n\n" * (n // 12),
    "short lines": lambda n: "Word of Four\n\n" * (n // 14),
    "asterisks": lambda n: "*" * n,
    "colons": lambda n: "Q: a?\n" * (n // 6),
    "items": lambda n: "<ol>" + "<li>a" * (n // 5),
}


def seconds(text, suffix):
    start = time.perf_counter()
    try:
        bring_in(read_source(text.encode(), f"x{suffix}"), [])
    except Exception as error:  # noqa: BLE001 (a measurement shows every failure)
        return f"{type(error).__name__}"
    return time.perf_counter() - start


def main():
    for name, make in KINDS.items():
        for suffix in (".txt", ".md", ".html"):
            half, whole = seconds(make(SIZE // 2), suffix), seconds(make(SIZE), suffix)
            if isinstance(whole, str):
                print(f"{name:20} {suffix:6} {whole}")
            else:
                print(f"{name:20} {suffix:6} {whole:6.2f} s   x{whole / half:.1f}")


main()
