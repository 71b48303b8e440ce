"""DataCite's records as CSL: data sets, preprints, theses, software.

Fields: the "attributes" of https://support.datacite.org/docs/api-get-doi, which
follow the DataCite metadata schema 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from articles.lookup.answers import Found
from articles.lookup.names import as_list, person, written_name
from articles.lookup.offers import offered
from articles.lookup.titles import plain_text, title_of
from articles.lookup.values import (
    bare_doi,
    filled,
    issued,
    locator,
    number,
    read_date,
)

TYPES = {
    "audiovisual": "motion_picture",
    "book": "book",
    "bookchapter": "chapter",
    "conferencepaper": "paper-conference",
    "conferenceproceeding": "book",
    "dataset": "dataset",
    "dissertation": "thesis",
    "film": "motion_picture",
    "image": "graphic",
    "journalarticle": "article-journal",
    "preprint": "article",
    "presentation": "speech",
    "report": "report",
    "software": "software",
    "sound": "song",
    "standard": "standard",
}
# Text says nothing; what the depositor called it may.
WORDS = (
    (re.compile(r"thesis|dissertation", re.IGNORECASE), "thesis"),
    (re.compile(r"pre-?print", re.IGNORECASE), "article"),
    (re.compile(r"journal article", re.IGNORECASE), "article-journal"),
    (re.compile(r"chapter", re.IGNORECASE), "chapter"),
    (re.compile(r"data\s?set", re.IGNORECASE), "dataset"),
    (re.compile(r"book", re.IGNORECASE), "book"),
    (re.compile(r"report|working paper", re.IGNORECASE), "report"),
)
BRACKETS = {"dataset": "Data set", "software": "Computer software"}


def found(attributes: Mapping[str, Any], *, asked: str = "") -> Found:
    return offered(item_of(attributes), "DataCite", "doi", asked=asked)


def item_of(attributes: Mapping[str, Any]) -> dict[str, Any]:
    kind = kind_of(attributes.get("types"))
    within = attributes.get("container")
    within = within if isinstance(within, Mapping) else {}
    item = {
        "type": kind,
        "title": title(attributes.get("titles")),
        "author": names(attributes.get("creators")),
        "editor": contributors(attributes, "Editor"),
        **issued(date_of(attributes)),
        "publisher": publisher(attributes.get("publisher")),
        "version": number(attributes.get("version")),
        "medium": BRACKETS.get(kind, ""),
        "DOI": bare_doi(attributes.get("doi")),
    }
    if kind in ("article-journal", "chapter", "paper-conference"):
        item.update(part_of(within))
    if kind == "thesis":
        item["genre"] = genre(attributes.get("types"))
    if kind == "article-journal":
        item["publisher"] = ""
    return filled(item)


def kind_of(types: object) -> str:
    given = types if isinstance(types, Mapping) else {}
    general = plain_text(given.get("resourceTypeGeneral")).lower().replace(" ", "")
    words = plain_text(given.get("resourceType"))
    if general in TYPES:
        return TYPES[general]
    return next((kind for word, kind in WORDS if word.search(words)), "document")


def genre(types: object) -> str:
    words = plain_text(types.get("resourceType")) if isinstance(types, Mapping) else ""
    is_master = re.search(r"\bmaster|\bM\.?(?:A|S|Sc)\b", words, re.IGNORECASE)
    return "Master’s thesis" if is_master else "Doctoral dissertation"


def title(entries: object) -> str:
    """The main title and its subtitle; translations and others are left out."""
    listed = [entry for entry in as_list(entries) if isinstance(entry, Mapping)]
    main = next((e for e in listed if not e.get("titleType")), None)
    sub = next((e for e in listed if e.get("titleType") == "Subtitle"), {})
    main = main or next(iter(listed), {})
    return title_of(main.get("title"), sub.get("title"))


def names(entries: object) -> list[dict[str, str]]:
    listed = [entry for entry in as_list(entries) if isinstance(entry, Mapping)]
    return [name for name in map(name_of, listed) if name]


def name_of(entry: Mapping[str, Any]) -> dict[str, str]:
    """A person if the record says so, or gives the parts, or writes a comma."""
    family = plain_text(entry.get("familyName"))
    given = plain_text(entry.get("givenName"))
    written = plain_text(entry.get("name"))
    if entry.get("nameType") == "Organizational":
        return {"literal": written} if written else {}
    if family:
        return person(family, given)
    if "," in written:
        return written_name(written) or {"literal": written}
    if entry.get("nameType") == "Personal":
        return written_name(written)
    return {"literal": written} if written else {}


def contributors(attributes: Mapping[str, Any], role: str) -> list[dict[str, str]]:
    listed = as_list(attributes.get("contributors"))
    return names(
        [
            entry
            for entry in listed
            if isinstance(entry, Mapping) and entry.get("contributorType") == role
        ]
    )


def date_of(attributes: Mapping[str, Any]) -> list[int]:
    """The date of issue, in the year of publication that the record states."""
    year = read_date(attributes.get("publicationYear"))
    dates = list(issue_dates(attributes.get("dates")))
    return next((date for date in dates if not year or date[0] == year[0]), year)


def issue_dates(entries: object) -> Iterator[list[int]]:
    for entry in as_list(entries):
        if isinstance(entry, Mapping) and entry.get("dateType") == "Issued":
            read = read_date(plain_text(entry.get("date"))[:10])
            if read:
                yield read


def publisher(value: object) -> str:
    """A name, since 2024 within a record of its own."""
    return plain_text(value.get("name") if isinstance(value, Mapping) else value)


def part_of(within: Mapping[str, Any]) -> dict[str, Any]:
    first, last = (plain_text(within.get(key)) for key in ("firstPage", "lastPage"))
    return {
        "container-title": title_of(within.get("title")),
        "volume": number(within.get("volume")),
        "issue": number(within.get("issue")),
        **locator("-".join(filter(None, (first, last))), ""),
    }
