"""An RIS record as a CSL item, in the dialects of Zotero, EndNote and databases."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from articles.citations.reading.dates import best_date, date_of
from articles.citations.reading.decoding import tidy
from articles.citations.reading.fields import (
    address_of,
    doi_of,
    edition_of,
    pages_of,
    person,
    serial_and_book_numbers,
)
from articles.citations.reading.ris_types import (
    EDITED,
    ROLES,
    ROLES_BY_TYPE,
    SPELLED_OUT,
    TYPES,
)

Item = dict[str, Any]
Tags = dict[str, list[str]]
TEXTS = {
    "title": ("TI", "T1", "CT"),
    "volume": ("VL",),
    "publisher": ("PB",),
    "publisher-place": ("CY", "PP"),
    "title-short": ("ST",),
    "language": ("LA", "LG"),
    "abstract": ("AB", "N2"),
    "number": ("C7",),
    "archive": ("DB",),
    "number-of-volumes": ("NV",),
    "section": ("SE",),
    "collection-title": ("T3",),
}
CONTAINERS = ("T2", "JO", "JF", "BT", "JA", "J2")
SERIES = frozenset(("book", "report", "software"))
WHOLE_WORKS = frozenset(("book", "thesis", "manuscript", "report"))
NUMBERED = frozenset(("report", "patent", "legislation", "standard"))
ARTICLES = frozenset(("article-journal", "article-magazine", "article-newspaper"))
# M3 of an article is what a database calls it ("Article", "Review"), not the work.
GENRED = frozenset(("report", "thesis", "manuscript", "speech", "webpage", "graphic"))


def ris_item(tags: Tags, remarks: list[str]) -> Item:
    typed = tidy(tags["TY"][0]).upper()
    code = SPELLED_OUT.get(typed, typed)
    item: Item = {"type": TYPES.get(code, "document")}
    if code not in TYPES:
        remarks.append(f"The type “{code[:40]}” is not known; please choose one.")
    for variable, names in TEXTS.items():
        value = first(tags, *names)
        if value:
            item[variable] = value
    add_containers(item, tags)
    add_names(item, tags, is_edited=code in EDITED, remarks=remarks)
    add_dates(item, tags)
    add_pages(item, tags)
    add_numbers(item, tags)
    add_links(item, tags)
    add_notes(item, tags)
    return item


def first(tags: Tags, *names: str) -> str:
    return next(filter(None, (tidy(v) for n in names for v in tags.get(n, []))), "")


def add_containers(item: Item, tags: Tags) -> None:
    kind, second = item["type"], first(tags, "T2", "BT")
    container = first(tags, *CONTAINERS)
    if "title" not in item and kind in SERIES and first(tags, "BT"):
        item["title"] = first(tags, "BT")
    elif kind in SERIES:
        if second and second != item.get("title"):
            item.setdefault("collection-title", second)
    elif kind in {"paper-conference", "speech"}:
        add_meeting(item, tags, container)
    elif container and kind != "thesis" and not address_of(container):
        item["container-title"] = container
    short = first(tags, "JA", "J2")
    if short and short != item.get("container-title"):
        item["container-title-short"] = short


def add_meeting(item: Item, tags: Tags, name: str) -> None:
    """T2 is the meeting, or the proceedings where there are pages or an editor."""
    proceedings, is_printed = first(tags, "C3"), bool(first(tags, "SP", "A2", "ED"))
    if proceedings:
        item["container-title"] = proceedings
    elif is_printed and name and item["type"] != "speech":
        item["container-title"] = name
        return
    place = first(tags, "C1") or item.pop("publisher-place", "")
    item.update({"event-title": name} if name else {})
    item.update({"event-place": place} if place else {})


def add_names(item: Item, tags: Tags, *, is_edited: bool, remarks: list[str]) -> None:
    roles = ROLES_BY_TYPE.get(item["type"], ROLES)
    has_authors = bool(tags.get("AU") or tags.get("A1"))
    if item["type"] == "book" and not (has_authors and first(tags, "T2")):
        # Older programs write a book's editors as A2, Zotero as A3.
        roles = {**roles, "A2": "editor"}
    if is_edited:
        roles = {**roles, "AU": "editor"}
    typed: dict[str, list[str]] = defaultdict(list)
    for tag, role in (("AU", roles["AU"]), ("A1", roles["AU"]), ("ED", "editor")):
        typed[role].extend(tags.get(tag, []))
    for tag in ("A2", "A3", "A4"):
        typed[roles[tag]].extend(tags.get(tag, []))
    unnamed = [tidy(name) for name in typed.pop("", [])]
    if unnamed:
        remarks.append(f"Left out: {'; '.join(unnamed)[:200]}.")
    for role, values in typed.items():
        names = [name for name in map(person, map(tidy, values)) if name]
        if names:
            item[role] = names


def add_dates(item: Item, tags: Tags) -> None:
    item.update(best_date([first(tags, tag) for tag in ("DA", "PY", "Y1")], "issued"))
    accessed = first(tags, "Y2")
    if item["type"] == "webpage":
        accessed = accessed or first(tags, "M1")
    item.update(date_of(accessed, "accessed"))
    original = re.search(r"\d{4}", first(tags, "OP"))
    item.update(date_of(original[0] if original else "", "original-date"))


def add_pages(item: Item, tags: Tags) -> None:
    start, end = first(tags, "SP"), first(tags, "EP")
    is_count = bool(re.fullmatch(r"\d{1,5}(?: ?p\.?)?", start)) and not end
    if item["type"] in WHOLE_WORKS and is_count:
        item["number-of-pages"] = re.sub(r"\D", "", start)
        return
    item.update(pages_of(f"{start}-{end}" if end and end != start else start))


def add_numbers(item: Item, tags: Tags) -> None:
    kind = item["type"]
    issue = first(tags, "IS", "CP")
    if kind in ARTICLES:
        issue = issue or re.sub(r"\D.*", "", first(tags, "M1"))
        item.update({"issue": issue} if issue else {})
    elif issue:
        item["number"] = issue
    if kind not in ARTICLES:
        item.update(edition_of(first(tags, "ET")))
    series = first(tags, "M1", "SV")
    if series and "collection-title" in item and kind in {"book", "chapter"}:
        item["collection-number"] = series
    number = " ".join(map(tidy, tags.get("SN", [])))
    if kind in NUMBERED:
        own = number or first(tags, "M1") or item.get("number", "")
        item.update({"number": own} if own else {})
    else:
        item.update(serial_and_book_numbers(number))
    genre = first(tags, "M3")
    if genre and kind in GENRED and not doi_of(genre):
        item["genre"] = genre


def add_links(item: Item, tags: Tags) -> None:
    notes = [note for note in tags.get("N1", []) if "doi" in note.lower()]
    urls = [tidy(url) for tag in ("UR", "L2") for url in tags.get(tag, [])]
    places = [*tags.get("DO", []), *tags.get("M3", []), *tags.get("L3", []), *notes]
    links = [url for url in urls if "doi.org/" in url]
    doi = next(filter(None, map(doi_of, map(tidy, [*places, *links]))), "")
    url = address_of(*urls)
    item.update({"DOI": doi} if doi else {})
    item.update({"URL": url} if url else {})
    pmid = first(tags, "AN", "C2")
    if re.fullmatch(r"\d{5,8}", pmid):
        item["PMID"] = pmid


def add_notes(item: Item, tags: Tags) -> None:
    notes = [tidy(note) for note in tags.get("N1", [])]
    kept = [note for note in notes if not re.match(r"doi\s*:", note, re.IGNORECASE)]
    if kept:
        item["note"] = " ".join(kept)
    words = [tidy(word) for word in tags.get("KW", []) if word.strip()]
    if words:
        item["keyword"] = ", ".join(words)
