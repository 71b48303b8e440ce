"""LaTeX in BibTeX fields as plain Unicode with CSL's markup."""

from __future__ import annotations

import re

from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]

from articles.citations.reading.decoding import tidy

MARKUP = {
    "textit": "i",
    "emph": "i",
    "textsl": "i",
    "mkbibemph": "i",
    "textbf": "b",
    "textsuperscript": "sup",
    "textsubscript": "sub",
}
COMMAND = re.compile(rf"\\({'|'.join(MARKUP)})\s*\{{([^{{}}]*)\}}")
CONVERTER = LatexNodes2Text(math_mode="text", keep_comments=True)
LATEX = re.compile(r"[\\$~{}]|--|``|''")


def plain(value: str) -> str:
    """The value without LaTeX; braces gone."""
    if not LATEX.search(value):
        return tidy(value)
    marked = value
    for _ in range(3):
        marked = COMMAND.sub(
            lambda m: f"<{MARKUP[m[1]]}>{m[2]}</{MARKUP[m[1]]}>", marked
        )
    marked = re.sub(r"(?<!\\)([%&#])", r"\\\1", marked)
    try:
        text = CONVERTER.latex_to_text(marked, tolerant_parsing=True)
    except Exception:  # noqa: BLE001  # it raises whatever it stumbles over
        text = re.sub(r"\\[A-Za-z]+|[{}]", "", marked)
    return tidy(text)


def protected(value: str) -> str:
    """A title with its protected words still in braces, one level deep."""
    parts: list[str] = []
    depth, start = 0, 0
    for place, letter in enumerate(value):
        if letter == "{" and value[place - 1 : place] != "\\":
            if depth == 0:
                parts.append(value[start:place])
                start = place
            depth += 1
        elif letter == "}" and value[place - 1 : place] != "\\" and depth:
            depth -= 1
            if depth == 0:
                parts.append(value[start : place + 1])
                start = place + 1
    parts.append(value[start:])
    return tidy("".join(kept(part) for part in parts))


def kept(part: str) -> str:
    """``{DSM}`` keeps its braces; ``{\\'e}`` is a letter and needs none."""
    blank = part[: len(part) - len(part.lstrip())], part[len(part.rstrip()) :]
    shown = plain(part)
    if part.startswith("{") and not part.startswith("{\\") and shown:
        return f"{{{shown}}}"
    return f"{blank[0]}{shown}{blank[1]}" if part.strip() else part


def verbatim(value: str) -> str:
    """An address or identifier: only escapes and braces go."""
    return tidy(re.sub(r"\\url|\\([%_&#~{}$])", r"\1", value).strip().strip("{}<>"))
