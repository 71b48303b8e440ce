"""One person under two spellings: "Kristin Neff" and "Kristin D. Neff"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from articles.citations.variables import NAME_PARTS, NAMES

Name = dict[str, Any]

# A first name of more than an initial, then names or initials, but no particles.
SPELLED_OUT = re.compile(r"[^\W\d_][^\W_.]+(?:-\w+)*(?: [^\W\d_a-z][\w.’'-]*)*")


def one_spelling(items: Iterable[dict[str, Any]]) -> None:
    """Give a person the fuller of two spellings of the given names, in all works.

    Only where a first name is written out, is the same in both, and leads to one
    fuller spelling: "Judith" and "Judith S." are one person, "J." and "J. S." may be
    two, and beside "Judith A." and "Judith S." nobody knows who "Judith" is.
    """
    people: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    for item in items:
        for variable in NAMES:
            for name in item.get(variable, []):
                if SPELLED_OUT.fullmatch(name.get("given", "")):
                    people[identity(name)].append(name)
    for spelled in people.values():
        take_fuller(spelled)


def identity(name: Name) -> tuple[str, ...]:
    """Everything but what may stand behind the first of the given names."""
    rest = [part for part in NAME_PARTS if part != "given"]
    return (name["given"].split()[0], *(name.get(part, "") for part in rest))


def take_fuller(spelled: list[Name]) -> None:
    """The names of one family and first name: the bare ones get the one addition."""
    fuller = {name["given"] for name in spelled if " " in name["given"]}
    if len(fuller) != 1:
        return
    (only,) = fuller
    for name in spelled:
        name["given"] = only
