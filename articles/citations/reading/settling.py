"""Rules for a record of any format, after its fields are read.

What databases put into fields for themselves goes, and what they write in their own
way (capitals, initials without stops, a locator as a page) becomes what CSL asks for.
"""

from __future__ import annotations

import re
from typing import Any

from articles.citations.page_ranges import full_pages, hyphenated
from articles.citations.reading.capitals import (
    journal_in_small_letters,
    name_in_small_letters,
    shouts,
)
from articles.citations.reading.fields import PMCID, PMID
from articles.citations.reference_fields import MAGAZINES, NEWSPAPERS
from articles.citations.variables import NAMES

Item = dict[str, Any]
ARTICLES = frozenset(("article-journal", "article-magazine", "article"))
# A page number has five digits at most; longer ones and "e123" are article numbers.
LOCATOR = re.compile(
    r"(?:(?:Article|Art\.?)\s*(?:No\.?|ID)?\s*)?"
    r"([A-Za-z]?\d{6,12}|e\d{1,12}|[A-Za-z]{2,6}\d{3,8})"
    r"|(?:Article|Art\.)\s*(?:No\.?|ID)?\s*([\w.-]{1,20})",
    re.IGNORECASE,
)
# EndNote keeps "Adams Jr, Reginald" so.
JUNIOR = re.compile(r"Jr|Sr|III|IV")
STOP = re.compile(r"(?<=[\w)\]”\"'’>])\.\Z")
# A last full stop that belongs to the title: "Vol. 2.", "U.S.", "Inc."
ABBREVIATED = re.compile(r"(?:\b(?:\w|Jr|Sr|Inc|etc|vs|al|Vol|No|Ltd|Co)|\.\w)\.\Z")
ADDED = re.compile(
    r"\s*\[(?:References|Review|Erratum|Miscellaneous Article)\]\.?\Z", re.IGNORECASE
)
RETRACTED = re.compile(r"\A(?:RETRACTED(?: ARTICLE)?|WITHDRAWN)\s*[:.-]\s*(?=\S)")
THESES = (
    (re.compile(r"\A(?:ph\.?\s?d|psy\.?\s?d|ed\.?\s?d|d\.?\s?phil)\b\.?", re.I), "d"),
    (re.compile(r"\A(?:phdthesis|doctoral|doctorate|dissertation)\b", re.I), "d"),
    (re.compile(r"\A(?:m\.?\s?a|m\.?\s?sc?|m\.?\s?ed|m\.?\s?phil)\b\.?", re.I), "m"),
    (re.compile(r"\A(?:masters?\s?thesis|master[’']?s|mathesis)\b", re.I), "m"),
)
DEGREES = {"d": "Doctoral dissertation", "m": "Master’s thesis"}
PREPRINTS = frozenset(
    (
        "arxiv psyarxiv biorxiv medrxiv osf osfpreprints ssrn socarxiv preprints.org"
        " researchsquare edarxiv preprints"
    ).split()
)
# How Zotero keeps a variable that its kinds of works lack.
ORIGINAL = re.compile(r"\boriginal[ -]date:\s*(\d{4})\b(?!-)", re.IGNORECASE)
CITED_BY = re.compile(r"\s*\bcited by:? \d[^.;\n]{0,40}[.;]?", re.IGNORECASE)


def settle(item: Item, remarks: list[str]) -> None:
    settle_title(item, remarks)
    settle_notes(item)
    settle_place(item, remarks)
    settle_names(item, remarks)
    settle_thesis(item)
    server = re.sub(r"\s", "", str(item.get("publisher", "")).lower())
    if item.get("type") == "document" and server in PREPRINTS:
        item["type"] = "article"


def settle_title(item: Item, remarks: list[str]) -> None:
    title = item.get("title", "")
    if title:
        title = item["title"] = tidy_title(title)
    if RETRACTED.match(title):
        item["title"] = RETRACTED.sub("", title)
        remarks.append("Its title says that this work was retracted.")


def tidy_title(title: str) -> str:
    """Without the full stop that databases end it with, and without their additions."""
    bare = ADDED.sub("", title[-60:])
    kept = title[:-60] + bare
    return kept if ABBREVIATED.search(kept[-12:]) else STOP.sub("", kept)


def settle_notes(item: Item) -> None:
    """PubMed's numbers move out of the notes to where they can be looked up."""
    note = str(item.get("note", ""))
    for variable, pattern in (("PMID", PMID), ("PMCID", PMCID)):
        found = pattern.search(note)
        if found:
            item.setdefault(variable, found[1])
    original = ORIGINAL.search(note)
    if original:
        item.setdefault("original-date", {"date-parts": [[int(original[1])]]})
        note = ORIGINAL.sub("", note)
    kept = CITED_BY.sub("", re.sub(r"</?(?:p|div|br|span)[^<>]{0,200}>", " ", note))
    kept = re.sub(r"\s*\bPMC?ID:?\s*(?:PMC)?\d{4,9}\b[.;,]?", "", kept, flags=re.I)
    kept = " ".join(kept.split())
    if kept:
        item["note"] = kept
    else:
        item.pop("note", None)


def settle_place(item: Item, remarks: list[str]) -> None:
    """Journal and locator."""
    journal = item.get("container-title", "")
    if shouts(journal):
        item["container-title"] = journal_in_small_letters(journal)
        remarks.append("The journal’s name stood in capitals; please look at it.")
    if isinstance(item.get("page"), str):
        item["page"] = full_pages(item["page"])
    if item.get("type") == "article-journal" and "DOI" not in item:
        # BibTeX has no type of its own for newspapers and magazines.
        if NEWSPAPERS.fullmatch(journal):
            item["type"] = "article-newspaper"
        elif MAGAZINES.fullmatch(journal):
            item["type"] = "article-magazine"
    for variable in ("volume", "issue"):
        if isinstance(item.get(variable), str):
            item[variable] = hyphenated(item[variable])
    page = LOCATOR.fullmatch(str(item.get("page", "")))
    if page and item.get("type") in ARTICLES:
        del item["page"]
        item.setdefault("number", page[1] or page[2])
    number = LOCATOR.fullmatch(str(item.get("number", "")))
    if number and number[2] and item.get("type") in ARTICLES:
        item["number"] = number[2]
    # Ahead of print some publishers count volume 0, issue "ja" (just accepted).
    if item.get("volume") == "0":
        del item["volume"]
        item.pop("issue", None)


def settle_names(item: Item, remarks: list[str]) -> None:
    people = [name for role in NAMES for name in item.get(role, []) if "family" in name]
    is_shouted = any(shouts(name["family"], least=4) for name in people)
    for name in people:
        if is_shouted and name["family"].isupper():
            name.update(name_in_small_letters(name))
        family, _, last = name["family"].rpartition(" ")
        if family and "suffix" not in name and JUNIOR.fullmatch(last.rstrip(".")):
            name.update({"family": family.rstrip(","), "suffix": last})
        if re.fullmatch(r"[A-Z]{2,3}", name.get("given", "")):
            name["given"] = " ".join(f"{letter}." for letter in name["given"])
    if is_shouted:
        remarks.append("Names stood in capitals; please look at their spelling.")


def settle_thesis(item: Item) -> None:
    genre = str(item.get("genre", ""))
    if item.get("type") != "thesis" or genre.lower().startswith("unpublished"):
        return
    degree = next((d for pattern, d in THESES if pattern.match(genre)), "")
    if degree:
        item["genre"] = DEGREES[degree]
