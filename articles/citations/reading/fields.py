"""Values that several formats write alike: dates, pages, editions, names."""

from __future__ import annotations

import re
from typing import Any

from articles.citations.reference_dates import month_number

ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
).split()
DOI = re.compile(r"10\.\d{4,9}/\S+")
PARTICLES = re.compile(
    r"\A((?:(?:van|von|der|den|de|del|della|di|da|du|la|le|ten|ter|zu)\s+)+)(?=\S)"
)
SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")
NUMERIC = re.compile(r"(-?\d{4})(?:[-/](\d{1,2})?)?(?:[-/](\d{1,2})?)?(?![\d])")


def person(text: str) -> dict[str, str]:
    """ "Family, Given, Jr." as a person; a name without a comma as a group."""
    parts = [part.strip() for part in text.split(",")]
    if not parts[0]:
        return {}
    if len(parts) == 1 or not parts[1]:
        return (
            {"literal": parts[0]}
            if " " in parts[0] or text.endswith(",")
            else {"family": parts[0]}
        )
    name = {"family": parts[0], "given": parts[1]}
    if len(parts) > 2 and parts[2]:
        name["suffix"] = parts[2]
    if SUFFIX.fullmatch(name["given"]) and "suffix" in name:
        name["given"], name["suffix"] = name["suffix"], name["given"]
    particle = PARTICLES.match(name["family"])
    if particle:
        name["non-dropping-particle"] = particle[1].strip()
        name["family"] = name["family"][particle.end() :]
    return name


def date_of(text: str, variable: str) -> dict[str, Any]:
    """A typed date as the CSL variable; what is no date stays as its literal."""
    typed = text.strip().strip("/")
    if not typed:
        return {}
    if re.fullmatch(r"in press|forthcoming|accepted", typed, re.IGNORECASE):
        return {"status": typed.lower()}
    date: dict[str, Any] = {
        "date-parts": [
            parts
            for half in typed.split("..")[0].split("/..")[:1]
            for parts in [date_parts(half)]
            if parts
        ]
    }
    ends = re.split(
        r"(?<=\d)\s*/\s*(?=\d{4})|(?<=\d{4})\s*[–-]{1,2}\s*(?=\d{4})", typed
    )
    if len(ends) == 2:
        date["date-parts"] = [parts for parts in map(date_parts, ends) if parts]
    if not date["date-parts"]:
        return {variable: {"literal": typed}}
    if re.search(r"[~?%]\Z|\Ac(?:a|irca)?\b", typed):
        date["circa"] = True
    return {variable: date}


def date_parts(text: str) -> list[int]:
    numeric = NUMERIC.search(text)
    if not numeric:
        return []
    year, month, day = (int(group or 0) for group in numeric.groups())
    words = [month_number(word) for word in re.findall(r"[A-Za-z]+", text)]
    named = next(filter(None, words), 0)
    if named and not month:
        found = re.search(r"(?<!\d)(\d{1,2})(?!\d)", text)
        month, day = named, int(found[1]) if found else 0
    parts = [year]
    if 1 <= month <= 12:
        parts.append(month)
        parts.extend([day] if 1 <= day <= 31 else [])
    return parts


def pages_of(text: str) -> dict[str, str]:
    typed = re.sub(r"\A(?:pp?\.|pages?)\s*", "", text.strip(), flags=re.IGNORECASE)
    pages = re.sub(r"\s*(?:[–—‐‑]|-+)\s*", "-", typed)
    return {"page": pages} if pages.strip("-") else {}


def edition_of(text: str) -> dict[str, str]:
    typed = re.sub(
        r"\s*\b(?:ed(?:ition|n)?)\b\.?\s*\Z", "", text.strip(), flags=re.IGNORECASE
    )
    if typed.lower() in ORDINALS:
        typed = str(ORDINALS.index(typed.lower()) + 1)
    number = re.fullmatch(r"(\d+)(?:st|nd|rd|th)?\.?", typed)
    value = number[1] if number else typed
    return {"edition": value} if value else {}


def doi_of(text: str) -> str:
    found = DOI.search(text)
    return found[0].rstrip(".,;") if found else ""
