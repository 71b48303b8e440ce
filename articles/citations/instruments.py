"""Names of tests, scales and studies in titles, which keep their capitals in APA."""

from __future__ import annotations

import re

from articles.citations.proper_nouns import INSTRUMENTS, PROPER, STUDIES

INNER = frozenset("of in on for and with to the".split())
NO_NAME = frozenset("a an this that our its new brief short two three".split())
# Behind "the", these begin a title's own words: "the Development of … Scale".
OWN_WORDS = frozenset(
    (
        "development validation validity reliability effect effects use properties"
        " structure evaluation construction analysis review meaning role psychometric"
        " psychometrics factor version revision present current translation application"
    ).split()
)
BOUNDARY = re.compile(r"[:?!—,;.]")
SUBTITLE = re.compile(r"[:?!—]")
FARTHEST = 8


def instrument_words(title: str, spans: list[tuple[int, int]]) -> frozenset[int]:
    """The places of the words that are part of a name such as "Beck Depression
    Inventory" or "the Working Alliance Inventory"."""
    words = [title[start:end] for start, end in spans]
    gaps = [
        title[end:start]
        for (_, end), (start, _) in zip([(0, 0), *spans], spans, strict=False)
    ]
    found: set[int] = set()
    for place, word in enumerate(words):
        lower = word.lower()
        if word[:1].isupper() and lower in INSTRUMENTS | STUDIES:
            first = beginning(words, gaps, place)
            least = 3 if lower in STUDIES else 2
            if first is not None and place - first + 1 >= least:
                last = ending(words, gaps, place, title[spans[-1][1] :])
                found.update(range(first, last + 1))
    return frozenset(found)


def beginning(words: list[str], gaps: list[str], place: int) -> int | None:
    """Where the name that ends at ``place`` begins; None where it is none."""
    run = place
    while run > max(0, place - FARTHEST) and is_capital(words[run - 1]):
        if BOUNDARY.search(gaps[run]):
            break
        run -= 1
    if words[run].lower() == "the":
        run += 1
    is_at_start = not run or bool(SUBTITLE.search(gaps[run]))
    if is_at_start or words[run].lower() in PROPER or keeps(words[run]):
        return run if is_name(words[run:place]) else None
    for back in range(run - 1, max(-1, place - FARTHEST), -1):
        lower = words[back].lower()
        if lower == "the":
            return back + 1 if is_name(words[back + 1 : place]) else None
        if lower in NO_NAME or BOUNDARY.search(gaps[back + 1]):
            return None
        if not is_capital(words[back]) and lower not in INNER:
            return None
    return None


def ending(words: list[str], gaps: list[str], place: int, rest: str) -> int:
    """ "Rating Scale for Depression" goes on behind its "for", if it ends there."""
    after = place + 2
    if after >= len(words) or words[place + 1].lower() != "for":
        return place
    behind = gaps[after + 1] if after + 1 < len(words) else rest or ":"
    is_end = bool(re.match(r"\s*[:?!(—.,]|\s*\Z", behind))
    return after if is_end and is_capital(words[after]) else place


def is_name(words: list[str]) -> bool:
    lowered = {word.lower() for word in words}
    return bool(words) and not lowered & (OWN_WORDS | NO_NAME)


def is_capital(word: str) -> bool:
    return word[:1].isupper()


def keeps(word: str) -> bool:
    return word[1:] != word[1:].lower()
