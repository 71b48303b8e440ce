"""Crossref's records as CSL, and what is asked of its REST API.

Fields: https://api.crossref.org/swagger-ui and its "works" resource. Its own names
of types are not CSL's, although its content negotiation sends them as if they were.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from articles.lookup import sentences
from articles.lookup.answers import Found, LookupFailed
from articles.lookup.crossref_notices import is_notice, notices_of
from articles.lookup.names import as_list, csl_names, groups
from articles.lookup.offers import offered
from articles.lookup.titles import (
    first,
    plain_text,
    title_of,
    without_mark,
)
from articles.lookup.values import (
    bare_doi,
    filled,
    first_date,
    issued,
    locator,
    number,
)

TYPES = {
    "journal-article": "article-journal",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "book-track": "chapter",
    "reference-entry": "entry-encyclopedia",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "book-set": "book",
    "book-series": "book",
    "proceedings": "book",
    "proceedings-article": "paper-conference",
    "dissertation": "thesis",
    "report": "report",
    "report-component": "report",
    "report-series": "report",
    "standard": "standard",
    "dataset": "dataset",
    "database": "dataset",
    "posted-content": "article",
    "journal": "periodical",
    "journal-issue": "periodical",
    "journal-volume": "periodical",
}
BOOKS = {"book", "chapter", "entry-encyclopedia", "paper-conference"}
PARTS = {"chapter", "entry-encyclopedia", "paper-conference"}
PRINT_FIRST = ("published-print", "issued", "published", "published-online")
ANY_DATE = ("issued", "published", "published-print", "published-online", "posted")
MASTER = re.compile(
    r"\bmaster|\bM\.?\s?(?:A|S|Sc|Ed|Phil|S\.?W|P\.?H|B\.?A)\b\.?", re.IGNORECASE
)
BACHELOR = re.compile(r"\bbachelor|\bB\.?(?:A|S|Sc)\b", re.IGNORECASE)


def found(work: Mapping[str, Any], *, asked: str = "") -> Found:
    notices = notices_of(work)
    return offered(item_of(work), "Crossref", "doi", asked=asked, notices=notices)


def item_of(work: Mapping[str, Any]) -> dict[str, Any]:
    """CSL of one work; says only what the record says."""
    kind = TYPES.get(plain_text(work.get("type")), "document")
    title = title_of(work.get("title"), work.get("subtitle"))
    item = {
        "type": kind,
        "title": title if is_notice(work) else without_mark(title)[0],
        "author": csl_names(work.get("author")),
        "editor": csl_names(work.get("editor")),
        "translator": csl_names(work.get("translator")),
        **issued(date_of(work)),
        **container(work, kind),
        "volume": number(work.get("volume")),
        "issue": number(work.get("issue")),
        **locator(work.get("page"), work.get("article-number")),
        "edition": number(work.get("edition-number")),
        **publisher(work, kind),
        **OF_KIND.get(kind, nothing_more)(work),
        "DOI": bare_doi(work.get("DOI")),
    }
    return filled(without_repeated(item))


def date_of(work: Mapping[str, Any]) -> list[int]:
    """The year of the volume, where there is one, and not that of going online."""
    has_volume = number(work.get("volume")) or number(work.get("issue"))
    return first_date(work, PRINT_FIRST if has_volume else ANY_DATE)


def container(work: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """Journal or book; a book's series comes before the book itself."""
    titles = [
        title_of(entry) for entry in as_list(work.get("container-title")) if entry
    ] or [title_of(work.get("container-title"))]
    if kind in PARTS and len(titles) > 1:
        return {"collection-title": titles[0], "container-title": titles[1]}
    if kind == "book":
        return {"collection-title": plain_text(titles[0])}
    if kind == "article":
        return {}
    return {"container-title": titles[0]}


def publisher(work: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """Who publishes; a journal's publisher is not part of a reference."""
    if kind in ("article-journal", "periodical"):
        return {}
    item = {"publisher": plain_text(work.get("publisher"))}
    if kind in BOOKS:
        item["publisher-place"] = plain_text(work.get("publisher-location"))
        item["ISBN"] = re.sub(r"[^\dX]", "", isbn(work))
    return item


def isbn(work: Mapping[str, Any]) -> str:
    """The printed book's, where the record tells them apart."""
    typed = [entry for entry in as_list(work.get("isbn-type")) if is_print(entry)]
    known = [entry["value"] for entry in typed] or work.get("ISBN")
    return plain_text(first(known)).rpartition("/")[2].upper()


def is_print(entry: object) -> bool:
    return isinstance(entry, Mapping) and entry.get("type") == "print"


def institutions(work: Mapping[str, Any]) -> list[str]:
    given = work.get("institution")
    entries = given if isinstance(given, list) else [given]
    names = [entry.get("name") for entry in entries if isinstance(entry, Mapping)]
    return [name for name in map(plain_text, names) if name]


def of_thesis(work: Mapping[str, Any]) -> dict[str, Any]:
    degree = plain_text(first(work.get("degree")))
    names = institutions(work)
    return {
        "genre": thesis_genre(degree),
        "publisher": names[0] if names else plain_text(work.get("publisher")),
    }


def thesis_genre(degree: str) -> str:
    """APA 7, section 10.6: "Doctoral dissertation", "Master’s thesis"."""
    if BACHELOR.search(degree):
        return "Bachelor’s thesis"
    return "Master’s thesis" if MASTER.search(degree) else "Doctoral dissertation"


def of_report(work: Mapping[str, Any]) -> dict[str, Any]:
    """A report without authors is its institution's (APA 7, section 9.11), and then
    the publisher is whoever stands above that."""
    names = institutions(work)
    item: dict[str, Any] = {}
    if not csl_names(work.get("author")):
        item["author"] = groups(names[:1] or [work.get("publisher")])
    elif names:
        item["publisher"] = names[0]
    report = number(work.get("report-number"))
    return {**item, **({"genre": "Report No.", "number": report} if report else {})}


def of_posted(work: Mapping[str, Any]) -> dict[str, Any]:
    """A preprint's publisher is its archive, and its date that of posting."""
    names = institutions(work)
    server = names[0] if names else plain_text(work.get("publisher"))
    posted = first_date(work, ("posted", *ANY_DATE))
    return {"publisher": server, **issued(posted)}


def of_dataset(work: Mapping[str, Any]) -> dict[str, Any]:
    return {"medium": "Data set"}


def of_conference(work: Mapping[str, Any]) -> dict[str, Any]:
    event = work.get("event")
    event = event if isinstance(event, Mapping) else {}
    return {
        "event-title": plain_text(event.get("name")),
        "event-place": plain_text(event.get("location")),
    }


def nothing_more(work: Mapping[str, Any]) -> dict[str, Any]:
    return {}


OF_KIND = {
    "thesis": of_thesis,
    "report": of_report,
    "standard": of_report,
    "article": of_posted,
    "dataset": of_dataset,
    "paper-conference": of_conference,
}


def without_repeated(item: Mapping[str, Any]) -> dict[str, Any]:
    """A book's editors are often listed as its authors too."""
    names = item.get("editor")
    if item["type"] == "book" and names and item.get("author") == names:
        return {key: value for key, value in item.items() if key != "author"}
    return dict(item)


def message(answer: object) -> Mapping[str, Any]:
    """What every answer of the API wraps; raises where it is not there."""
    wrapped = answer.get("message") if isinstance(answer, Mapping) else None
    if not isinstance(wrapped, Mapping):
        raise LookupFailed(sentences.unreadable("Crossref"))
    return wrapped


def items(answer: object) -> list[Mapping[str, Any]]:
    """The works of a list; raises where there is no list at all."""
    listed = message(answer).get("items")
    if not isinstance(listed, list):
        raise LookupFailed(sentences.unreadable("Crossref"))
    return [work for work in listed if isinstance(work, Mapping)]
