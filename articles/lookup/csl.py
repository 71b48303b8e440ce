"""CSL-JSON as doi.org passes it on from any agency, read without trust."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from articles.citations.variables import DATES, NAMES
from articles.lookup.answers import Found
from articles.lookup.crossref import TYPES
from articles.lookup.names import csl_names
from articles.lookup.offers import offered
from articles.lookup.titles import first, plain_text, title_of, without_mark
from articles.lookup.values import (
    bare_doi,
    date_numbers_of,
    filled,
    locator,
    number,
    read_date,
)

KINDS = {
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "book",
    "broadcast",
    "chapter",
    "dataset",
    "document",
    "entry-dictionary",
    "entry-encyclopedia",
    "interview",
    "legislation",
    "motion_picture",
    "paper-conference",
    "post-weblog",
    "report",
    "review",
    "software",
    "speech",
    "standard",
    "thesis",
    "webpage",
}
TEXTS = (
    "collection-title",
    "edition",
    "event-title",
    "event-place",
    "genre",
    "medium",
    "publisher-place",
    "version",
)


def found(record: Mapping[str, Any]) -> Found:
    return offered(item_of(record), "doi.org", "doi")


def item_of(record: Mapping[str, Any]) -> dict[str, Any]:
    """Only variables that are known, each cleaned; no ``id``."""
    given = plain_text(record.get("type"))
    kind = given if given in KINDS else TYPES.get(given, "document")
    item: dict[str, Any] = {
        "type": kind,
        "title": without_mark(title_of(record.get("title"), record.get("subtitle")))[0],
        "container-title": title_of(record.get("container-title")),
        "volume": number(record.get("volume")),
        "issue": number(record.get("issue")),
        **locator(
            record.get("page"), record.get("article-number") or record.get("number")
        ),
        "ISBN": plain_text(first(record.get("ISBN"))),
        "DOI": bare_doi(record.get("DOI")),
    }
    if kind != "article-journal":
        item["publisher"] = plain_text(record.get("publisher"))
    item.update({name: plain_text(record.get(name)) for name in TEXTS})
    item.update({role: csl_names(record.get(role)) for role in NAMES})
    item.update({name: date(record.get(name)) for name in DATES if name != "accessed"})
    return filled(item)


def date(value: object) -> dict[str, Any]:
    words = value.get("raw") or value.get("literal") if isinstance(value, dict) else ""
    parts = date_numbers_of(value) or read_date(words)
    return {"date-parts": [parts]} if parts else {}
