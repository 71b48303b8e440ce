"""The works within one parenthesis: "see Smith & Jones, 2019, p. 3; Lee, 2020"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.importing.mentions import YEAR, YEARS
from articles.importing.name_matching import Found, TypedYear, find_work, typed_year
from articles.importing.works import Works

SPLIT = re.compile(r"\s*;\s*(?:and\s+(?=[A-Z]))?")
SEGMENT = re.compile(
    rf"(?P<names>[^\d;]{{1,160}}?),?\s+(?P<years>{YEARS})"
    r"(?:\s*[,:]\s*(?P<tail>.{1,150}))?"
)
YEARS_ONLY = re.compile(rf"(?P<years>{YEARS})(?:\s*,\s*(?P<tail>.{{1,80}}))?")
OPENING = re.compile(
    r"(?:(?:see(?: also)?|also|but see|e\.g\.|cf\.|compare|i\.e\.|sources?|via"
    r"|for example|for instance|for (?:a )?reviews?|as cited in|cited in|quoted in"
    r"|adapted from|from|reviewed (?:in|by)|discussed in|data from|according to)"
    r"[,:]?\s+)+",
    re.IGNORECASE,
)
PREFIX_WORD = re.compile(
    r"(?!(?:van|von|de|del|della|der|den|di|da|du|la|le|el|bin|ter"
    r"|ten)\s)[a-z][\w.’'-]*[,:]?\s+"
)
MOST_PREFIX_WORDS = 8
PERSONAL = re.compile(r"personal communication", re.IGNORECASE)
NOT_NAMES = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december|spring|summer|fall|autumn|winter|since|until|born|founded|in|circa"
    r"|table|figure|chapter|version|step|week|day|part|season|episode|act of)\s*,?\Z",
    re.IGNORECASE,
)
NAME_LIKE = re.compile(
    r"(?:[a-z]{2,3}\s+){0,2}[A-Z][\w’'.-]*(?:[\s,&]+(?:and|of|for|the|et al\.?|on|in"
    r"|van|von|de|der|den|[A-Z][\w’'.&-]*))*,?"
)


@dataclass(frozen=True, slots=True)
class Segment:
    """One work of a parenthesis; ``found`` is None if no work fits.

    ``has_year``: looks like a citation even without a work.
    """

    names: str
    years: str
    prefix: str
    tail: str
    found: tuple[Found, ...]
    has_year: bool


def read_segments(inner: str, works: Works) -> list[Segment]:
    """[] if the parenthesis is no citation by its look."""
    if PERSONAL.search(inner) or len(inner) > 400:
        return []
    segments: list[Segment] = []
    for piece in SPLIT.split(inner.strip()):
        before = segments[-1].names if segments else ""
        segment = read_segment(piece, before, works)
        if segment is None:
            return []
        segments.append(segment)
    return segments


def read_segment(piece: str, before: str, works: Works) -> Segment | None:
    again = YEARS_ONLY.fullmatch(piece)
    if again and before:
        return dated_segment(before, again, "", works)
    opening = OPENING.match(piece)
    prefix = opening[0] if opening else ""
    piece = piece[len(prefix) :]
    for _ in range(MOST_PREFIX_WORDS):
        segment = read_names(piece, prefix, works)
        if segment:
            return segment
        word = PREFIX_WORD.match(piece)
        if not word:
            break
        prefix += word[0]
        piece = piece[word.end() :]
    return read_names(piece, prefix, works) or look_alike(piece, prefix)


def read_names(piece: str, prefix: str, works: Works) -> Segment | None:
    """The segment if its names lead to a work."""
    if PREFIX_WORD.match(piece):
        return None
    found = SEGMENT.fullmatch(piece)
    if found and not NOT_NAMES.search(found["names"]):
        segment = dated_segment(found["names"], found, prefix, works)
        return segment if segment.found else None
    names, _, tail = piece.partition(", p")
    tail = f"p{tail}" if tail else ""
    undated = find_work(names, TypedYear(), works)
    if undated and undated.work.is_own and piece[:1].isalnum():
        return Segment(names, "", prefix, tail, (undated,), has_year=False)
    return None


def look_alike(piece: str, prefix: str) -> Segment | None:
    """Names and a year for which there is no work."""
    found = SEGMENT.fullmatch(piece)
    if not found or NOT_NAMES.search(found["names"]):
        return None
    if not NAME_LIKE.fullmatch(found["names"].strip()):
        return None
    return Segment(
        found["names"], found["years"], prefix, found["tail"] or "", (), has_year=True
    )


def dated_segment(
    names: str, found: re.Match[str], prefix: str, works: Works
) -> Segment:
    matches = tuple(each_year(names, found["years"], works))
    tail = (found["tail"] or "").strip()
    is_whole = all(match is not None for match in matches)
    kept = tuple(match for match in matches if match) if is_whole else ()
    return Segment(names, found["years"], prefix, tail, kept, has_year=True)


def each_year(names: str, years: str, works: Works) -> Iterator[Found | None]:
    for written in re.findall(YEAR, years):
        yield find_work(names, typed_year(written), works)
