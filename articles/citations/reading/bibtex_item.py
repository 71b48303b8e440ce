"""The fields of a BibTeX or BibLaTeX entry as a CSL item."""

from __future__ import annotations

import re
from typing import Any

from articles.citations.biblatex import TYPES as WRITTEN_TYPES
from articles.citations.reading.bibtex_names import names_of
from articles.citations.reading.fields import (
    date_of,
    doi_of,
    edition_of,
    pages_of,
)
from articles.citations.reading.latex import plain, protected, verbatim

TYPES = {
    "article": "article-journal",
    "book": "book",
    "mvbook": "book",
    "booklet": "pamphlet",
    "collection": "book",
    "mvcollection": "book",
    "reference": "book",
    "manual": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "bookinbook": "chapter",
    "suppbook": "chapter",
    "inreference": "entry-encyclopedia",
    "conference": "paper-conference",
    "inproceedings": "paper-conference",
    "proceedings": "book",
    "mvproceedings": "book",
    "thesis": "thesis",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "report": "report",
    "techreport": "report",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "webpage": "webpage",
    "dataset": "dataset",
    "data": "dataset",
    "software": "software",
    "patent": "patent",
    "unpublished": "manuscript",
    "periodical": "periodical",
    "suppperiodical": "article-journal",
    "review": "review",
    "video": "motion_picture",
    "movie": "motion_picture",
    "audio": "song",
    "music": "song",
    "letter": "personal_communication",
    "legislation": "legislation",
    "jurisdiction": "legal_case",
    "standard": "standard",
    "misc": "document",
}
# What BibLaTeX's standard styles and our own export say more exactly.
SUBTYPES = {subtype: kind for kind, (_, subtype) in WRITTEN_TYPES.items() if subtype}
SITES = frozenset(kind for kind, value in TYPES.items() if value == "webpage")
TEXTS = {
    "container-title": ("journaltitle", "journal", "maintitle", "booktitle"),
    "volume": ("volume",),
    "publisher": ("publisher", "institution", "school", "organization"),
    "publisher-place": ("location", "address"),
    "collection-title": ("series",),
    "chapter-number": ("chapter",),
    "number-of-pages": ("pagetotal",),
    "note": ("note",),
    "title-short": ("shorttitle",),
    "abstract": ("abstract",),
    "language": ("langid", "language"),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "PMID": ("pmid",),
    "PMCID": ("pmcid",),
    "version": ("version",),
    "event-title": ("eventtitle",),
    "event-place": ("venue",),
    "number-of-volumes": ("volumes",),
    "container-title-short": ("shortjournal",),
    "keyword": ("keywords",),
    "status": ("pubstate",),
    "original-title": ("origtitle",),
}
NAMES = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "bookauthor": "container-author",
    "holder": "authority",
}
DATES = {"urldate": "accessed", "origdate": "original-date", "eventdate": "event-date"}
GENRES = {
    "phdthesis": "Doctoral dissertation",
    "mastersthesis": "Master’s thesis",
    "masterthesis": "Master’s thesis",
    "mathesis": "Master’s thesis",
}


def bibtex_item(
    kind: str, fields: dict[str, str], remarks: list[str]
) -> tuple[dict[str, Any], str]:
    """The item, and its title with the protected words in braces."""
    item: dict[str, Any] = {"type": TYPES.get(kind, "document")}
    if kind not in TYPES:
        remarks.append(f"The type “@{kind}” is not known; please choose one.")
    if kind == "misc" and fields.get("url"):
        item["type"] = "webpage"
    item["type"] = SUBTYPES.get(fields.get("entrysubtype", ""), item["type"])
    title = titled(fields, "title", "subtitle")
    if title:
        item["title"] = plain(title)
    for variable, names in TEXTS.items():
        value = next(filter(None, (plain(fields.get(name, "")) for name in names)), "")
        if value:
            item[variable] = value
    if (
        kind in {"incollection", "inbook"}
        and "booksubtitle" in fields
        and "booktitle" in fields
    ):
        item["container-title"] = plain(titled(fields, "booktitle", "booksubtitle"))
    site = plain(fields.get("organization", ""))
    if kind in SITES and site:
        # The site's name; who runs it is the publisher only where both are given.
        item["container-title"] = site
        item["publisher"] = plain(fields.get("publisher", ""))
        if not item["publisher"]:
            del item["publisher"]
    add_names(item, fields, remarks)
    add_dates(item, fields)
    add_numbers(item, kind, fields)
    add_links(item, fields)
    return item, protected(title)


def titled(fields: dict[str, str], title: str, subtitle: str) -> str:
    parts = [fields.get(title, ""), fields.get(subtitle, "")]
    return ": ".join(part for part in parts if part)


def add_names(item: dict[str, Any], fields: dict[str, str], remarks: list[str]) -> None:
    for field, variable in NAMES.items():
        names = names_of(fields.get(field, ""), remarks)
        if names and variable == "authority":
            item[variable] = ", ".join(
                n.get("literal", n.get("family", "")) for n in names
            )
        elif names:
            item[variable] = names


def add_dates(item: dict[str, Any], fields: dict[str, str]) -> None:
    month, day = plain(fields.get("month", "")), plain(fields.get("day", ""))
    year = plain(fields.get("date", "") or fields.get("year", ""))
    if month and re.fullmatch(r"\d{4}", year):
        number = re.search(r"(?<!\d)(\d{1,2})\D+(\d{1,2})(?!\d)", month)
        if number and not re.search(r"[A-Za-z]", month):
            small, large = sorted(map(int, number.groups()))
            first_is_month = month.split()[0].isdigit() and int(number[1]) <= 12
            pair = (
                (int(number[1]), int(number[2])) if first_is_month else (large, small)
            )
            year = f"{year}-{pair[0]}-{pair[1]}"
        elif month.isdigit():
            year = f"{year}-{month}-{day}" if day.isdigit() else f"{year}-{month}"
        else:
            year = f"{month} {year}"
    item.update(date_of(year, "issued"))
    for field, variable in DATES.items():
        item.update(date_of(plain(fields.get(field, "")), variable))


def add_numbers(item: dict[str, Any], kind: str, fields: dict[str, str]) -> None:
    number = plain(fields.get("number", ""))
    issue = plain(fields.get("issue", ""))
    if number or issue:
        is_article = item["type"].startswith("article")
        in_series = (
            "collection-title" in item and not is_article and item["type"] != "report"
        )
        target = (
            "issue" if is_article else "collection-number" if in_series else "number"
        )
        item[target] = number or issue
    eid = plain(fields.get("eid", "") or fields.get("articleno", ""))
    if eid:
        item["number"] = eid
    item.update(pages_of(plain(fields.get("pages", ""))))
    item.update(edition_of(plain(fields.get("edition", ""))))
    genre = plain(fields.get("type", ""))
    genre = GENRES.get(genre.lower(), genre) or GENRES.get(kind, "")
    if genre:
        item["genre"] = genre


def add_links(item: dict[str, Any], fields: dict[str, str]) -> None:
    doi = doi_of(verbatim(fields.get("doi", "")))
    url = verbatim(fields.get("url", ""))
    published = fields.get("howpublished", "")
    address = re.search(r"https?://[^\s{}]+", published)
    if not url and address:
        url = verbatim(address[0])
        if item["type"] == "document":
            item["type"] = "webpage"
    elif published and not address:
        item.setdefault("medium", plain(published))
    if not doi and "doi.org/" in url:
        doi = doi_of(url)
    if doi:
        item["DOI"] = doi
    if url:
        item["URL"] = url
    kind = (fields.get("eprinttype") or fields.get("archiveprefix") or "").lower()
    eprint = verbatim(fields.get("eprint", ""))
    if kind in {"pubmed", "pmid"} and eprint:
        item.setdefault("PMID", eprint)
    elif kind == "pmcid" and eprint:
        item.setdefault("PMCID", eprint)
    elif eprint and kind:
        item["archive"], item["archive_location"] = kind, eprint
        item.setdefault(
            "URL", f"https://arxiv.org/abs/{eprint}" if kind == "arxiv" else ""
        )
        if not item["URL"]:
            del item["URL"]
