"""What of a field counts when two versions of a record are compared.

A library that goes through Zotero and back comes with other quotation marks, dashes,
numbers for names of languages and spellings of tags: none of that is a change.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from articles.citations.page_ranges import full_pages, hyphenated
from articles.citations.records import clean_name, clean_text, date_parts, date_words
from articles.citations.variables import DATES, NAMES

Item = Mapping[str, Any]
PLAIN_MARKS = str.maketrans("‘’‚“”„′″‐‑", "'''\"\"\"'\"--")
TAGS = (
    (re.compile(r"<(/?)em>", re.IGNORECASE), r"<\1i>"),
    (re.compile(r"<(/?)strong>", re.IGNORECASE), r"<\1b>"),
    (re.compile(r"</?p>|<br\s*/?>", re.IGNORECASE), " "),
)
LANGUAGES = {
    **dict.fromkeys(("eng", "english"), "en"),
    **dict.fromkeys(("ger", "deu", "german", "deutsch"), "de"),
    **dict.fromkeys(("fre", "fra", "french", "français"), "fr"),
    **dict.fromkeys(("spa", "spanish", "español"), "es"),
    **dict.fromkeys(("ita", "italian"), "it"),
    **dict.fromkeys(("dut", "nld", "dutch"), "nl"),
    **dict.fromkeys(("por", "portuguese"), "pt"),
}


def same_value(item: Item, field: str) -> object:
    """Two records say the same in a field where this is equal."""
    held = item.get(field)
    if field in NAMES:
        entries = held if isinstance(held, list) else [held]
        return [same for entry in entries if (same := same_name(entry))]
    if field in DATES:
        return same_date(item, field)
    if isinstance(held, str | int | float) and not isinstance(held, bool):
        written = same_text(clean_text(held))
        return NORMAL.get(field, same_text)(written)
    return held or ""


def same_text(text: str) -> str:
    for tag, plain in TAGS:
        text = tag.sub(plain, text)
    plain = unicodedata.normalize("NFC", html.unescape(text)).translate(PLAIN_MARKS)
    return " ".join(plain.split())


def same_name(entry: object) -> tuple[str, ...]:
    """Wherever the particle is kept, however the initials are spaced."""
    name = {part: same_text(value) for part, value in clean_name(entry).items()}
    if not name:
        return ()
    short = entry.get("abbreviation") if isinstance(entry, Mapping) else ""
    particles = (name.get("non-dropping-particle"), name.get("dropping-particle"))
    family = " ".join(filter(None, [*particles, name.get("family", "")]))
    return (
        name.get("literal") or family,
        re.sub(r"\.\s*(?=\w)", ". ", name.get("given", "")),
        name.get("suffix", "").strip(".,"),
        clean_text(short),
    )


def same_date(item: Item, field: str) -> object:
    """Month and day count: "May 2019" is not "4 May 2019"."""
    held = item.get(field)
    parts = date_parts(item, field)
    if not isinstance(held, Mapping):
        return (parts, False, "") if parts else clean_text(held)
    season = clean_text(held.get("season"))
    if not parts:
        return same_text(date_words(item, field))
    return parts, bool(held.get("circa")), season


def same_doi(text: str) -> str:
    bare = re.sub(r"\A(?:https?://(?:dx\.)?doi\.org/|doi:)\s*", "", text.lower())
    return bare.rstrip(".")


def same_language(text: str) -> str:
    code = text.lower().replace("_", "-")
    return LANGUAGES.get(code, code)


def same_edition(text: str) -> str:
    number = re.fullmatch(r"(\d{1,3})(?:st|nd|rd|th)?\.?(?:\s*ed(?:ition|\.)?)?", text)
    return number[1] if number else text


def same_number(text: str) -> str:
    return re.sub(r"[\s-]", "", text).upper()


def same_address(text: str) -> str:
    return text.rstrip("/")


NORMAL: dict[str, Callable[[str], str]] = {
    "DOI": same_doi,
    "ISBN": same_number,
    "ISSN": same_number,
    "PMID": same_number,
    "PMCID": same_number,
    "URL": same_address,
    "edition": same_edition,
    "language": same_language,
    "page": lambda text: full_pages(hyphenated(text)),
    **dict.fromkeys(("volume", "issue", "number", "collection-number"), hyphenated),
}
