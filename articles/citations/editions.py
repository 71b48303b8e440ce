"""An edition in APA's words: "2nd ed.", "Rev. ed.", "Fall 2020 ed."."""

from __future__ import annotations

import re
from typing import Any

ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
).split()
WORD = re.compile(r"\b(?:edition|edn|ed)\b\.?", re.IGNORECASE)


def edition_number(text: str) -> str:
    """ "Second", "2nd ed." and "2." are the number 2; of anything else, none."""
    typed = re.sub(
        r"\s{0,9}\bed(?:ition|n)?\b\.?\s{0,9}\Z", "", text.strip(), flags=re.IGNORECASE
    )
    if typed.lower() in ORDINALS:
        return str(ORDINALS.index(typed.lower()) + 1)
    number = re.fullmatch(r"(\d{1,3})(?:st|nd|rd|th)?\.?", typed)
    return number[1] if number else ""


def name_edition(item: dict[str, Any]) -> None:
    """Catalogues write "Revised edition" in full, or "Summer 2019" without the word.

    The style makes "2nd ed." of a number.
    """
    edition = item.get("edition", "")
    if number := edition_number(edition):
        item["edition"] = number
    elif re.search(r"[^\W\d_]{3}", edition):
        edition = re.sub(r"\bRev(?:ised\b|\b\.?)", "Rev.", WORD.sub("ed.", edition))
        item["edition"] = edition if "ed." in edition else f"{edition} ed."
