"""Is the record that a service gave the work that the library describes?"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from rapidfuzz import fuzz

from articles.citations.matching import SAME_LENGTH, SAME_WORDS, near
from articles.citations.normal_forms import folded_title
from articles.citations.records import author_line, issued_year, names, text
from articles.citations.variables import CREATORS

Item = Mapping[str, Any]
TAG = re.compile(r"</?[a-z]+[^<>]*>", re.IGNORECASE)
# Services leave the words behind one of these out, or add them.
SUBTITLE = re.compile(r"[:?!–—]|\. |\s-\s")


def differences(item: Item, found: Item) -> tuple[str, ...]:
    """Which of "title", "author" and "year" speak against one and the same work.

    Forgiving where services are careless: capitals, accents, markup, a subtitle that
    one side lacks, editors named as authors, a year more or less (online before
    print). What one side does not say speaks against nothing.
    """
    checks = {
        "title": is_same_title(text(item, "title"), text(found, "title")),
        "author": is_same_author(item, found),
        "year": is_same_year(item, found),
    }
    return tuple(name for name, agrees in checks.items() if not agrees)


def is_same_title(one: str, two: str) -> bool:
    first, second = plain(one), plain(two)
    if not first or not second or first == second:
        return True
    shorter, longer = sorted((one, two), key=lambda title: len(plain(title)))
    if plain(shorter) in {plain(head) for head in heads(longer)}:
        return True
    return (
        len(plain(shorter)) >= SAME_LENGTH * len(plain(longer))
        and fuzz.token_sort_ratio(first, second) >= SAME_WORDS
    )


def heads(title: str) -> list[str]:
    """The title up to each mark behind which a subtitle may begin."""
    return [title[: mark.start()] for mark in SUBTITLE.finditer(title)]


def plain(title: str) -> str:
    return folded_title(TAG.sub("", html.unescape(title)).replace("&", " and "))


def is_same_author(item: Item, found: Item) -> bool:
    """Does the first name of one side stand anywhere on the other?"""
    here, there = families(item), families(found)
    if not here or not there:
        return True
    return any(is_one_name(here[0], name) for name in there) or any(
        is_one_name(there[0], name) for name in here
    )


def families(item: Item) -> list[str]:
    roles = [role for role in CREATORS if role in item]
    found = [name for role in roles for name in names(item, role)]
    return [
        folded_title(name.get("family") or name.get("literal", "")) for name in found
    ]


def is_one_name(one: str, two: str) -> bool:
    """Equal, or one is the other with a particle or a first family name before it."""
    return one == two or one.endswith(f" {two}") or two.endswith(f" {one}")


def is_same_year(item: Item, found: Item) -> bool:
    years = [issued_year(item), original_year(item)]
    theirs = [issued_year(found), original_year(found)]
    known = [year for year in years if year is not None]
    other = [year for year in theirs if year is not None]
    if not known or not other:
        return True
    return any(near(one, two) for one in known for two in other)


def original_year(item: Item) -> int | None:
    return issued_year({"issued": item.get("original-date")})


def as_volume(item: Item) -> Item:
    """The book in which a chapter stands: what the ISBN of a chapter belongs to."""
    if not text(item, "container-title"):
        return item
    volume = {key: item[key] for key in ("editor", "issued") if key in item}
    return {**volume, "title": item["container-title"]}


def described(item: Item) -> str:
    """A record in one line: “Title”, Holt-Lunstad (2015)."""
    title = TAG.sub("", text(item, "title"))
    year = issued_year(item)
    who = author_line(item)
    parts = [f"“{title}”" if title else "", who]
    line = ", ".join(filter(None, parts)) or "a work without a title"
    return f"{line} ({year})" if year is not None else line
