"""The fields of a BibTeX or BibLaTeX entry as a CSL item."""

from __future__ import annotations

import re
from typing import Any

from articles.citations.biblatex import TYPES as WRITTEN_TYPES
from articles.citations.reading.bibtex_links import add_links
from articles.citations.reading.bibtex_names import names_of
from articles.citations.reading.bibtex_types import (
    DATES,
    EDITORS,
    GENRES,
    NAMES,
    SILENT_GENRES,
    TEXTS,
    TYPES,
)
from articles.citations.reading.dates import date_of
from articles.citations.reading.fields import (
    edition_of,
    pages_of,
    serial_and_book_numbers,
)
from articles.citations.reading.latex import plain, protected, verbatim

Item = dict[str, Any]
Fields = dict[str, str]
# What BibLaTeX's standard styles and our own export say more exactly.
SUBTYPES = {subtype: kind for kind, (_, subtype) in WRITTEN_TYPES.items() if subtype}
SITES = frozenset(kind for kind, value in TYPES.items() if value == "webpage")
CONTAINERS = (
    ("journaltitle", "journalsubtitle"),
    ("journal", ""),
    ("booktitle", "booksubtitle"),
    ("maintitle", "mainsubtitle"),
)
ACCESSED = re.compile(
    r"\b(?:Last )?(?:Accessed|Retrieved|Visited):?\s*(?:on\s+)?"
    r"(\d{4}-\d\d?-\d\d?|[\w., ]{6,25}\d{4})",
    re.IGNORECASE,
)


def bibtex_item(kind: str, fields: Fields, remarks: list[str]) -> tuple[Item, str]:
    """The item, and its title with the protected words in braces."""
    item: Item = {"type": TYPES.get(kind, "document")}
    if kind not in TYPES:
        remarks.append(f"The type “@{kind}” is not known; please choose one.")
    item["type"] = SUBTYPES.get(fields.get("entrysubtype", ""), item["type"])
    title = joined(fields, "title", "subtitle")
    if kind == "periodical" and fields.get("issuetitle"):
        fields = {**fields, "journaltitle": title}
        title = joined(fields, "issuetitle", "issuesubtitle")
    if title:
        item["title"] = plain(title)
    add_texts(item, fields)
    site = plain(fields.get("organization", ""))
    if kind in SITES and site:
        # The site's name; who runs it is the publisher only where both are given.
        item["container-title"] = site
        item["publisher"] = plain(fields.get("publisher", ""))
    add_names(item, fields, remarks)
    add_dates(item, fields)
    add_numbers(item, kind, fields)
    add_links(item, fields)
    return {name: value for name, value in item.items() if value}, protected(title)


def whole(fields: Fields, title: str, subtitle: str) -> str:
    return plain(joined(fields, title, subtitle)) if fields.get(title) else ""


def joined(fields: Fields, title: str, subtitle: str) -> str:
    parts = [fields.get(title, "").strip(), fields.get(subtitle, "").strip()]
    return ": ".join(part for part in parts if part)


def add_texts(item: Item, fields: Fields) -> None:
    for variable, names in TEXTS.items():
        value = next(filter(None, (plain(fields.get(name, "")) for name in names)), "")
        if value:
            item[variable] = value
    container = next(filter(None, (whole(fields, *pair) for pair in CONTAINERS)), "")
    item.update({"container-title": container} if container else {})
    for name in ("issn", "isbn"):
        value = plain(fields.get(name, ""))
        found = serial_and_book_numbers(value)
        item.update({key: item.get(key, number) for key, number in found.items()})
        if value and not found:
            item[name.upper()] = value


def add_names(item: Item, fields: Fields, remarks: list[str]) -> None:
    roles = dict(NAMES)
    roles["editor"] = EDITORS.get(fields.get("editortype", "").lower(), "editor")
    for field, role in roles.items():
        names = names_of(fields.get(field, ""), remarks)
        if names:
            item[role] = names
    holders = names_of(fields.get("holder", ""), remarks)
    if holders:
        item["authority"] = ", ".join(
            name.get("literal") or name.get("family", "") for name in holders
        )


def add_dates(item: Item, fields: Fields) -> None:
    year = verbatim(fields.get("date", "")) or plain(fields.get("year", ""))
    if re.fullmatch(r"\d{4}", year):
        year = " ".join([*month_and_day(fields), year])
    item.update(date_of(year, "issued"))
    for field, variable in DATES.items():
        item.update(date_of(verbatim(fields.get(field, "")), variable))
    accessed = ACCESSED.search(plain(fields.get("note", "")))
    if accessed and "accessed" not in item:
        item.update(date_of(accessed[1], "accessed"))


def month_and_day(fields: Fields) -> list[str]:
    """Day and month in words; months may be "jun", "6", "jan # 1" or "1~jan"."""
    day = re.sub(r"\D", "", fields.get("day", ""))[:2]
    month = plain(fields.get("month", ""))
    numbers = re.findall(r"\d{1,2}", month)
    if re.search(r"[A-Za-z]", month) or not numbers:
        return [day, month]
    first = int(numbers[0])
    if len(numbers) > 1:
        day = numbers[1] if first <= 12 else str(first)
        first = first if first <= 12 else int(numbers[1])
    months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    return [day, months[first - 1] if 1 <= first <= 12 else ""]


def add_numbers(item: Item, kind: str, fields: Fields) -> None:
    number, issue = plain(fields.get("number", "")), plain(fields.get("issue", ""))
    is_periodical = item["type"].startswith("article") or item["type"] == "periodical"
    in_series = "collection-title" in item and item["type"] != "report"
    target = "issue" if is_periodical else "number"
    if in_series and not is_periodical:
        target = "collection-number"
    if number or issue:
        item[target] = number or issue
    eid = fields.get("eid", "") or fields.get("articleno", "")
    locator = plain(
        eid or fields.get("art_number", "") or fields.get("article-number", "")
    )
    item.update({"number": locator} if locator else {})
    item.update(pages_of(plain(fields.get("pages", ""))))
    item.update(edition_of(plain(fields.get("edition", ""))))
    genre = plain(fields.get("type", ""))
    genre = GENRES.get(genre.lower(), genre) or GENRES.get(kind, "")
    if genre and genre.lower() not in SILENT_GENRES:
        item["genre"] = genre
