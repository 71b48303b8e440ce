"""Dates, pages and numbers as services send them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from articles.citations.reading.dates import date_parts as date_in_words
from articles.citations.records import clean_text, date_numbers
from articles.lookup.titles import plain_text

# What publishers write where they know no volume, issue or page.
NOTHING = re.compile(
    r"(?:ahead[- ]of[- ]print|n/?a(?:-n/?a)?|no pagination specified|in press|online"
    r"|unknown|null|none|0+|-+)\Z",
    re.IGNORECASE,
)
RESOLVER = re.compile(
    r"\A\s*(?:https?://(?:dx\.|www\.)?doi\.org/|(?:info:)?doi[:/]?\s*)", re.IGNORECASE
)
DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")


def bare_doi(value: object) -> str:
    """A DOI without resolver or label, in its own capitals; "" if it is none."""
    text = RESOLVER.sub("", clean_text(value)).rstrip(".,;")
    return text if DOI.fullmatch(text) else ""


def number(value: object) -> str:
    """A volume, issue or the like; "" for words that stand for nothing."""
    text = plain_text(value)
    return "" if NOTHING.match(text) else text


def pages(value: object) -> str:
    """ "95–103" with a hyphen; one page once."""
    text = re.sub(r"\s*[‐‑–—−-]+\s*", "-", plain_text(value)).removeprefix("p. ")
    if NOTHING.match(text):
        return ""
    first, _, last = text.partition("-")
    return first if first == last else text.strip("-")


def full_range(written: str) -> str:
    """ "521-7" as "521-527": PubMed leaves out what the two numbers share."""
    found = re.fullmatch(r"([a-z]?)(\d+)-\1?(\d+)", pages(written), re.IGNORECASE)
    if not found or len(found[3]) >= len(found[2]):
        return pages(written)
    return f"{found[1]}{found[2]}-{found[1]}{found[2][: -len(found[3])]}{found[3]}"


def locator(page: object, article_number: object) -> dict[str, str]:
    """Pages, or the number of an article that has none, as APA tells them apart."""
    article = number(article_number)
    text = pages(page)
    if article and (not text or "-" not in text or article.casefold() in text):
        return {"number": article}
    if re.fullmatch(r"e[\w-]*\d{3,}", text, re.IGNORECASE) and "-" not in text:
        return {"number": text}
    return {"page": text} if text else {}


def date_numbers_of(value: object) -> list[int]:
    """Year, month, day of a CSL date, as far as it says them; [] for none."""
    if not isinstance(value, Mapping):
        return []
    parts = value.get("date-parts")
    if not isinstance(parts, list) or not parts:
        return []
    return date_numbers(parts[0])


def first_date(record: Mapping[str, Any], names: Sequence[str]) -> list[int]:
    """The first of these dates that says at least a year."""
    return next(
        (found for name in names if (found := date_numbers_of(record.get(name)))), []
    )


def issued(parts: Sequence[int]) -> dict[str, Any]:
    return {"issued": {"date-parts": [list(parts)]}} if parts else {}


def read_date(written: object) -> list[int]:
    """A date in figures or in English words: "2019-05-02", "March 2009", "c1992"."""
    return date_in_words(plain_text(written))


def filled(item: Mapping[str, Any]) -> dict[str, Any]:
    """Only what says something."""
    return {key: value for key, value in item.items() if value}
