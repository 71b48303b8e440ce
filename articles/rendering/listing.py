"""A work as the list of all references prints it, whichever texts cite it."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any, NamedTuple

from articles.citations.coins import coins
from articles.citations.languages import in_its_language
from articles.citations.records import (
    author_line,
    creators,
    issued_year,
    plain_line,
    spoken_name,
)
from articles.citations.searching import author_mark
from articles.rendering.sanitizer import sanitize


class Listing(NamedTuple):
    """``html`` is safe: the entry, then the record for reference managers (COinS).

    ``author_mark`` and ``author_name``: the first author's, empty where there is none.
    """

    html: str
    author_mark: str
    author_name: str


def listing_of(item: Mapping[str, Any], entry: str) -> Listing:
    """``entry``: HTML as the citation engine made it; without one, a plain line.

    Entry and record are made from the same item, so they say the same. This is stored;
    ``migrate`` and the task worker make it anew after a change of what it gives.
    """
    words = in_its_language(entry or escape(line_of(item)), item)
    record = f'<span class="Z3988" title="{escape(coins(item))}" aria-hidden="true">'
    html = f"{sanitize(words)}{record}</span>"
    first = next(iter(creators(item)), {})
    mark = author_mark(first) if first else ""
    return Listing(html, mark, spoken_name(first) if mark else "")


def line_of(item: Mapping[str, Any]) -> str:
    title = str(item.get("title") or "")
    return plain_line(author_line(item), issued_year(item), title)
