"""Dates as people type them in references and bylines."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
MONTH = r"(?P<month>[A-Z][a-z]{2,8})\.?"
YEAR = r"(?P<year>\d{4})"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
DAY_PATTERNS = [
    re.compile(rf"{MONTH}\s+{DAY},?\s+{YEAR}"),
    re.compile(rf"{DAY}\.?\s+{MONTH},?\s+{YEAR}"),
    re.compile(r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})"),
    re.compile(r"(?P<number>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})"),
]
ISSUED = re.compile(
    rf"{YEAR}(?P<letter>[a-z])?(?:,\s*{MONTH}(?:\s+(?P<day>\d{{1,2}}))?)?"
)


DAYS = re.compile(
    rf"{YEAR},\s*{MONTH}\s+{DAY}\s*[–—-]\s*(?:(?P<month2>[A-Z][a-z]{{2,8}})\.?\s+)?"
    r"(?P<day2>\d{1,2})\Z"
)


def parse_day(text: str) -> tuple[date, int, int] | None:
    """The first full date in ``text``, and where it stands."""
    for pattern in DAY_PATTERNS:
        for found in pattern.finditer(text):
            groups = found.groupdict()
            month = month_number(groups.get("month") or "") or int(
                groups.get("number") or 0
            )
            try:
                day = date(int(found["year"]), month, int(found["day"]))
            except ValueError:
                continue
            return day, found.start(), found.end()
    return None


def month_number(word: str) -> int:
    """1 to 12 for an English month or its abbreviation, else 0."""
    lowered = word.lower()
    if len(lowered) < 3:
        return 0
    return next((n for n, m in enumerate(MONTHS, 1) if m.startswith(lowered[:4])), 0)


def parse_issued(text: str) -> dict[str, Any]:
    """What stands in a reference's parentheses, as CSL date variables.

    ``text``: "2019", "2019a", "2019, May 28", "n.d.", "in press".
    """
    words = text.strip()
    if re.fullmatch(r"in press|forthcoming", words, re.IGNORECASE):
        return {"status": words.lower()}
    turned = re.fullmatch(rf"{YEAR}\s+(?P<rest>[A-Z][a-z]{{2}}(?:\s\d{{1,2}})?)", words)
    if turned:
        words = f"{turned['year']}, {turned['rest']}"
    twice = re.fullmatch(r"(\d{4})\s?/\s?(\d{4})[a-z]?", words)
    if twice and int(twice[2]) - int(twice[1]) > 1:
        # APA's in-text form of a republished work, which people put into lists too.
        first, again = ({"date-parts": [[int(year)]]} for year in twice.groups())
        return {"issued": again, "original-date": first}
    found = ISSUED.match(words)
    days = DAYS.match(words)
    if days and month_number(days["month"]):
        return {"issued": {"date-parts": first_and_last(days)}}
    day = parse_day(words)
    if day:
        return {"issued": {"date-parts": [[day[0].year, day[0].month, day[0].day]]}}
    if not found:
        return {}
    parts = [int(found["year"])]
    month = month_number(found["month"] or "")
    if month:
        parts.append(month)
        parts.extend([int(found["day"])] if found["day"] else [])
    rest = words[found.end() :].strip(" ,")
    if re.match(r"[–/-]\s*present\b", rest):
        return {"issued": {"literal": f"{parts[0]}–present"}}
    years = re.match(r"[–/-]\s*(\d{4})", rest)
    if years:
        return {"issued": {"date-parts": [parts, [int(years[1])]]}}
    if parts[0] == 0:
        return {}
    return {"issued": {"date-parts": [parts]}}


def first_and_last(found: re.Match[str]) -> list[list[int]]:
    """Of a meeting: "1998, August 14–18", "2019, June 28–July 2"."""
    year, month = int(found["year"]), month_number(found["month"])
    last = month_number(found["month2"] or "") or month
    return [[year, month, int(found["day"])], [year, last, int(found["day2"])]]
