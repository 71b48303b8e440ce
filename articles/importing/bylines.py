"""Who wrote it and when, in the short lines around an article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.citations.reference_dates import parse_day
from articles.importing.vocabulary import READING_TIME

TITLE = r"(?:(?:Dr|Prof|Mr|Ms|Mrs|Mx|Rev)\.?\s+)?"
NAME = (
    rf"{TITLE}(?P<name>[A-Z][\w’'.-]*(?:\s+(?:[A-Z]\.|(?:van|von|der|den|de|del|di|da|la|le|bin)"
    r"|[A-Z][\w’'-]+)){1,4})"
)
CREDENTIAL = (
    r"(?:(?=[A-Za-z.]*[A-Z][A-Za-z.]*[A-Z])[A-Z][A-Za-z.]{1,9}|M\.?A\.?|Ph\.?D\.?)"
)
CREDENTIALS = rf"(?:\s*,?\s*{CREDENTIAL}(?:[-/]{CREDENTIAL})?)"
BY = re.compile(r"(?i:by\b|author:?|words:|text:|—|–)")
BY_NAME = re.compile(rf"\s*:?\s*{NAME}{CREDENTIALS}*")
NAME_WITH_TITLE = re.compile(rf"{NAME}{CREDENTIALS}+")
LABELS = re.compile(
    r"\b(?:posted|published|written|updated|last updated|last modified|reviewed|date"
    r"|first published|created)\b\s*:?(?:\s*\bon\b)?|\bon\b(?=\s*(?:\Z|[|·,]))",
    re.IGNORECASE,
)
SEPARATORS = re.compile(r"[|·•,;–—/\s-]+")
MOST_CHARACTERS = 140


@dataclass(frozen=True, slots=True)
class Byline:
    """What a line says of the author (name only) and the date (ISO 8601)."""

    name: str = ""
    date: str = ""


def read_byline(text: str) -> Byline | None:
    """None if the line says anything else as well."""
    if len(text) > MOST_CHARACTERS:
        return None
    rest = text.strip(" *_()[]")
    day = parse_day(rest)
    if day:
        rest = f"{rest[: day[1]]}|{rest[day[2] :]}"
    rest, times = READING_TIME.subn("|", rest)
    rest = LABELS.sub("|", rest)
    name = ""
    pieces = [piece.strip() for piece in re.split(r"[|·•]", rest)]
    for piece in filter(None, pieces):
        found = named(piece.strip(" ,;–—-") if not name else piece)
        if found and not name:
            name = found
        elif SEPARATORS.sub("", piece):
            return None
    if not (name or day or times):
        return None
    return Byline(name, day[0].isoformat() if day else "")


def named(piece: str) -> str:
    """The name in "By Jane Doe, LMFT" or "Jane Doe, LMFT"; "" in anything else."""
    start = BY.match(piece)
    if start:
        found = BY_NAME.fullmatch(piece[start.end() :])
    else:
        found = NAME_WITH_TITLE.fullmatch(piece)
    return found["name"].strip() if found else ""


def person_in(text: str) -> str:
    """The name in "Dr. Jane Doe, LMFT" or "Jane Doe" as a page's data has it."""
    found = re.match(NAME, text.strip())
    return found["name"] if found else text.split(",")[0].strip()
