"""A PubMed record (MEDLINE tags) as a CSL item."""

from __future__ import annotations

import re
from typing import Any

from articles.citations.reading.dates import date_of
from articles.citations.reading.decoding import tidy
from articles.citations.reading.fields import pages_of, person, serial_and_book_numbers
from articles.citations.sentence_case import MINOR

Item = dict[str, Any]
Tags = dict[str, list[str]]
TEXTS = {
    "container-title": ("JT", "TA"),
    "volume": ("VI",),
    "issue": ("IP",),
    "PMID": ("PMID",),
    "PMCID": ("PMC",),
    "abstract": ("AB",),
    "language": ("LA",),
}
BOOK_TEXTS = {
    "collection-title": ("CTI",),
    "publisher": ("PB",),
    "publisher-place": ("PL",),
    "edition": ("EN",),
}
LOCATOR = re.compile(r"e\d+")


def medline_item(tags: Tags, remarks: list[str]) -> Item:
    kinds = [kind.lower() for kind in tags.get("PT", [])]
    title, book = title_of(tags), first(tags, "BTI").rstrip(".")
    item: Item = {"type": "article" if "preprint" in kinds else "article-journal"}
    if book:
        item["type"] = "chapter" if title else "book"
        item.update({"container-title": book} if title else {})
    texts = {**TEXTS, **BOOK_TEXTS} if book else TEXTS
    for variable, names in texts.items():
        value = first(tags, *names)
        if value:
            item.setdefault(variable, value)
    journal = item.get("container-title", "")
    if journal:
        item["container-title"] = journal_title(
            journal, language=item.get("language", "")
        )
    item.update({"title": title or book} if title or book else {})
    add_names(item, tags)
    item.update(date_of(first(tags, "DP"), "issued"))
    item.update(pages_of(first(tags, "PG")))
    add_identifiers(item, tags)
    if "retracted publication" in kinds:
        remarks.append("PubMed lists this work as retracted.")
    return item


def journal_title(written: str, *, language: str) -> str:
    """Without the place, motto or parallel title that PubMed adds, in capitals again.

    Only English titles are written in capitals.
    """
    bare = re.sub(r"\s*(?:\([^()]*\)\s*\Z|=.*|:\s.*\Z)", "", written).strip()
    if language not in ("", "eng") or not bare:
        return bare or written
    first, *rest = bare.split(" ")
    words = [word if word in MINOR else word[:1].upper() + word[1:] for word in rest]
    return " ".join([first[:1].upper() + first[1:], *words])


def first(tags: Tags, *names: str) -> str:
    return next((tidy(tags[name][0]) for name in names if tags.get(name)), "")


def title_of(tags: Tags) -> str:
    """A title in square brackets is PubMed's translation; TT is the work's own."""
    title = re.sub(r"(?<=[^.])\.\Z", "", first(tags, "TI"))
    if not re.fullmatch(r"\[[^\[\]]*\]\.?", title):
        return title
    own = re.sub(r"(?<=[^.])\.\Z", "", first(tags, "TT"))
    translated = title.strip(".[]").rstrip(".")
    return f"{own} [{translated}]" if own else translated


def add_names(item: Item, tags: Tags) -> None:
    groups = [{"literal": tidy(name)} for name in tags.get("CN", [])]
    for role, full, short in (("author", "FAU", "AU"), ("editor", "FED", "ED")):
        typed = tags.get(full) or tags.get(short, [])
        people = [person(with_comma(tidy(name))) for name in typed]
        names = [*people, *(groups if role == "author" else [])]
        names = [name for name in names if name]
        if names:
            item[role] = names


def with_comma(name: str) -> str:
    """AU writes "Kessler RC" without a comma."""
    return re.sub(r"\A([^,]{1,80}) ([A-Z]{1,3})\Z", r"\1, \2", name)


def add_identifiers(item: Item, tags: Tags) -> None:
    for value in [*tags.get("LID", []), *tags.get("AID", [])]:
        number, _, kind = value.rpartition(" ")
        if kind == "[doi]":
            item.setdefault("DOI", number.strip())
        elif kind == "[pii]" and LOCATOR.fullmatch(number) and "page" not in item:
            item.setdefault("number", number)
        elif kind == "[bookaccession]":
            item.setdefault("URL", f"https://www.ncbi.nlm.nih.gov/books/{number}/")
    if item["type"] in {"book", "chapter"}:
        isbns = " ".join(tags.get("ISBN", []))
        item.update(serial_and_book_numbers(isbns))
