"""Dates as reference managers and databases write them."""

from __future__ import annotations

import re
from typing import Any

from articles.citations.reference_dates import month_number

LONGEST = 100
LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
STATUS = re.compile(
    r"in press|forthcoming|accepted|submitted|in preparation", re.IGNORECASE
)
UNDATED = re.compile(r"n\.?\s?d\.?|no date|undated|none", re.IGNORECASE)
ABOUT = re.compile(r"[~?%]\Z|\A\[|\A(?:ca?|circa)\b\.?", re.IGNORECASE)
ISO = r"-?\d{4}(?:-\d{1,2}(?:-\d{1,2})?)?[~?%]?"
RANGE = re.compile(
    rf"({ISO})\s*/\s*({ISO}|\.\.)?|(\d{{4}})\s*(?:-{{1,2}}|–)\s*(\d{{4}})"
)
NUMERIC = re.compile(
    r"(?<!\d)((?:(?<!\S)-)?\d{4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?(?!\d)"
)
DAY_FIRST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
# BibLaTeX (EDTF) counts seasons as months 21 to 24, CSL from 1.
SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}


def date_of(text: str, variable: str) -> dict[str, Any]:
    """A typed date as the CSL variable; what is no date stays as its literal.

    "in press" becomes the status, "n.d." nothing.
    """
    typed = text.strip()[:LONGEST].strip("/ ")
    if not typed or UNDATED.fullmatch(typed):
        return {}
    if STATUS.fullmatch(typed):
        return {"status": typed.lower()}
    halves = RANGE.fullmatch(typed)
    ends = [half for half in halves.groups() if half] if halves else [typed]
    parts = [numbers for numbers in map(date_parts, ends) if numbers]
    if not parts:
        return {variable: {"literal": typed}}
    date: dict[str, Any] = {"date-parts": parts}
    season = season_of(typed)
    if season and len(parts[0]) == 1:
        date["season"] = season
    if ABOUT.search(typed):
        date["circa"] = True
    return {variable: date}


def season_of(typed: str) -> int:
    coded = re.fullmatch(r"-?\d{4}-2([1-4])", typed)
    if coded:
        return int(coded[1])
    words = re.findall(r"[a-z]+", typed.lower())
    return next((SEASONS[word] for word in words if word in SEASONS), 0)


def date_parts(text: str) -> list[int]:
    """Year, month and day, as far as they can be told."""
    typed = text.strip()
    compact, turned = COMPACT.fullmatch(typed), DAY_FIRST.search(typed)
    if compact:
        year, month, day = map(int, compact.groups())
    elif turned:
        day, month, year = int(turned[1]), int(turned[3]), int(turned[4])
        # 12/31/2019 is American; 31.12.2019 and 3/4/2019 say nothing of that.
        if month > 12 or (turned[2] == "/" and day <= 12):
            day, month = month, day
    else:
        found = NUMERIC.search(typed)
        if not found:
            return []
        year, month, day = (int(group or 0) for group in found.groups())
        if not month:
            month, day = named(f"{typed[: found.start()]} {typed[found.end() :]}")
    parts = [year] if year else []
    if parts and 1 <= month <= 12:
        parts.append(month)
        parts.extend([day] if 1 <= day <= LONGEST_MONTHS[month - 1] else [])
    return parts


def named(text: str) -> tuple[int, int]:
    """Month and day in words: "Feb 28", "14 June", "Mar-Apr"."""
    months = map(month_number, re.findall(r"[A-Za-z]+", text))
    month = next(filter(None, months), 0)
    day = re.search(r"(?<!\d)(\d{1,2})(?!\d)", text)
    return month, int(day[1]) if month and day else 0


def best_date(candidates: list[str], variable: str) -> dict[str, Any]:
    """The most exact of several; a month without a year takes the others' year."""
    typed = [text for text in candidates if text.strip()]
    year = next(filter(None, (year_in(text) for text in typed)), "")
    whole = [text if year_in(text) else f"{text} {year}" for text in typed]
    read = [found for found in (date_of(text, variable) for text in whole) if found]
    return max(read, key=lambda found: exactness(found, variable), default={})


def year_in(text: str) -> str:
    found = re.search(r"(?<!\d)\d{4}(?!\d)", text) or COMPACT.fullmatch(text.strip())
    return found[0] if found else ""


def exactness(found: dict[str, Any], variable: str) -> int:
    date = found.get(variable, {})
    parts = date.get("date-parts", [[]])
    return 10 * len(parts) + 2 * len(parts[0]) + ("season" in date) if date else 1
