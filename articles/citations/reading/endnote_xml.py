"""EndNote's XML, record by record, so that a bad record costs only itself."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from articles.citations.reading.dates import best_date, date_of
from articles.citations.reading.decoding import tidy
from articles.citations.reading.endnote_types import (
    NUMBERS,
    ROLES,
    ROLES_BY_NAME,
    TYPES,
)
from articles.citations.reading.fields import (
    address_of,
    doi_of,
    edition_of,
    pages_of,
    person,
    serial_and_book_numbers,
)
from articles.citations.reading.record import Draft, Unreadable

Item = dict[str, Any]
RECORD = re.compile(r"<record[ >].*?(?:</record>|(?=<record[ >])|\Z)", re.DOTALL)
NUMBER = re.compile(
    r"<rec-number>\s{0,9}(?:<style[^<>]{0,200}>)?\s{0,9}([^<>\s]{1,40})"
)
TEXTS = {
    "titles/title": "title",
    "titles/secondary-title": "container-title",
    "titles/tertiary-title": "collection-title",
    "titles/short-title": "title-short",
    "volume": "volume",
    "publisher": "publisher",
    "pub-location": "publisher-place",
    "language": "language",
    "abstract": "abstract",
    "num-vols": "number-of-volumes",
    "work-type": "genre",
    "custom7": "number",
    "notes": "note",
    "remote-database-name": "archive",
}
SERIES = frozenset(("book", "report"))
NUMBERED = frozenset(("report", "patent", "legislation", "standard"))
ARTICLES = frozenset(("article-journal", "article-magazine", "article-newspaper"))
GENRED = frozenset(("report", "thesis", "manuscript", "speech", "webpage"))
MARKUP = {"italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub"}


def read_endnote_xml(text: str) -> list[Draft]:
    """Raises ``Unreadable`` for XML of another kind."""
    found = RECORD.findall(text)
    if not found:
        raise Unreadable(
            "This XML file is not one that EndNote wrote: it holds no records."
        )
    return [read_entry(raw) for raw in found]


def read_entry(raw: str) -> Draft:
    draft = Draft(raw=raw)
    try:
        record = fromstring(raw)
    except (ParseError, DefusedXmlException, ValueError):
        draft.problem = "This record is damaged: its XML cannot be read."
        number = NUMBER.search(raw)
        draft.source_key = number[1] if number else ""
        return draft
    draft.source_key = content(record.find("rec-number"))
    kind = record.find("ref-type")
    name = kind.get("name", "").lower() if kind is not None else ""
    name = name or NUMBERS.get(content(kind), "")
    draft.item["type"] = TYPES.get(name, "document")
    fill(draft.item, record)
    add_names(draft, record, ROLES_BY_NAME.get(name, ROLES))
    return draft


def fill(item: Item, record: Element) -> None:
    for path, variable in TEXTS.items():
        value = content(record.find(path), markup=variable == "title")
        if value:
            item[variable] = value
    if item["type"] not in GENRED:
        item.pop("genre", None)
    add_container(item, record)
    add_dates(item, record)
    add_numbers(item, record)
    add_links(item, record)


def add_container(item: Item, record: Element) -> None:
    name = item.pop("container-title", "") or content(
        record.find("periodical/full-title")
    )
    if item["type"] == "thesis" or not name:
        return
    if item["type"] in SERIES:
        item.setdefault("collection-title", name)
    elif item["type"] == "paper-conference" and record.find("pages") is None:
        item["event-title"] = name
        place = content(record.find("meeting-place"))
        place = place or item.pop("publisher-place", "")
        item.update({"event-place": place} if place else {})
    else:
        item["container-title"] = name


def add_names(draft: Draft, record: Element, roles: dict[str, str]) -> None:
    for path, role in roles.items():
        found = record.findall(f"contributors/{path}/author")
        typed = [name for name in map(content, found) if name]
        if typed and not role:
            draft.remarks.append(f"Left out: {'; '.join(typed)[:200]}.")
        elif typed:
            names = [name for name in map(person, typed) if name]
            draft.item[role] = [*draft.item.get(role, []), *names]


def add_dates(item: Item, record: Element) -> None:
    year = content(record.find("dates/year"))
    day = content(record.find("dates/pub-dates/date"))
    item.update(best_date([day, year], "issued"))
    accessed = content(record.find("access-date"))
    if item["type"] == "webpage":
        accessed = accessed or content(record.find("number"))
    item.update(date_of(accessed, "accessed"))
    original = re.search(r"\d{4}", content(record.find("orig-pub")))
    item.update(date_of(original[0] if original else "", "original-date"))


def add_numbers(item: Item, record: Element) -> None:
    kind = item["type"]
    item.update(pages_of(content(record.find("pages"))))
    if kind not in ARTICLES:
        item.update(edition_of(content(record.find("edition"))))
    number = content(record.find("number"))
    if number and kind in ARTICLES:
        item["issue"] = number
    elif number and kind in {"book", "chapter"}:
        in_series = "collection-title" in item
        item["collection-number" if in_series else "number"] = number
    elif number and kind != "webpage":
        item["number"] = number
    standard = content(record.find("isbn"))
    if standard and kind in NUMBERED:
        item["number"] = standard
    else:
        item.update(serial_and_book_numbers(standard))
    accession = content(record.find("accession-num"))
    if re.fullmatch(r"\d{5,8}", accession):
        item["PMID"] = accession
    pmcid = content(record.find("custom2"))
    if re.fullmatch(r"PMC\d+", pmcid):
        item["PMCID"] = pmcid


def add_links(item: Item, record: Element) -> None:
    found = record.findall("urls/related-urls/url") + record.findall(
        "urls/web-urls/url"
    )
    urls = [content(url) for url in found[:20]]
    doi = doi_of(content(record.find("electronic-resource-num")))
    doi = doi or next((doi_of(url) for url in urls if "doi.org/" in url), "")
    url = address_of(*urls)
    item.update({"DOI": doi} if doi else {})
    item.update({"URL": url} if url else {})


def content(element: Element | None, *, markup: bool = False) -> str:
    if element is None:
        return ""
    if not markup:
        return tidy("".join(element.itertext()))
    parts = [element.text or ""]
    for child in element:
        tag = next(
            (MARKUP[face] for face in child.get("face", "").split() if face in MARKUP),
            "",
        )
        inner = "".join(child.itertext())
        parts.append(f"<{tag}>{inner}</{tag}>" if tag and inner.strip() else inner)
        parts.append(child.tail or "")
    return tidy("".join(parts))
