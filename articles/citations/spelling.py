"""One person under two spellings: "Kristin Neff" and "Kristin D. Neff"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from articles.citations.variables import NAMES

Name = dict[str, Any]


def one_spelling(items: Iterable[dict[str, Any]]) -> None:
    """Give a person the fuller of two spellings of the given names, in all works.

    Only where a first name is written out, is the same in both, and leads to one
    fuller spelling: "Judith" and "Judith S." are one person, "J." and "J. S." may be
    two, and beside "Judith A." and "Judith S." nobody knows who "Judith" is.
    """
    people: dict[tuple[str, str, str], list[Name]] = defaultdict(list)
    for item in items:
        for variable in NAMES:
            for name in item.get(variable, []):
                first, _, _ = name.get("given", "").partition(" ")
                if len(first.rstrip(".")) > 1 and not first.endswith("."):
                    people[identity(name, first)].append(name)
    for spelled in people.values():
        take_fuller(spelled)


def identity(name: Name, first: str) -> tuple[str, str, str]:
    particle = name.get("non-dropping-particle", "")
    return f"{particle} {name.get('family', '')}", first, name.get("suffix", "")


def take_fuller(spelled: list[Name]) -> None:
    """The names of one family and first name: the bare ones get the one addition."""
    fuller = {name["given"] for name in spelled if " " in name["given"]}
    if len(fuller) != 1:
        return
    (only,) = fuller
    for name in spelled:
        name["given"] = only
