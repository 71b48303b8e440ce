"""An RIS record as a CSL item, in the dialects of Zotero, EndNote and others."""

from __future__ import annotations

import re
from typing import Any

from articles.citations.reading.decoding import tidy
from articles.citations.reading.fields import (
    date_of,
    doi_of,
    edition_of,
    pages_of,
    person,
)

TYPES = {
    "JOUR": "article-journal",
    "EJOUR": "article-journal",
    "JFULL": "article-journal",
    "ABST": "article-journal",
    "INPR": "article-journal",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "BOOK": "book",
    "EBOOK": "book",
    "EDBOOK": "book",
    "CHAP": "chapter",
    "ECHAP": "chapter",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "THES": "thesis",
    "RPRT": "report",
    "GOVDOC": "report",
    "ELEC": "webpage",
    "WEB": "webpage",
    "BLOG": "post-weblog",
    "ICOMM": "post",
    "DATA": "dataset",
    "COMP": "software",
    "PAT": "patent",
    "VIDEO": "motion_picture",
    "MPCT": "motion_picture",
    "SOUND": "song",
    "MUSIC": "song",
    "DICT": "entry-dictionary",
    "ENCYC": "entry-encyclopedia",
    "UNPB": "article",
    "MANSCPT": "manuscript",
    "STAND": "standard",
    "STAT": "legislation",
    "BILL": "bill",
    "CASE": "legal_case",
    "HEAR": "hearing",
    "LEGAL": "regulation",
    "PAMP": "pamphlet",
    "SLIDE": "speech",
    "PCOMM": "personal_communication",
    "GEN": "document",
}
TEXTS = {
    "title": ("TI", "T1", "CT"),
    "volume": ("VL",),
    "issue": ("IS", "CP"),
    "publisher": ("PB",),
    "publisher-place": ("CY", "PP"),
    "title-short": ("ST",),
    "language": ("LA",),
    "abstract": ("AB", "N2"),
    "URL": ("UR", "L2"),
    "genre": ("M3",),
    "number": ("C7",),
    "archive": ("DB",),
    "number-of-volumes": ("NV",),
    "section": ("SE",),
    "collection-title": ("T3",),
}
CONTAINERS = ("T2", "JO", "JF", "BT", "JA", "J2")
BOOKS = {"book", "chapter"}


def ris_item(tags: dict[str, list[str]], remarks: list[str]) -> dict[str, Any]:
    code = tidy(tags["TY"][0]).upper()
    item: dict[str, Any] = {"type": TYPES.get(code, "document")}
    if code not in TYPES:
        remarks.append(f"The type “{code}” is not known; please choose one.")
    for variable, names in TEXTS.items():
        value = first(tags, *names)
        if value:
            item[variable] = value
    add_containers(item, tags)
    add_names(item, tags)
    item.update(date_of(first(tags, "DA", "PY", "Y1"), "issued"))
    if "issued" in item and not item["issued"].get("date-parts"):
        item.update(date_of(first(tags, "PY", "Y1"), "issued"))
    item.update(date_of(first(tags, "Y2"), "accessed"))
    start, end = first(tags, "SP"), first(tags, "EP")
    item.update(pages_of(f"{start}-{end}" if end and end != start else start))
    item.update(edition_of(first(tags, "ET")))
    add_numbers(item, tags)
    return item


def first(tags: dict[str, list[str]], *names: str) -> str:
    return next(filter(None, (tidy(v) for n in names for v in tags.get(n, []))), "")


def add_containers(item: dict[str, Any], tags: dict[str, list[str]]) -> None:
    container = first(tags, *CONTAINERS)
    if item["type"] == "book":
        title = first(tags, "T2", "BT")
        if "title" not in item and title:
            item["title"] = title
        elif title and title != item.get("title"):
            item.setdefault("collection-title", title)
    elif container:
        item["container-title"] = container
    short = first(tags, "JA", "J2")
    if short and short != item.get("container-title"):
        item["container-title-short"] = short


def add_names(item: dict[str, Any], tags: dict[str, list[str]]) -> None:
    roles = {
        "author": [*tags.get("AU", []), *tags.get("A1", [])],
        "editor": [*tags.get("ED", []), *tags.get("A2", [])],
        "collection-editor": tags.get("A3", []),
        "translator": tags.get("A4", []),
    }
    for role, typed in roles.items():
        names = [name for name in map(person, map(tidy, typed)) if name]
        if names:
            item[role] = names


def add_numbers(item: dict[str, Any], tags: dict[str, list[str]]) -> None:
    notes = [tidy(note) for note in tags.get("N1", [])]
    doi = next(
        filter(None, (doi_of(v) for v in tags.get("DO", []))),
        next((doi_of(n) for n in notes if "doi" in n.lower() and doi_of(n)), ""),
    )
    if not doi and "doi.org/" in item.get("URL", ""):
        doi = doi_of(item["URL"])
    if doi:
        item["DOI"] = doi
    pmid = first(tags, "AN", "C2")
    if re.fullmatch(r"\d{5,8}", pmid):
        item["PMID"] = pmid
    number = first(tags, "SN")
    if number:
        variable = "ISBN" if item["type"] in BOOKS else "ISSN"
        is_serial = re.match(r"\d{4}-?\d{3}[\dXx]", number)
        item[variable if is_serial or variable == "ISBN" else "number"] = number
    plain = [note for note in notes if "doi" not in note.lower()]
    if plain:
        item["note"] = " ".join(plain)
    words = [tidy(word) for word in tags.get("KW", []) if word.strip()]
    if words:
        item["keyword"] = ", ".join(words)
