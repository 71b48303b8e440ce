"""Whether a line is an entry of a reference list."""

from __future__ import annotations

import re

SIGNS = (
    (
        2.0,
        re.compile(
            r"[.,)\]”\"’\w]\s*[\xa0 ]*\((?:\d{4}[a-z]?\b|n\.\s?d\.|in press\b)"
            r"[^()]{0,40}\)[.,:]"
        ),
    ),
    (
        1.5,
        re.compile(
            r"(?:\A|^)\W{0,4}(?:\d{1,3}\S?\s+)?(?:(?:van|von|de|der|den)\s+)*[^\W\d_][\w’'-]*(?:\s[\w’'-]+)?,\s*[A-Z]\."
        ),
    ),
    (1.0, re.compile(r"\A\W{0,4}[A-Z][\w’'-]+,\s+[A-Z][a-z]+(?:\s+[A-Z]\.)?[.,\s]")),
    (1.5, re.compile(r"(?:https?://|www\.|\bdoi:?\s*)\S", re.IGNORECASE)),
    (
        2.0,
        re.compile(
            r"\A\W{0,4}(?:\d{1,3}\S?\s+)?[^\W\d_][\w’'-]*(?:\s[\w’'-]+)?,\s+[A-Z][\w’'-]+"
            r"[^()]{0,200}\.\s+(?:1[89]|20)\d\d[a-z]?\.\s"
        ),
    ),
    (1.0, re.compile(r"\b\d{1,4}\s*\(\d[\w–-]*\)\s*[,:]")),
    (1.0, re.compile(r"[.,;(]\s*(?:1[89]|20)\d\d[a-z]?\s*[.;)]")),
    (0.5, re.compile(r"\d+\s*[–-]\s*\d+")),
    (0.5, re.compile(r"\A\W{0,2}\d{1,3}[.)\]]\s")),
    (0.5, re.compile(r"\b(?:Press|Books|Journal|Publish\w+|Retrieved|Vol\.|Eds?\.)")),
)
ENOUGH = 2.0
LONGEST = 1_500
MOST_WORDS = 110
ADDRESS_LINE = re.compile(
    r"\W{0,3}(?:(?:retrieved|available|accessed)\b.{0,60})?(?:<|\[)?(?:https?://|www\.|doi:)\S+",
    re.IGNORECASE,
)


def looks_like_reference(text: str) -> bool:
    if not 15 <= len(text) <= LONGEST or len(text.split()) > MOST_WORDS:
        return False
    return sum(weight for weight, sign in SIGNS if sign.search(text)) >= ENOUGH


def is_address_line(text: str) -> bool:
    """A web address or DOI alone, the second line of the entry above."""
    return bool(ADDRESS_LINE.fullmatch(text.strip()))
