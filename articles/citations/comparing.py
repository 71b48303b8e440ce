"""Two or three versions of a record, compared field by field in lay words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from articles.citations.markup import without_markup
from articles.citations.records import clean_text, date_parts, names
from articles.citations.variables import DATES, NAMES

Item = Mapping[str, Any]
State = Literal["unchanged", "there", "here", "both"]
LABELS = {
    "type": "Kind of work",
    "title": "Title",
    "container-title": "Journal or book",
    "issued": "Date",
    "accessed": "Date of access",
    "original-date": "First published",
    "event-date": "Date of the event",
    "page": "Pages",
    "issue": "Issue",
    "volume": "Volume",
    "number": "Number",
    "publisher-place": "Place",
    "genre": "Description",
    "note": "Note",
    "URL": "Web address",
    "keyword": "Keywords",
    "collection-title": "Series",
    "collection-number": "Number in the series",
    "title-short": "Short title",
    "container-title-short": "Short journal title",
    "references": "Retraction",
    "status": "Status",
    "chapter-number": "Chapter",
    "event-title": "Event",
    "author": "Authors",
    "editor": "Editors",
    "translator": "Translators",
    "custom": "Own settings",
    "archive_location": "Place in the archive",
}
ORDER = (
    "type",
    "author",
    "editor",
    "translator",
    "issued",
    "status",
    "title",
    "container-title",
    "volume",
    "issue",
    "number",
    "page",
    "edition",
    "publisher",
    "publisher-place",
    "DOI",
    "PMID",
    "PMCID",
    "ISBN",
    "ISSN",
    "URL",
)
MONTHS = (
    "January February March April May June July August September"
    " October November December"
).split()


@dataclass(frozen=True, slots=True)
class FieldChange:
    """The three texts of one field; an empty text means that it is not there."""

    field: str
    label: str
    base: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """``state``: which side changed since ``base``; "both" asks a person."""

    state: State
    fields: tuple[FieldChange, ...]


def differences(base: Item, here: Item, there: Item) -> Comparison:
    fields = tuple(
        FieldChange(f, label(f), shown(base, f), shown(here, f), shown(there, f))
        for f in ordered(base, here, there)
        if len({repr(value(side, f)) for side in (base, here, there)}) > 1
    )
    changed_here = any(value(base, c.field) != value(here, c.field) for c in fields)
    changed_there = any(value(base, c.field) != value(there, c.field) for c in fields)
    state: State = "both" if changed_here and changed_there else "unchanged"
    if changed_here != changed_there:
        state = "here" if changed_here else "there"
    return Comparison(state, fields)


def merged(
    base: Item, here: Item, there: Item, choices: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """One record: ``choices`` (field: "base", "here" or "there") first, then the side
    that changed; where both did, ``here``."""
    sides = {"base": base, "here": here, "there": there}
    result: dict[str, Any] = dict(here)
    for field in {*base, *here, *there}:
        chosen = (choices or {}).get(field, "")
        if chosen not in sides:
            chosen = "there" if value(base, field) == value(here, field) else "here"
            if value(here, field) == value(there, field):
                chosen = "here"
        result.pop(field, None)
        if field in sides[chosen]:
            result[field] = sides[chosen][field]
    return result


def compare(a: Item, b: Item) -> list[tuple[str, str, str, bool]]:
    """Side by side: (label, text of ``a``, text of ``b``, are they the same?)."""
    return [
        (label(f), shown(a, f), shown(b, f), value(a, f) == value(b, f))
        for f in ordered(a, b)
    ]


def ordered(*items: Item) -> Iterable[str]:
    present = {field for item in items for field in item if field != "id"}
    first = [field for field in ORDER if field in present]
    return [*first, *sorted(present - set(ORDER))]


def label(field: str) -> str:
    if field in LABELS or field.isupper():
        return LABELS.get(field, field)
    return field.replace("-", " ").replace("_", " ").capitalize()


def value(item: Item, field: str) -> object:
    """What two sides are compared by: neither markup nor a DOI's case counts."""
    if field in NAMES:
        return [sorted(name.items()) for name in names(item, field)]
    if field in DATES:
        parts = date_parts(item, field)
        raw = item.get(field)
        circa = bool(raw.get("circa")) if isinstance(raw, Mapping) else False
        return (parts, circa) if parts else (shown(item, field), circa)
    held = item.get(field)
    if field == "DOI":
        return re.sub(
            r"\A(?:https?://(?:dx\.)?doi\.org/|doi:)\s*", "", clean_text(held).lower()
        )
    if isinstance(held, str | int | float):
        return re.sub(r"<(/?)em>", r"<\1i>", clean_text(held))
    return held or ""


def shown(item: Item, field: str) -> str:
    held = item.get(field)
    if field in NAMES:
        return "; ".join(shown_name(name) for name in names(item, field))
    if field in DATES:
        return shown_date(item, field)
    if isinstance(held, Mapping):
        return "; ".join(f"{k}: {flat(v)}" for k, v in held.items())
    return without_markup(flat(held))


def flat(held: object) -> str:
    if isinstance(held, Mapping):
        return ", ".join(f"{k}: {flat(v)}" for k, v in held.items())
    if isinstance(held, list):
        return ", ".join(flat(v) for v in held)
    return clean_text(held)


def shown_name(name: Mapping[str, str]) -> str:
    if "literal" in name:
        return name["literal"]
    particle = name.get("non-dropping-particle", "")
    given = f"{name.get('given', '')} {name.get('dropping-particle', '')}".strip()
    parts = [f"{particle} {name['family']}".strip(), given, name.get("suffix", "")]
    return ", ".join(part for part in parts if part)


def shown_date(item: Item, field: str) -> str:
    held = item.get(field)
    dates = date_parts(item, field)
    if not dates:
        return (
            flat(held.get("literal") or held.get("raw"))
            if isinstance(held, Mapping)
            else flat(held)
        )
    text = "–".join(day_text(parts) for parts in dates)
    circa = isinstance(held, Mapping) and held.get("circa")
    return f"about {text}" if circa else text


def day_text(parts: list[int]) -> str:
    words = [str(parts[0])]
    if len(parts) > 1 and 1 <= parts[1] <= 12:
        words.insert(0, MONTHS[parts[1] - 1])
        words[:0] = [str(parts[2])] if len(parts) > 2 else []
    return " ".join(words)
