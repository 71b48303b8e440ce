"""The text's reference list: entries read, matched with the library, or new."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from articles.citations import make_key, missing_fields
from articles.citations.matching import Match, Matcher
from articles.citations.normal_forms import folded_title, normal_doi, normal_url
from articles.citations.records import creators, issued_year, text
from articles.citations.reference_text import TypedReference, read_reference
from articles.importing.corrections import NEW_WORK, Corrections
from articles.importing.reference_lines import is_address_line, looks_like_reference
from articles.importing.report import CERTAIN, Difference, ReferenceFound
from articles.importing.unit import Attached, Form, Unit
from articles.importing.works import Works, new_work

COMPARED = {
    "title": "title",
    "container-title": "journal or site",
    "volume": "volume",
    "issue": "issue",
    "page": "pages",
    "publisher": "publisher",
    "edition": "edition",
    "DOI": "DOI",
    "URL": "web address",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """Units that are one entry, and what was read from them."""

    units: tuple[Unit, ...]
    typed: TypedReference

    @property
    def line(self) -> int:
        return self.units[0].first

    @property
    def text(self) -> str:
        return "\n".join(unit.text for unit in self.units)


@dataclass(frozen=True, slots=True)
class Settled:
    """An entry with the work it is. ``item``: the library's own, or the new one."""

    entry: Entry
    item: Mapping[str, Any]
    is_new: bool
    match: Match | None = None
    alternatives: tuple[str, ...] = ()
    is_corrected: bool = False


def read_entries(units: Sequence[Unit]) -> list[Entry]:
    groups: list[list[Unit]] = []
    for unit in units:
        if groups and belongs(groups[-1], unit):
            groups[-1].append(unit)
        else:
            groups.append([unit])
    return [Entry(tuple(group), read_group(group)) for group in groups]


def belongs(group: Sequence[Unit], unit: Unit) -> bool:
    """An address below an entry, or a line broken off it."""
    if unit.form is not Form.TEXT:
        return False
    if is_address_line(unit.text):
        has_address = "http" in group[-1].text and is_address_line(group[-1].text)
        return unit.attached is not Attached.BLANK or not has_address
    is_next_line = unit.attached is not Attached.BLANK
    return is_next_line and not looks_like_reference(unit.text) and len(group) < 4


def read_group(group: Sequence[Unit]) -> TypedReference:
    first, *more = (unit.markdown for unit in group)
    return read_reference(first, *more)


def settle_entries(
    entries: Sequence[Entry],
    library: Sequence[Mapping[str, Any]],
    corrections: Corrections,
) -> list[Settled]:
    """Each entry as a work of the library, or as a new one with a key of its own."""
    matcher = Matcher(library)
    new = Matcher([])
    settled: list[Settled] = []
    for entry in entries:
        found = settle(entry, matcher, new, corrections)
        if found.is_new and found.item["id"] not in new.items:
            new.add(found.item)
        settled.append(found)
    return settled


def settle(
    entry: Entry,
    matcher: Matcher,
    new: Matcher,
    corrections: Corrections,
) -> Settled:
    item = entry.typed.item
    chosen = corrections.works.get(entry.line)
    if chosen is not None and chosen in matcher.items:
        match = Match(chosen, 1.0, "as you said")
        return Settled(entry, matcher.items[chosen], False, match, (), True)
    matches = matcher.matches(item)
    keys = tuple(match.key for match in matches)
    is_said_new = chosen == NEW_WORK
    if matches and matches[0].certainty >= CERTAIN and not is_said_new:
        best = matches[0]
        return Settled(entry, matcher.items[best.key], False, best, keys[1:])
    twins = new.matches(item)
    if twins and twins[0].certainty >= CERTAIN:
        twin = new.items[twins[0].key]
        return Settled(entry, twin, True, twins[0], keys, is_said_new)
    made = {**item, "id": make_key(item, ChainMap(matcher.items, new.items))}
    return Settled(entry, made, True, None, keys, is_said_new)


def known_works(
    settled: Sequence[Settled], library: Sequence[Mapping[str, Any]]
) -> Works:
    """What citations are looked up in: each entry as typed, then the library."""
    works = Works()
    for number, each in enumerate(settled, start=1):
        typed = each.entry.typed
        works.add(
            new_work(
                str(each.item["id"]),
                typed.item,
                label=label_of(each, number),
                letter=typed.letter,
                typed_key=typed.key,
            )
        )
    for item in library:
        if item.get("id"):
            works.add(new_work(str(item["id"]), item, is_own=False))
    return works


def labels_of(settled: Sequence[Settled]) -> frozenset[str]:
    """The entries' numbers: those in front of them, else their positions."""
    return frozenset(
        label_of(each, position) for position, each in enumerate(settled, start=1)
    )


def label_of(each: Settled, position: int) -> str:
    return each.entry.typed.label or each.entry.units[0].number or str(position)


def is_numbered(settled: Sequence[Settled]) -> bool:
    return bool(settled) and all(
        each.entry.typed.label or each.entry.units[0].number for each in settled
    )


def reported(each: Settled, cited: Mapping[str, None]) -> ReferenceFound:
    typed = each.entry.typed
    return ReferenceFound(
        line=each.entry.line,
        last=each.entry.units[-1].last,
        text=each.entry.text,
        key=str(each.item["id"]),
        is_new=each.is_new,
        item=typed.item,
        is_cited=str(each.item["id"]) in cited,
        missing=missing_fields(each.item),
        evidence=(each.match.evidence,) if each.match else (),
        certainty=each.match.certainty if each.match else 1.0,
        differences=() if each.is_new else tuple(differences(each.item, typed.item)),
        unread=typed.unread,
        alternatives=each.alternatives,
        is_confirmed=not each.is_new,
        is_corrected=each.is_corrected,
    )


def differences(
    library: Mapping[str, Any], typed: Mapping[str, Any]
) -> list[Difference]:
    """Fields that the text has and the library has not, or has otherwise."""
    found = [
        Difference(label, text(library, name), text(typed, name))
        for name, label in COMPARED.items()
        if text(typed, name)
        and comparable(name, text(typed, name)) != comparable(name, text(library, name))
    ]
    years = issued_year(library), issued_year(typed)
    if years[1] is not None and years[0] != years[1]:
        found.append(Difference("year", str(years[0] or ""), str(years[1])))
    names = author_names(library), author_names(typed)
    if names[1] and folded_title(names[0]) != folded_title(names[1]):
        found.append(Difference("authors", *names))
    return found


def comparable(name: str, value: str) -> str:
    if name == "DOI":
        return normal_doi(value)
    if name == "URL":
        return normal_url(value)
    return folded_title(value)


def author_names(item: Mapping[str, Any]) -> str:
    return ", ".join(n.get("literal") or n.get("family", "") for n in creators(item))
