"""Whether two records describe one work, and in what they differ."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from rapidfuzz import fuzz

from articles.citations.comparing import shown, value
from articles.citations.matching import (
    Match,
    contradict,
    facts_of,
    marks_of,
    near,
    similar,
)

Item = Mapping[str, Any]
# An edited title keeps about half of its words; two works of one author and year
# seldom share as many.
EDITED_TITLE = 55
# Fields beside title, author and year that tell one work from another.
TELLING = ("container-title", "volume", "page", "publisher", "URL", "ISBN")


def print_of(item: Item) -> str:
    """Equal for records that say the same in the same words."""
    said = {name: value for name, value in item.items() if name != "id"}
    return json.dumps(said, sort_keys=True, default=str)


def changed(one: Item, two: Item) -> list[str]:
    """The fields in which two records differ, their ids apart."""
    fields = {*one, *two} - {"id"}
    return sorted(f for f in fields if value(one, f) != value(two, f))


def adds_nothing(item: Item, here: Item) -> bool:
    """Whether the record here says all that ``item`` says."""
    return not any(
        shown(item, f) and value(item, f) != value(here, f)
        for f in item
        if f not in {"id", "type"}
    )


def overlaid(here: Item, there: Item, fields: Iterable[str]) -> dict[str, Any]:
    """``here`` with these fields as they are ``there``."""
    result = dict(here)
    for field in fields:
        result.pop(field, None)
        if field in there:
            result[field] = there[field]
    return result


def is_same_work(one: Item, two: Item) -> bool:
    """Whether two records under one key describe one work, one perhaps edited."""
    a, b = facts_of(one), facts_of(two)
    marks = {mark for mark in marks_of(one) if mark[0] in {"doi", "pmid"}}
    if marks & set(marks_of(two)) or similar(a, b) or not changed(one, two):
        return True
    if contradict(a, b) or not a.family or a.family != b.family:
        return False
    if not near(a.year, b.year):
        return False
    agreeing = [f for f in TELLING if shown(one, f) and value(one, f) == value(two, f)]
    return fuzz.token_sort_ratio(a.title, b.title) >= EDITED_TITLE or len(agreeing) > 1


def is_part_of_one_book(match: Match, one: Item, two: Item) -> bool:
    """Chapters bear the ISBN of their book."""
    if "ISBN" not in match.evidence or similar(facts_of(one), facts_of(two)):
        return False
    return any(shown(item, "container-title") for item in (one, two))
