"""Where the title of a typed reference ends.

Italics and lost italics stand in the text as control characters (``OPEN``, ``CLOSE``,
``FIELD``), which no typed text holds.
"""

from __future__ import annotations

import re

OPEN, CLOSE, FIELD = "\x02", "\x03", "\x04"
MARKS = re.compile(f"[{OPEN}{CLOSE}{FIELD}]")
QUOTED = re.compile(
    r"[“\"](?P<title>[^“”\"]{3,400})[”\"][.,]?\s*"
    # Harvard's single quotation marks, told from an apostrophe by the comma.
    r"|[‘'](?P<single>[^“”\"]{3,400}?)[’'],\s+"
)
STOP = re.compile(r"[.?!][”\"’')\]]*(?=\s|\x03|\x04|\Z)")
NO_STOP = re.compile(
    r"(?:\b(?:vol|no|vs|dr|mr|mrs|ms|st|eds?|pp?|e\.g|i\.e|cf|u\.s|u\.k|jr|sr|chap|trans"
    r"|rev|vols?\.\s?\d{1,2})|(?:\A|[\s.])[A-Z])\Z",
    re.IGNORECASE,
)
PAREN = re.compile(r"\s*\((?P<inner>[^()]{1,80})\)")
MEDIUM = re.compile(r"\s*\[(?P<medium>[^\[\]]{3,80})\]")


def split_title(text: str) -> tuple[str, str]:
    """The title, and what follows it; both still marked."""
    text = text.lstrip(f" .,{FIELD}")
    quoted = QUOTED.match(text)
    if quoted:
        title = quoted["title"] or quoted["single"]
        return title.rstrip(".,"), text[quoted.end() :]
    if text.startswith(OPEN) and CLOSE in text:
        end = text.index(CLOSE) + 1
        return with_brackets(text, end)
    stops = [stop for stop in stops_of(text) if stop > 1]
    if FIELD in text:
        end = text.index(FIELD)
        if not text[:end].rstrip().endswith(",") and end > 2:
            return text[:end], text[end:]
    if OPEN in text and text.index(OPEN) > 2:
        end = text.index(OPEN)
        before = text[:end].rstrip()
        if before.endswith((".", "?", "!")):
            return before, text[end:]
        starts = [s for s in stops if s <= len(before)]
        if starts:
            return text[: starts[-1]], text[starts[-1] :]
    end = best_stop(text, stops)
    return text[:end], text[end:]


def with_brackets(text: str, end: int) -> tuple[str, str]:
    """An italic title with the parentheses and brackets that belong to it."""
    while True:
        found = PAREN.match(text, end) or MEDIUM.match(text, end)
        if not found:
            return text[:end], text[end:].lstrip(" .,")
        end = found.end()


def stops_of(text: str) -> list[int]:
    """Where sentences end, outside parentheses and after no abbreviation."""
    depth, depths = 0, []
    for character in text:
        depth += (character in "([") - (character in ")]")
        depths.append(depth)
    return [
        found.end()
        for found in STOP.finditer(text)
        if depths[found.end() - 1] <= 0
        and (found[0][0] != "." or not NO_STOP.search(text[: found.start()][-8:]))
    ]


def best_stop(text: str, stops: list[int]) -> int:
    """The end of the title: before a journal's name and number, else the first stop.

    A question may be the first half of a title, so it counts only if nothing but one
    sentence follows.
    """
    for stop in stops:
        after = re.match(r"\s*[^.?!]{2,160}?,\s*\d{1,4}\s*[(,.:]", text[stop:])
        if after:
            return stop
    for index, stop in enumerate(stops):
        is_question = text[stop - 1] in "?!"
        if not is_question or len(stops) - index <= 2:
            return stop
    return len(text)


def clean(text: str) -> str:
    return " ".join(MARKS.sub("", text).split()).strip(" ,;")
