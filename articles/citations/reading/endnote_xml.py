"""EndNote's XML, record by record, so that a bad record costs only itself."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from articles.citations.reading.decoding import tidy
from articles.citations.reading.fields import date_of, edition_of, pages_of, person
from articles.citations.reading.record import Draft, Unreadable

RECORD = re.compile(r"<record>.*?(?:</record>|(?=<record>)|\Z)", re.DOTALL)
TYPES = {
    "journal article": "article-journal",
    "electronic article": "article-journal",
    "magazine article": "article-magazine",
    "newspaper article": "article-newspaper",
    "book": "book",
    "edited book": "book",
    "electronic book": "book",
    "book section": "chapter",
    "electronic book section": "chapter",
    "conference paper": "paper-conference",
    "conference proceedings": "paper-conference",
    "thesis": "thesis",
    "report": "report",
    "government document": "report",
    "web page": "webpage",
    "blog": "post-weblog",
    "dataset": "dataset",
    "computer program": "software",
    "patent": "patent",
    "film or broadcast": "motion_picture",
    "encyclopedia": "entry-encyclopedia",
    "dictionary": "entry-dictionary",
    "unpublished work": "manuscript",
    "manuscript": "manuscript",
    "standard": "standard",
    "statute": "legislation",
    "case": "legal_case",
    "hearing": "hearing",
    "audiovisual material": "motion_picture",
    "personal communication": "personal_communication",
}
TEXTS = {
    "titles/title": "title",
    "titles/secondary-title": "container-title",
    "titles/tertiary-title": "collection-title",
    "titles/short-title": "title-short",
    "volume": "volume",
    "number": "issue",
    "publisher": "publisher",
    "pub-location": "publisher-place",
    "electronic-resource-num": "DOI",
    "custom2": "PMCID",
    "language": "language",
    "abstract": "abstract",
    "section": "section",
    "num-vols": "number-of-volumes",
    "work-type": "genre",
    "custom7": "number",
    "urls/related-urls/url": "URL",
}
NAMES = {
    "contributors/authors/author": "author",
    "contributors/secondary-authors/author": "editor",
    "contributors/tertiary-authors/author": "collection-editor",
    "contributors/subsidiary-authors/author": "translator",
}
MARKUP = {"italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub"}


def read_endnote_xml(text: str) -> list[Draft]:
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
        return draft
    draft.source_key = content(record.find("rec-number"))
    kind = record.find("ref-type")
    name = kind.get("name", "") if kind is not None else ""
    draft.item["type"] = TYPES.get(name.lower(), "document")
    fill(draft, record)
    return draft


def fill(draft: Draft, record: Element) -> None:
    item = draft.item
    for path, variable in TEXTS.items():
        value = content(record.find(path), markup=variable == "title")
        if value:
            item[variable] = value
    for path, role in NAMES.items():
        people = [person(content(name)) for name in record.findall(path)]
        if any(people):
            item[role] = [name for name in people if name]
    date = " ".join(filter(None, [content(record.find("dates/year"))]))
    item.update(date_of(date, "issued"))
    item.update(pages_of(content(record.find("pages"))))
    item.update(edition_of(content(record.find("edition"))))
    number = content(record.find("isbn"))
    if number:
        is_book = item["type"] in {"book", "chapter"}
        item["ISBN" if is_book else "ISSN"] = number
    if item.get("PMCID") and not re.fullmatch(r"PMC\d+", item["PMCID"]):
        del item["PMCID"]
    accession = content(record.find("accession-num"))
    if re.fullmatch(r"\d{5,8}", accession):
        item["PMID"] = accession


def content(element: Element | None, *, markup: bool = False) -> str:
    if element is None:
        return ""
    if not markup:
        return tidy("".join(element.itertext()))
    parts = [element.text or ""]
    for child in element:
        tag = MARKUP.get(child.get("face", ""))
        inner = "".join(child.itertext())
        parts.append(f"<{tag}>{inner}</{tag}>" if tag and inner.strip() else inner)
        parts.append(child.tail or "")
    return tidy("".join(parts))
