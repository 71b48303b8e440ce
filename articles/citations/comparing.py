"""Two or three versions of a record, compared field by field in lay words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from articles.citations.field_labels import ORDER, label
from articles.citations.kinds import kind_of
from articles.citations.markup import without_markup
from articles.citations.records import clean_name, clean_text, date_parts
from articles.citations.same_values import same_value
from articles.citations.variables import DATES, NAMES

Item = Mapping[str, Any]
State = Literal["unchanged", "there", "here", "both"]
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
    """A change that both sides made alike is nobody's any more."""
    values = {
        f: (value(base, f), value(here, f), value(there, f))
        for f in ordered(base, here, there)
    }
    fields = tuple(
        FieldChange(f, label(f), shown(base, f), shown(here, f), shown(there, f))
        for f, (was, ours, theirs) in values.items()
        if not was == ours == theirs
    )
    open_values = [value for value in values.values() if value[1] != value[2]]
    changed_here = any(was != ours for was, ours, _ in open_values)
    changed_there = any(was != theirs for was, _, theirs in open_values)
    state: State = "both" if changed_here and changed_there else "unchanged"
    if changed_here != changed_there:
        state = "here" if changed_here else "there"
    return Comparison(state, fields)


def merged(
    base: Item, here: Item, there: Item, choices: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """One record: ``choices`` (field: "base", "here" or "there") first, then the side
    that changed; where both did, ``here``. The id is always the one that is here."""
    sides = {"base": base, "here": here, "there": there}
    result: dict[str, Any] = dict(here)
    for field in ordered(base, here, there):
        chosen = (choices or {}).get(field, "")
        if chosen not in sides:
            ours, theirs = value(here, field), value(there, field)
            is_theirs = ours != theirs and value(base, field) == ours
            chosen = "there" if is_theirs else "here"
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


def value(item: Item, field: str) -> object:
    """What two sides are compared by; see ``same_values``."""
    return same_value(item, field)


def shown(item: Item, field: str) -> str:
    held = item.get(field)
    if field == "type" and held:
        return kind_of(item).label
    if field == "custom" and isinstance(held, Mapping):
        held = {name: value for name, value in held.items() if name != "kind"}
    if field in NAMES:
        entries = held if isinstance(held, list) else [held]
        return "; ".join(filter(None, map(shown_name, entries)))
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


def shown_name(entry: object) -> str:
    name = clean_name(entry)
    if not name:
        return ""
    if "literal" in name:
        short = entry.get("abbreviation") if isinstance(entry, Mapping) else ""
        return f"{name['literal']} [{short}]" if clean_text(short) else name["literal"]
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
