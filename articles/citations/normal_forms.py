"""Identifiers and titles in the one form by which they are compared."""

from __future__ import annotations

import html
import re
import unicodedata

from articles.citations.keys import FOLDED
from articles.citations.markup import without_markup

ARTICLES = re.compile(r"\b(?:a|an|the)\b")


def normal_doi(doi: str) -> str:
    bare = re.sub(
        r"\A(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", doi.strip(), flags=re.I
    )
    return bare.lower().rstrip(".")


def normal_isbn(isbn: str) -> str:
    """ISBN-13; the ten-digit form is the same book (ISO 2108)."""
    digits = re.sub(r"[^0-9X]", "", isbn.upper())
    if len(digits) != 10:
        return digits if len(digits) == 13 else ""
    body = f"978{digits[:9]}"
    if not body.isdigit():
        return ""
    weighted = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(body))
    return f"{body}{-weighted % 10}"


def normal_url(url: str) -> str:
    bare = re.sub(r"\Ahttps?://(?:www\.)?", "", url.strip(), flags=re.I)
    return bare.split("#")[0].rstrip("/").lower()


def folded_title(title: str) -> str:
    """A title for comparing: NFKD, no accents, punctuation or articles."""
    plain = without_markup(html.unescape(title)).replace("&", " and ")
    decomposed = unicodedata.normalize("NFKD", plain.casefold().translate(FOLDED))
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    words = re.sub(r"[^\w\s]|_", " ", letters.replace("’", "").replace("'", ""))
    return " ".join(ARTICLES.sub(" ", words).split())
