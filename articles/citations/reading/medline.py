"""A PubMed record (MEDLINE tags) as a CSL item."""

from __future__ import annotations

import re
from typing import Any

from articles.citations.reading.decoding import tidy
from articles.citations.reading.fields import date_of, pages_of, person


def medline_item(tags: dict[str, list[str]], remarks: list[str]) -> dict[str, Any]:
    kinds = [kind.lower() for kind in tags.get("PT", [])]
    item: dict[str, Any] = {"type": "book" if "BTI" in tags else "article-journal"}
    if "preprint" in kinds:
        item["type"] = "article"
    for variable, names in {
        "title": ("TI", "BTI"),
        "container-title": ("JT", "TA"),
        "volume": ("VI",),
        "issue": ("IP",),
        "PMID": ("PMID",),
        "PMCID": ("PMC",),
        "abstract": ("AB",),
        "publisher": ("PB",),
        "publisher-place": ("PL",) if "BTI" in tags else (),
        "language": (),
    }.items():
        value = first(tags, *names)
        if value:
            item[variable] = value
    if "title" in item:
        item["title"] = re.sub(r"(?<=[^.])\.\Z", "", item["title"]).strip("[]")
    people = [person(tidy(name)) for name in tags.get("FAU", tags.get("AU", []))]
    groups = [{"literal": tidy(name)} for name in tags.get("CN", [])]
    authors = [name for name in [*people, *groups] if name]
    if authors:
        item["author"] = authors
    item.update(date_of(first(tags, "DP"), "issued"))
    item.update(pages_of(full_pages(first(tags, "PG"))))
    item.update(identifiers(tags))
    if "retracted publication" in kinds:
        remarks.append("PubMed lists this work as retracted.")
    return item


def first(tags: dict[str, list[str]], *names: str) -> str:
    return next((tidy(tags[name][0]) for name in names if tags.get(name)), "")


def identifiers(tags: dict[str, list[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for value in [*tags.get("LID", []), *tags.get("AID", [])]:
        if value.endswith("[doi]"):
            found.setdefault("DOI", value.removesuffix("[doi]").strip())
        elif value.endswith("[pii]") and re.match(r"e\d+", value) and "PG" not in tags:
            found.setdefault("number", value.removesuffix("[pii]").strip())
    return found


def full_pages(text: str) -> str:
    """PubMed shortens "1125-1139" to "1125-39"; APA writes both pages in full."""
    found = re.fullmatch(r"(\d+)-(\d+)", text)
    if found and len(found[2]) < len(found[1]):
        return f"{found[1]}-{found[1][: -len(found[2])]}{found[2]}"
    return text
