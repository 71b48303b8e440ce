"""Open Library's records of books as CSL.

``/api/books`` with ``jscmd=data`` is the form that its documentation calls stable
(https://openlibrary.org/dev/docs/api/books); only ``jscmd=details`` has the edition.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from articles.citations.reading.fields import edition_of
from articles.lookup.answers import Found
from articles.lookup.isbn import valid_isbn
from articles.lookup.names import as_list, written_name
from articles.lookup.offers import offered
from articles.lookup.titles import plain_text, tidy, title_of
from articles.lookup.values import filled, issued, read_date

EDITORS = re.compile(r"\bedited by\b|\beds?\.|\beditors?\b", re.IGNORECASE)
GROUP = re.compile(
    r"\b(?:association|institute|society|organi[sz]ation|university|department|center"
    r"|centre|foundation|council|committee|academy|college|press|staff|group|agency"
    r"|office|service|services|administration|ministry|commission)\b",
    re.IGNORECASE,
)
REPRINT = re.compile(r"reprint|paperback|hardcover|ebook|kindle|revised and", re.I)


def found(item: dict[str, Any]) -> Found:
    return offered(item, "Open Library", "isbn")


def item_of(
    data: Mapping[str, Any], details: Mapping[str, Any], isbn: str
) -> dict[str, Any]:
    """A book of ``jscmd=data``; ``details`` adds its edition, and what is missing."""
    names = authors(data) or authors(details)
    role = "editor" if EDITORS.search(statement(data, details)) else "author"
    item = {
        "type": "book",
        "title": title_of(
            data.get("title") or details.get("title"),
            data.get("subtitle") or details.get("subtitle"),
        ),
        role: names,
        **issued(year(data.get("publish_date") or details.get("publish_date"))),
        **edition(details.get("edition_name")),
        "publisher": publisher(data) or publisher(details),
        "publisher-place": name_of(first_entry(data, "publish_places")),
        "ISBN": isbn,
    }
    return filled(item)


def year(written: object) -> list[int]:
    """A book is dated by its year alone, whatever month the record knows."""
    return read_date(written)[:1]


def statement(*records: Mapping[str, Any]) -> str:
    """Who made the book, as the title page says it."""
    return " ".join(plain_text(record.get("by_statement")) for record in records)


def authors(record: Mapping[str, Any]) -> list[dict[str, str]]:
    names = [name_of(entry) for entry in as_list(record.get("authors"))]
    return [name for name in map(author, names) if name]


def author(name: str) -> dict[str, str]:
    if GROUP.search(name):
        return {"literal": tidy(name)}
    # Life dates stand behind names of older books.
    return written_name(re.sub(r",?\s*\(?\d{4}-(?:\d{4})?\)?\.?\Z", "", name))


def keys(entries: object, kind: str) -> list[str]:
    """Paths such as "/authors/OL1A" of records that name each other by them."""
    found = [e.get("key") for e in as_list(entries) if isinstance(e, Mapping)]
    paths = map(plain_text, found)
    return [path for path in paths if re.fullmatch(rf"/{kind}/OL\d+[AWM]", path)]


def name_of(entry: object) -> str:
    value = entry.get("name") if isinstance(entry, Mapping) else entry
    return plain_text(value)


def first_entry(record: Mapping[str, Any], key: str) -> object:
    return next(iter(as_list(record.get(key))), "")


def publisher(record: Mapping[str, Any]) -> str:
    """Without the legal form, which APA 7 leaves out (section 9.29)."""
    name = name_of(first_entry(record, "publishers"))
    return re.sub(r",?\s+(?:Inc|Ltd|LLC|Co)\.?\Z", "", name)


def edition(written: object) -> dict[str, str]:
    """ "3rd ed." as 3; a first edition and a reprint go unsaid."""
    text = plain_text(written)
    if not text or REPRINT.search(text):
        return {}
    found = edition_of(text)
    return {} if found.get("edition") == "1" else found


def search_item(doc: Mapping[str, Any]) -> dict[str, Any]:
    """A book of ``/search.json``: a work, with the numbers of all its editions.

    Publisher and ISBN are said only where there is no choice between several.
    """
    names = [author(plain_text(name)) for name in as_list(doc.get("author_name"))]
    publishers = as_list(doc.get("publisher"))
    numbers = {valid_isbn(plain_text(n)) for n in as_list(doc.get("isbn"))[:50]}
    return filled(
        {
            "type": "book",
            "title": title_of(doc.get("title"), doc.get("subtitle")),
            "author": [name for name in names if name],
            **issued(read_date(doc.get("first_publish_year"))),
            "publisher": plain_text(publishers[0]) if len(publishers) == 1 else "",
            "ISBN": numbers.pop() if len(numbers) == 1 else "",
        }
    )
