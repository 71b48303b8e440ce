"""The library in the formats of other programs: CSL-JSON, BibLaTeX, RIS."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rispy import RisWriter  # type: ignore[import-untyped]  # it ships no types

from articles.citations.biblatex import biblatex_parts, to_biblatex, to_biblatex_each
from articles.citations.markup import without_markup
from articles.citations.records import (
    clean_text,
    date_parts,
    issued_year,
    names,
    text,
)
from articles.citations.variables import PUBLIC

Item = Mapping[str, Any]

__all__ = [
    "biblatex_parts",
    "csl_json_parts",
    "to_biblatex",
    "to_biblatex_each",
    "to_csl_json",
    "to_ris",
]

RIS_TYPES = {
    "article": "UNPB",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "broadcast": "SOUND",
    "chapter": "CHAP",
    "dataset": "DATA",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "hearing": "HEAR",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "motion_picture": "VIDEO",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "personal_communication": "PCOMM",
    "post": "ICOMM",
    "post-weblog": "BLOG",
    "regulation": "LEGAL",
    "report": "RPRT",
    "review": "JOUR",
    "review-book": "JOUR",
    "software": "COMP",
    "song": "SOUND",
    "speech": "SLIDE",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC",
}
# rispy's name of a RIS field -> the CSL variable that is written into it.
RIS_TEXTS = {
    "title": "title",
    "short_title": "title-short",
    "secondary_title": "container-title",
    "tertiary_title": "volume-title",
    "volume": "volume",
    "number": "issue",
    "edition": "edition",
    "publisher": "publisher",
    "place_published": "publisher-place",
    "doi": "DOI",
    "type_of_work": "genre",
    "language": "language",
    "section": "section",
    "number_of_volumes": "number-of-volumes",
    "name_of_database": "archive",
    "accession_number": "PMID",
    "abstract": "abstract",
}
RIS_NAMES = {
    "authors": ("author", "director", "host", "composer"),
    "secondary_authors": ("editor",),
    "tertiary_authors": ("collection-editor",),
    "subsidiary_authors": ("translator",),
}


class PlainRisWriter(RisWriter):  # type: ignore[misc]  # for the same reason
    """Without rispy's running number above each record, which other readers refuse."""

    def set_header(self, count: int) -> str:
        return ""


def public_item(item: Item) -> dict[str, Any]:
    """What readers may have: the CSL variables that describe a work for a citation.

    Notes, abstracts, keywords and the library's own settings stay inside.
    """
    return {name: value for name, value in item.items() if name in PUBLIC}


def to_csl_json(items: Iterable[Item]) -> str:
    """Nothing lost, nothing changed; half surrogate pairs become question marks."""
    return "".join(csl_json_parts(items))


def csl_json_parts(items: Iterable[Item]) -> Iterator[str]:
    """The same a piece at a time, for a library that is not to be held in memory."""
    mark = "["
    for item in items:
        written = json.dumps(dict(item), ensure_ascii=False, indent=1)
        indented = written.replace("\n", "\n ")
        yield f"{mark}\n {indented.encode('utf-8', 'replace').decode()}"
        mark = ","
    yield "[]\n" if mark == "[" else "\n]\n"


def to_ris(items: Iterable[Item]) -> str:
    """One record an item, each made alone: all at once would take much memory."""
    writer = PlainRisWriter()
    return "\n".join(writer.formats([ris_record(item)]) for item in items)


def ris_record(item: Item) -> dict[str, Any]:
    """Every value is one line, so no value can end the record or begin another."""
    kind = text(item, "type")
    record: dict[str, Any] = {"type_of_reference": RIS_TYPES.get(kind, "GEN")}
    record["id"] = text(item, "id")
    for field, roles in RIS_NAMES.items():
        record[field] = [ris_name(n) for role in roles for n in names(item, role)]
    for field, variable in RIS_TEXTS.items():
        record[field] = without_markup(text(item, variable))
    record.update(ris_dates(item), **ris_pages(item), **ris_numbers(item))
    record["urls"] = [url for url in [text(item, "URL")] if url]
    return {field: value for field, value in record.items() if value}


def ris_name(name: Mapping[str, str]) -> str:
    """ "Family, Given, Suffix"; a group's name is told by the comma at its end."""
    if "literal" in name:
        return f"{name['literal']},"
    particle = name.get("non-dropping-particle", "")
    given = f"{name.get('given', '')} {name.get('dropping-particle', '')}".strip()
    parts = [f"{particle} {name['family']}".strip(), given, name.get("suffix", "")]
    return ", ".join(part for part in parts if part)


def ris_dates(item: Item) -> dict[str, str]:
    """Years in four digits; a full date as YYYY/MM/DD/ and with its last slash."""
    dates: dict[str, str] = {}
    issued, year = date_parts(item, "issued"), issued_year(item)
    if year and year > 0:
        dates["year"] = f"{year:04}"
        dates["date"] = ris_date(issued[0]) if issued and len(issued[0]) > 1 else ""
    accessed = date_parts(item, "accessed")
    if accessed:
        dates["access_date"] = ris_date(accessed[0])
    return dates


def ris_date(numbers: list[int]) -> str:
    year, month, day = [*numbers, 0, 0][:3]
    return f"{year:04}/{month:02}/{day:02}/".replace("/00", "/")


def ris_pages(item: Item) -> dict[str, str]:
    first, _, last = clean_text(item.get("page")).replace("–", "-").partition("-")
    return {"start_page": first.strip(), "end_page": last.strip()}


def ris_numbers(item: Item) -> dict[str, str]:
    """An article number is RIS's seventh custom field, a report's number its SN."""
    number = text(item, "number")
    if text(item, "type") == "article-journal":
        return {"custom7": number, "issn": text(item, "ISSN")}
    return {"issn": text(item, "ISBN") or number}
