"""Places in a text that look like citations, before anything is looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from articles.importing.inline_view import OPAQUE, View

YEAR = r"(?:\d{4}(?:\s?/\s?\d{4})?[a-z]?(?![\w-])|n\.\s?d\.(?:-[a-z])?|in press)"
YEARS = rf"{YEAR}(?:\s*(?:,|&|and)\s*{YEAR})*"
FOREIGN_GROUP = re.compile(r"\[[^\[\]\x00]*@\w[^\[\]\x00]*\]")
FOREIGN_KEY = re.compile(
    r"(?<![\w@./+=%-])-?@[A-Za-z0-9]+(?:[_:.-]+[A-Za-z0-9]+)*(?![\w@])"
    r"(?: \[(?:pp?|ch|chap|sec|para|vol)s?\.?\s[^\[\]@]{1,40}\])?"
)
PARENTHESIS = re.compile(r"\((?P<inner>[^()\x00]{2,400})\)")
BRACKET = re.compile(r"\[(?P<inner>[^\[\]\x00@^]{4,300})\]")
NUMBERS = re.compile(r"\[(?P<inner>\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\]")
RAISED = re.compile(
    r"(?P<inner>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:[,⁻ ]{1,2}[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})*)(?!\w)"
)
GLUED = re.compile(
    r"(?<=[a-zé][.,;!?”\"’')])(?P<inner>\d{1,2}(?:[,–-]\d{1,2})*)(?=\s|\Z)"
)
NARRATIVE_YEAR = re.compile(
    rf"\s?\((?P<years>{YEARS})(?:\s*[,:]\s*(?P<tail>[^()\x00]{{1,60}}))?\)"
)
TO_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
LONGEST_NAME = 14


@dataclass(frozen=True, slots=True)
class Mention:
    """``kind``: "group", "key", "parenthesis", "narrative" or "number".

    ``first`` and ``last``: its span in the view; ``inner``: what stands in its
    brackets. Of a narrative one, ``before`` holds the words in front of the year.
    """

    kind: str
    first: int
    last: int
    inner: str
    tail: str = ""
    before: str = ""


def find_mentions(
    view: View, labels: frozenset[str], *, is_numbered: bool
) -> list[Mention]:
    """In order, none within another.

    ``labels``: the entries' numbers; ``is_numbered``: the list itself shows them.
    """
    found: list[Mention] = []
    taken = [False] * (len(view.text) + 1)
    for mention in candidates(view, labels, is_numbered=is_numbered):
        if not any(taken[mention.first : mention.last]):
            taken[mention.first : mention.last] = [True] * (
                mention.last - mention.first
            )
            found.append(mention)
    return sorted(found, key=lambda mention: mention.first)


def candidates(
    view: View, labels: frozenset[str], *, is_numbered: bool
) -> Iterator[Mention]:
    """The surest kinds first, so that they keep their words from the others."""
    text = view.text
    for found in FOREIGN_GROUP.finditer(text):
        yield Mention("group", found.start(), found.end(), found[0][1:-1])
    patterns = (NUMBERS, RAISED, GLUED) if is_numbered else (NUMBERS,)
    yield from numbers(text, labels, patterns)
    for found in NARRATIVE_YEAR.finditer(text):
        before = words_before(text, found.start())
        if before:
            yield Mention(
                "narrative",
                found.start(),
                found.end(),
                found["years"],
                (found["tail"] or "").strip(),
                before,
            )
    for pattern in (PARENTHESIS, BRACKET):
        for found in pattern.finditer(text):
            if re.search(r"[^\W\d_]", found["inner"]) or re.fullmatch(
                rf"\s*{YEARS}\s*", found["inner"]
            ):
                yield Mention("parenthesis", found.start(), found.end(), found["inner"])
    for found in FOREIGN_KEY.finditer(text):
        yield Mention("key", found.start(), found.end(), found[0])


def numbers(
    text: str, labels: frozenset[str], patterns: Iterable[re.Pattern[str]]
) -> Iterator[Mention]:
    for pattern in patterns:
        for found in pattern.finditer(text):
            inner = found["inner"].translate(TO_DIGITS)
            if all(number in labels for number in expanded(inner)):
                yield Mention("number", found.start(), found.end(), inner)


def expanded(numbers: str) -> list[str]:
    """ "1, 3-5" as ["1", "3", "4", "5"]."""
    listed: list[str] = []
    for piece in re.split(r"[,;\s]+", numbers.strip()):
        ends = re.split(r"[–-]", piece)
        if len(ends) == 2 and all(end.isdecimal() for end in ends):
            first, last = int(ends[0]), int(ends[1])
            if first <= last <= first + 30:
                listed.extend(str(n) for n in range(first, last + 1))
                continue
        listed.append(piece)
    return listed


def words_before(text: str, position: int) -> str:
    """The words of the same sentence in front of a year, at most fourteen."""
    window = text[max(0, position - 160) : position]
    if OPAQUE in window:
        window = window[window.rindex(OPAQUE) + 1 :]
    for stop in re.finditer(r"[()\n]|[!?;:]\s|(?<=[a-z]{3})\.\s", window):
        window = " " * stop.end() + window[stop.end() :]
    words = window.split()
    return " ".join(words[-LONGEST_NAME:])
