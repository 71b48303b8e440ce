"""The reference list: its heading, its entries, and where it ends."""

from __future__ import annotations

from articles.importing.guess import Draft
from articles.importing.headings import heading_likelihood
from articles.importing.reference_lines import is_address_line, looks_like_reference
from articles.importing.roles import Role
from articles.importing.unit import Attached, Form
from articles.importing.vocabulary import REFERENCES_HEADING

# A list is a reference list if this much of it looks like references.
MOST = 0.5


def find_references(draft: Draft) -> None:
    headings = [i for i, _ in enumerate(draft.units) if is_references_heading(draft, i)]
    for index in headings:
        entries = entries_below(draft, index)
        is_told = draft.role(index) is Role.REFERENCES_HEADING
        alike = sum(looks_like_reference(draft.units[i].text) for i in entries)
        if is_told or (entries and alike >= MOST * count_of(draft, entries)):
            draft.take(index, Role.REFERENCES_HEADING, 0.95, "a heading for sources")
            take_entries(draft, entries)
    if draft.first_with(Role.REFERENCE) is None:
        take_entries(draft, trailing_entries(draft))
    take_continuations(draft)


def is_references_heading(draft: Draft, index: int) -> bool:
    if draft.role(index) is Role.REFERENCES_HEADING:
        return True
    unit = draft.units[index]
    if not draft.is_free(index) or unit.form not in {Form.HEADING, Form.TEXT}:
        return False
    words = unit.text.strip(" *_#")
    return bool(REFERENCES_HEADING.fullmatch(words)) and len(words.split()) <= 8


def entries_below(draft: Draft, index: int) -> list[int]:
    entries: list[int] = []
    for below in range(index + 1, len(draft.units)):
        unit = draft.units[below]
        if unit.form is Form.RULE or draft.role(below) is Role.REFERENCE:
            continue
        if not draft.is_free(below) or unit.form in {Form.HEADING, Form.NOTE}:
            break
        is_part = is_entry(draft, below) or is_introduction(draft, below, entries)
        if not is_part and not goes_on(draft, below):
            break
        entries.append(below)
    return entries


def is_entry(draft: Draft, index: int) -> bool:
    unit = draft.units[index]
    if (
        unit.form in {Form.BULLET, Form.NUMBER}
        and heading_likelihood(draft, index) == 0
    ):
        return looks_like_reference(unit.text) or len(unit.text) > 20
    is_second_line = unit.attached is not Attached.BLANK and is_address_line(unit.text)
    return (
        looks_like_reference(unit.text) or is_second_line or is_address_line(unit.text)
    )


def is_introduction(draft: Draft, index: int, entries: list[int]) -> bool:
    return not entries and draft.units[index].text.endswith(":")


def goes_on(draft: Draft, index: int) -> bool:
    """An odd entry among others: the next two lines hold another, no section begins."""
    if heading_likelihood(draft, index) >= 0.85 and not draft.units[index].is_bold:
        return False
    following = [
        i
        for i in range(index + 1, min(index + 3, len(draft.units)))
        if draft.is_free(i) and draft.units[i].form is not Form.HEADING
    ]
    return any(looks_like_reference(draft.units[i].text) for i in following)


def count_of(draft: Draft, entries: list[int]) -> int:
    return sum(not is_address_line(draft.units[i].text) for i in entries)


def trailing_entries(draft: Draft) -> list[int]:
    """Two or more references at the very end, under no heading."""
    entries: list[int] = []
    for index in reversed(list(draft.free())):
        unit = draft.units[index]
        if unit.form is Form.RULE:
            continue
        if not (looks_like_reference(unit.text) or is_address_line(unit.text)):
            break
        entries.append(index)
    entries.reverse()
    return entries if count_of(draft, entries) > 1 else []


def take_entries(draft: Draft, entries: list[int]) -> None:
    for position, index in enumerate(entries):
        unit = draft.units[index]
        if position == 0 and unit.text.endswith(":") and not is_entry(draft, index):
            draft.take(index, Role.REFERENCES_HEADING, 0.7, "introduces the sources")
            continue
        is_sure = looks_like_reference(unit.text)
        draft.take(
            index,
            Role.REFERENCE,
            0.95 if is_sure else 0.6,
            "stands in the list of sources",
        )


def take_continuations(draft: Draft) -> None:
    """A line that an editor called a reference may have its address below it."""
    for index, unit in enumerate(draft.units):
        if draft.is_free(index) and index and is_address_line(unit.text):
            is_below = draft.role(index - 1) is Role.REFERENCE
            if is_below and unit.attached is not Attached.BLANK:
                draft.take(index, Role.REFERENCE, 0.9, "the address of the entry above")
