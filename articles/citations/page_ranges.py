"""Page ranges as APA prints them: both numbers in full, with one hyphen stored."""

from __future__ import annotations

import re

ABBREVIATED = re.compile(r"([A-Za-z]{0,3})(\d{1,7})-([A-Za-z]{0,3})(\d{1,7})")
DASHES = re.compile(r"\s{0,9}(?:[–—‐‑−]|-{1,9})\s{0,9}")


def hyphenated(pages: str) -> str:
    return DASHES.sub("-", pages)


def full_pages(pages: str) -> str:
    """ "617-27" is 617-627 and "S12-9" S12-S19."""
    found = ABBREVIATED.fullmatch(pages)
    if not found or (found[3] and found[3].lower() != found[1].lower()):
        return pages
    start, end = found[2], found[4]
    if len(end) < len(start):
        end = start[: len(start) - len(end)] + end
    if int(end) < int(start):
        return pages
    return f"{found[1]}{start}-{found[1]}{end}"
