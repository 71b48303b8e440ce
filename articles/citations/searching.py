"""Works found by words: one folded line a work, asked word by word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from articles.citations.keys import FOLDED
from articles.citations.markup import without_markup
from articles.citations.preparing import DOI_FORMS
from articles.citations.records import creators, issued_year, names, text
from articles.citations.variables import NAMES

# Accents of Latin, Greek and Cyrillic letters; Japanese and Indic signs are kept.
ACCENTS = re.compile("[\u0300-\u036f]")
ARTICLE = re.compile(r"(?:an?|the) ")
SORTED_PARTS = (
    "non-dropping-particle",
    "family",
    "literal",
    "given",
    "dropping-particle",
    "suffix",
)
LONGEST_QUERY = 200
MOST_WORDS = 8
TITLES = (
    "title",
    "title-short",
    "original-title",
    "container-title",
    "collection-title",
    "event-title",
    "publisher",
    "genre",
)
IDENTIFIERS = ("DOI", "PMID", "ISBN", "id")


def fold(written: str) -> str:
    """Words in small letters without accents, one space around each.

    "Møller’s DSM-5" becomes " mollers dsm 5 ", so " mo" finds words that begin so.
    """
    lower = unicodedata.normalize("NFKD", written).casefold().translate(FOLDED)
    letters = ACCENTS.sub("", lower.replace("’", "").replace("'", ""))
    kept = unicodedata.normalize("NFC", letters)
    # Letters, digits and the signs that belong to a letter; all else parts words.
    spaced = (c if unicodedata.category(c)[0] in "LNM" else " " for c in kept)
    words = "".join(spaced).split()
    return f" {' '.join(words)} " if words else ""


def search_text(item: Mapping[str, Any]) -> str:
    """What a work is found by; those under whom it stands come first.

    At the end every person's mark between strokes, which no typed word has.
    """
    people = [
        " ".join(name.values())
        for named in (creators(item), *(names(item, role) for role in NAMES))
        for name in map(in_order, named)
    ]
    year = str(issued_year(item) or "")
    titles = [without_markup(text(item, variable)) for variable in TITLES]
    numbers = [text(item, variable) for variable in IDENTIFIERS]
    found = fold(" ".join([*dict.fromkeys(people), year, *titles, *numbers]))
    return f"{found}|{'|'.join(sorted(author_marks(item)))}|"


def sort_key(item: Mapping[str, Any]) -> str:
    """By author, year and title, as APA 7 sorts (9.44 to 9.49): nothing before some.

    Without an author the title moves to its place (9.12), its article left out.
    """
    people = " ".join(" ".join(in_order(name).values()) for name in creators(item))
    year = issued_year(item)
    title = ARTICLE.sub("", fold(without_markup(text(item, "title"))).strip())
    dated = [title, str(year or "")] if not people else [str(year or ""), title]
    return fold(" ".join([people, *dated])).strip() or "untitled"


def in_order(name: Mapping[str, str]) -> dict[str, str]:
    """The parts of a name as they are sorted: "van der", "Kolk", "Bessel"."""
    return {part: name[part] for part in SORTED_PARTS if part in name}


def author_mark(name: Mapping[str, str]) -> str:
    """One person, however the given names are written: "neff-k"; a group: its name."""
    particle = name.get("non-dropping-particle", "")
    family = fold(name.get("literal") or f"{particle} {name.get('family', '')}")
    initial = fold(name.get("given", "")).strip()[:1]
    return "-".join([*family.split(), *initial])


def author_marks(item: Mapping[str, Any]) -> set[str]:
    """Everybody who made the work, in whatever role."""
    named = (names(item, role) for role in NAMES)
    return {author_mark(name) for people in named for name in people} - {""}


def search_words(query: str) -> list[str]:
    """The folded words of what somebody typed, whatever that was."""
    typed = DOI_FORMS.sub("", query[:LONGEST_QUERY])
    return fold(typed).split()[:MOST_WORDS]
