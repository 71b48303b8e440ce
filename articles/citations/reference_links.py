"""Identifiers and addresses in a typed reference."""

from __future__ import annotations

import re
from typing import Any

from articles.citations.reference_dates import parse_day

MARKDOWN_LINK = re.compile(
    r"\[([^\[\]]*)\]\(<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?\)"
)
DOI = re.compile(
    r"<?(?:https?://(?:dx\.)?doi\.org/|\bdoi:?\s*(?:https?://(?:dx\.)?doi\.org/)?)?"
    r"(?P<doi>\b10\.\d{4,9}/[^\s\x02-\x04]+)",
    re.IGNORECASE,
)
URL = re.compile(r"<?(?P<url>(?:https?://|www\.)[^\s\x02-\x04<>]+)>?", re.IGNORECASE)
RETRIEVED = re.compile(
    r"(?:Retrieved|Accessed|Available|Last accessed)\b"
    r"(?P<date>[^:]{0,40}?)(?:,?\s*(?:from|at|online))?\s*:?\s*\Z",
    re.IGNORECASE,
)
# "Retrieved from: https://… (accessed 3 May 2023)"
ACCESSED = re.compile(
    r"\s*[(\[]?(?:last )?(?:accessed|retrieved|viewed)(?: on)?:?\s+"
    r"(?P<date>[\w., -]{6,25}\d)[)\]]?\.?",
    re.IGNORECASE,
)
# Word breaks addresses behind a full stop or a slash.
BROKEN = re.compile(r"(https?://)\s?((?:dx\.)?\s?doi\.)\s?(org/)\s?", re.IGNORECASE)
NUMBERS = {
    "PMID": re.compile(r"\bPMID:?\s*(\d{4,9})\b\.?", re.IGNORECASE),
    "PMCID": re.compile(r"\b(?:PMCID:?\s*)?(PMC\d{4,9})\b\.?"),
    "ISBN": re.compile(r"\bISBN(?:-1[03])?:?\s*([\dX][\dX -]{8,16}[\dX])\b\.?"),
}


def take_links(text: str, item: dict[str, Any]) -> str:
    """The text without its identifiers, which become CSL variables."""
    text = BROKEN.sub(r"\1\2\3", MARKDOWN_LINK.sub(unfold, text))
    found = DOI.search(text)
    if found:
        doi, after = trimmed(found["doi"])
        item["DOI"] = doi
        text = cut_out(text, found.start(), found.end() - len(after), item)
    for variable, pattern in NUMBERS.items():
        number = pattern.search(text)
        if number:
            item[variable] = number[1].strip()
            text = cut_out(text, number.start(), number.end(), item)
    address = URL.search(text)
    while address:
        url, after = trimmed(address["url"])
        if "doi.org/10." not in url.lower():
            item.setdefault("URL", url)
        end = address.end() - len(after) if after else address.end()
        text = cut_out(text, address.start(), end, item)
        address = URL.search(text)
    return text


def unfold(link: re.Match[str]) -> str:
    """A link's words, and its address unless the words say it."""
    words, address = link[1], link[2]
    if address.split("//")[-1].rstrip("/") in words or not address.startswith("http"):
        return words
    return f"{words} {address}"


def trimmed(address: str) -> tuple[str, str]:
    """An address and the punctuation of the sentence behind it."""
    end = len(address)
    while end and (
        address[end - 1] in ".,;:>]\"”'"
        or (address[end - 1] == ")" and unbalanced(address[:end]))
    ):
        end -= 1
    return address[:end], address[end:]


def unbalanced(text: str) -> bool:
    return text.count(")") > text.count("(")


def cut_out(text: str, start: int, end: int, item: dict[str, Any]) -> str:
    before = text[:start]
    found = RETRIEVED.search(before[-80:])
    if found:
        take_accessed(item, found["date"])
        before = before[: len(before) - len(found[0])]
    after = ACCESSED.match(text, end)
    if after and take_accessed(item, after["date"]):
        end = after.end()
    before = re.sub(r"(?:\bdoi|\bURL):?\s*\Z", "", before, flags=re.IGNORECASE)
    return f"{before.rstrip(' <(')} {text[end:].lstrip(' .>')}".strip()


def take_accessed(item: dict[str, Any], text: str) -> bool:
    found = parse_day(text)
    if found:
        day = found[0]
        item["accessed"] = {"date-parts": [[day.year, day.month, day.day]]}
    return found is not None
