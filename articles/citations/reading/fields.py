"""Values that several formats write alike: names, pages, editions, identifiers."""

from __future__ import annotations

import re

from articles.citations.editions import edition_number
from articles.citations.page_ranges import full_pages, hyphenated

DOI = re.compile(r"10\.\d{4,9}/\S+")
PARTICLES = re.compile(
    r"\A((?:(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|ten|ter|zu|zur|af)\s+)"
    r"{1,4})(?=\S)"
)
SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV|2nd|3rd|4th")
LONGEST_NAME = 300
ISSN = re.compile(r"(?<![\w-])\d{4}-\d{3}[\dXx](?![\w-])")
ISBN = re.compile(r"(?<![\dXx-])(?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dXx](?![\dXx-])")
PMID = re.compile(r"\bPMID:?\s*(\d{4,9})\b", re.IGNORECASE)
PMCID = re.compile(r"\b(PMC\d{4,9})\b")
# Addresses that only open inside a library's login, and a database's own pages.
BEHIND_LOGIN = re.compile(
    r"https?://[^/\s]*(?:ebscohost\.com|ovidsp?\.|ovid\.com|scopus\.com/inward"
    r"|webofscience\.com|webofknowledge\.com|ezproxy|proxy\.lib)",
    re.IGNORECASE,
)


def person(text: str) -> dict[str, str]:
    """ "Family, Given, Jr." as a person; a name without a comma as a group."""
    typed = text.strip()
    if len(typed) > LONGEST_NAME:
        return {"literal": typed}
    parts = [part.strip() for part in typed.split(",")]
    if not parts[0]:
        return {}
    if len(parts) == 1 or not parts[1]:
        is_group = " " in parts[0] or typed.endswith(",")
        return {"literal": parts[0]} if is_group else {"family": parts[0]}
    name = {"family": parts[0], "given": parts[1]}
    if len(parts) > 2 and parts[2]:
        name["suffix"] = parts[2]
    if SUFFIX.fullmatch(name["given"]) and "suffix" in name:
        name["given"], name["suffix"] = name["suffix"], name["given"]
    return with_suffix(with_particle(name))


def with_particle(name: dict[str, str]) -> dict[str, str]:
    found = PARTICLES.match(name.get("family", ""))
    if found and "non-dropping-particle" not in name:
        name["non-dropping-particle"] = " ".join(found[1].split())
        name["family"] = name["family"][found.end() :]
    return name


def with_suffix(name: dict[str, str]) -> dict[str, str]:
    """ "Karl 3rd" and "Ludwig Jr." have a suffix behind the given name."""
    given, _, last = name.get("given", "").rpartition(" ")
    if given and "suffix" not in name and SUFFIX.fullmatch(last):
        name["given"], name["suffix"] = given, last
    return name


def pages_of(text: str) -> dict[str, str]:
    """The first run of pages, hyphenated and in full: "125-39; quiz 40" is 125-139."""
    typed = re.sub(r"\A(?:pp?\.|pages?)\s*", "", text.strip(), flags=re.IGNORECASE)
    first = typed.split(";")[0].rstrip(" +.,")
    pages = hyphenated(first)
    return {"page": full_pages(pages)} if pages.strip("-") else {}


def edition_of(text: str) -> dict[str, str]:
    """A single number, or the words as they are."""
    value = edition_number(text) or text.strip()
    return {"edition": value} if value else {}


def doi_of(text: str) -> str:
    found = DOI.search(text.replace("%2F", "/").replace("%2f", "/"))
    return found[0].rstrip(".,;") if found else ""


def address_of(*texts: str) -> str:
    """The first web address that opens for everyone, else ""."""
    found = (word for text in texts for word in re.findall(r"\S+", text)[:50])
    addresses = (word for word in found if re.match(r"(?:https?://|www\.)", word, re.I))
    return next((word for word in addresses if not BEHIND_LOGIN.match(word)), "")


def serial_and_book_numbers(text: str) -> dict[str, str]:
    """The ISSNs or the first ISBN that a field, often both and more, holds."""
    serial = list(dict.fromkeys(found.upper() for found in ISSN.findall(text[:500])))
    book = ISBN.search(ISSN.sub(" ", text[:500]))
    return {
        **({"ISSN": ", ".join(serial)} if serial else {}),
        **({"ISBN": book[0]} if book else {}),
    }
