"""CSL-JSON items as they come, read without trust: wrong types never raise.

The library holds what people, importers and look-ups wrote. Every reader of an item
goes through these functions, so a string where CSL wants a list, a number where it
wants a string, or control characters cannot reach the engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from articles.characters import FORBIDDEN
from articles.citations.variables import CREATORS, NAME_PARTS

LONGEST_TEXT = 20_000
# What no text may hold, and invisible characters that turn the writing direction or
# hide in words.
UNPRINTABLE = re.compile(f"[{FORBIDDEN}\u200b\u202a-\u202e\u2060-\u2069\ufeff]")


def clean_text(value: object) -> str:
    """A string or number as one line of printable text; anything else as ""."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    printable = UNPRINTABLE.sub("", str(value)[:LONGEST_TEXT])
    return " ".join(printable.split())


def text(item: Mapping[str, Any], variable: str) -> str:
    return clean_text(item.get(variable))


def names(item: Mapping[str, Any], variable: str) -> list[dict[str, str]]:
    """The names of one role; a bare string counts as a group's name."""
    value = item.get(variable)
    entries = value if isinstance(value, list) else [value]
    return [name for name in map(clean_name, entries) if name]


def clean_name(entry: object) -> dict[str, str]:
    """One name with its text parts; empty if nobody is named."""
    if isinstance(entry, str):
        entry = {"literal": entry}
    if not isinstance(entry, Mapping):
        return {}
    parts = {part: clean_text(entry.get(part)) for part in NAME_PARTS}
    name = {part: value for part, value in parts.items() if value}
    if "given" in name and "family" not in name and "literal" not in name:
        name["family"] = name.pop("given")
    return name if name.keys() & {"family", "literal"} else {}


def creators(item: Mapping[str, Any]) -> list[dict[str, str]]:
    """Those under whom the work stands in a list; the first role that names anyone."""
    return next(filter(None, (names(item, role) for role in CREATORS)), [])


def author_line(item: Mapping[str, Any]) -> str:
    """Every creator's family or group name, for lists: "Tedeschi & Calhoun"."""
    *first, last = [shown_name(name) for name in creators(item)] or [""]
    return f"{', '.join(first)} & {last}" if first else last


def shown_name(name: Mapping[str, str]) -> str:
    particle = name.get("non-dropping-particle", "")
    return name.get("literal") or f"{particle} {name.get('family', '')}".strip()


def spoken_name(name: Mapping[str, str]) -> str:
    """In full and in the order in which it is said: "Bessel van der Kolk"."""
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return name.get("literal") or " ".join(name[p] for p in parts if p in name)


def plain_line(authors: str, year: int | None, title: str) -> str:
    """A work in a line, where it has no entry or none is needed."""
    return f"{authors or 'No author'} ({year or 'n.d.'}). {title or 'Untitled'}"


def date_parts(item: Mapping[str, Any], variable: str) -> list[list[int]]:
    """One date or two (a range), each as year, month, day as far as known.

    Reads ``date-parts`` and, for want of them, an ISO 8601 date in ``raw``,
    ``literal`` or a bare string.
    """
    value = item.get(variable)
    if isinstance(value, Mapping):
        parts = value.get("date-parts")
        listed = parts if isinstance(parts, list) else []
        found = [numbers for numbers in map(date_numbers, listed[:2]) if numbers]
        return found or iso_date(date_words(item, variable))
    return iso_date(clean_text(value))


def date_words(item: Mapping[str, Any], variable: str) -> str:
    """A date in words ("2015–present"), or ""."""
    value = item.get(variable)
    if not isinstance(value, Mapping):
        return clean_text(value)
    return clean_text(value.get("literal")) or clean_text(value.get("raw"))


def date_numbers(value: object) -> list[int]:
    """Year, month and day; stops at the first part that cannot be one."""
    if not isinstance(value, list):
        value = [value]
    limits = ((-9999, 9999), (1, 12), (1, 31))
    return list(within_limits(value, limits))


def within_limits(
    parts: list[Any], limits: tuple[tuple[int, int], ...]
) -> Iterator[int]:
    for part, (lowest, highest) in zip(parts, limits, strict=False):
        written = clean_text(part)
        if not re.fullmatch(r"-?\d{1,4}", written):
            return
        if not lowest <= int(written) <= highest or int(written) == 0:
            return
        yield int(written)


def iso_date(written: str) -> list[list[int]]:
    found = re.fullmatch(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?(?:T.*)?", written)
    numbers = date_numbers([part for part in found.groups() if part]) if found else []
    return [numbers] if numbers else []


def issued_year(item: Mapping[str, Any]) -> int | None:
    """The year of publication, negative before the common era; None for n.d."""
    parts = date_parts(item, "issued")
    if parts:
        return parts[0][0]
    written = re.search(r"(?<!\d)\d{4}(?!\d)", date_words(item, "issued"))
    return int(written[0]) if written else None
