"""Which works of a library a CSL item probably is: identifiers first, then words."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from articles.citations.records import creators, issued_year, text

SAME_WORDS = 95
# token_set_ratio finds "Trauma" in "Trauma and recovery"; one title may not be much
# shorter than the other.
SAME_LENGTH = 0.7
ARTICLES = re.compile(r"\b(?:a|an|the)\b")
RANKS = {
    "doi": 1.0,
    "pmid": 1.0,
    "isbn": 0.98,
    "title": 0.95,
    "url": 0.9,
    "words": 0.85,
}
UNSURE = 0.6


@dataclass(frozen=True, slots=True)
class Match:
    """A work that an item may be; ``evidence`` in lay words, certainty 0 to 1."""

    key: str
    certainty: float
    evidence: str


class Matcher:
    """A library prepared for many look-ups."""

    def __init__(self, library: Iterable[Mapping[str, Any]]) -> None:
        self.items = {str(item["id"]): item for item in library if item.get("id")}
        self.by_mark: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.by_family: dict[str, list[str]] = defaultdict(list)
        for key, item in self.items.items():
            for mark in marks_of(item):
                self.by_mark[mark].append(key)
            self.by_family[first_family(item)].append(key)

    def matches(self, item: Mapping[str, Any]) -> list[Match]:
        """Probable matches, the surest first."""
        found: dict[str, Match] = {}
        for match in [*self.by_identifier(item), *self.by_words(item)]:
            known = found.get(match.key)
            if known is None or match.certainty > known.certainty:
                found[match.key] = match
        return sorted(found.values(), key=lambda match: (-match.certainty, match.key))

    def by_identifier(self, item: Mapping[str, Any]) -> Iterable[Match]:
        for kind, value in marks_of(item):
            for key in self.by_mark.get((kind, value), ()):
                other = self.items[key]
                if contradicts(item, other, kind):
                    continue
                if kind == "isbn" and not same_edition(item, other):
                    continue
                if kind == "url" and not similar(item, other):
                    continue
                yield Match(key, RANKS[kind], f"same {LABELS[kind]}")

    def by_words(self, item: Mapping[str, Any]) -> Iterable[Match]:
        title = title_key(item)
        if not title:
            return
        for key in self.by_family.get(first_family(item), ()):
            other = self.items[key]
            if contradicts(item, other, "") or not same_edition(item, other):
                continue
            if not near_years(item, other):
                if title_key(other) == title:
                    yield Match(key, UNSURE, "same title and author, another year")
            elif title_key(other) == title:
                yield Match(key, RANKS["title"], "same title, author and year")
            elif similar(item, other):
                yield Match(key, RANKS["words"], "nearly the same title, same author")


LABELS = {"doi": "DOI", "pmid": "PubMed number", "isbn": "ISBN", "url": "address"}


def find_matches(
    item: Mapping[str, Any], library: Sequence[Mapping[str, Any]]
) -> list[Match]:
    """``Matcher`` for a single look-up."""
    return Matcher(library).matches(item)


def marks_of(item: Mapping[str, Any]) -> list[tuple[str, str]]:
    marks = [
        ("doi", normal_doi(text(item, "DOI"))),
        ("pmid", re.sub(r"\D", "", text(item, "PMID"))),
        ("isbn", normal_isbn(text(item, "ISBN"))),
        ("url", normal_url(text(item, "URL"))),
    ]
    return [(kind, value) for kind, value in marks if value]


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


def title_key(item: Mapping[str, Any]) -> str:
    """A title for comparing: NFKD, no accents, punctuation or articles."""
    return folded_title(text(item, "title"))


def folded_title(title: str) -> str:
    decomposed = unicodedata.normalize("NFKD", title.casefold())
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    words = re.sub(r"[^\w\s]|_", " ", letters.replace("’", "").replace("'", ""))
    return " ".join(ARTICLES.sub(" ", words).split())


def first_family(item: Mapping[str, Any]) -> str:
    """The first creator's family name, or the group's name, for comparing."""
    first = next(iter(creators(item)), {})
    particle = first.get("non-dropping-particle", "")
    family = f"{particle} {first.get('family', '')}".strip()
    return folded_title(family or first.get("literal", ""))


def near_years(item: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """A year apart is a printing or an advance publication; unknown is no year."""
    one, two = issued_year(item), issued_year(other)
    if one is None or two is None:
        return one is two or bool(one) != bool(two)
    return abs(one - two) <= 1


def similar(item: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    one, two = title_key(item), title_key(other)
    if not one or not two:
        return False
    shorter, longer = sorted((len(one), len(two)))
    return (
        shorter >= SAME_LENGTH * longer and fuzz.token_set_ratio(one, two) >= SAME_WORDS
    )


def contradicts(item: Mapping[str, Any], other: Mapping[str, Any], kind: str) -> bool:
    """Two DOIs are two works (a preprint and its article), whatever else agrees."""
    one, two = normal_doi(text(item, "DOI")), normal_doi(text(other, "DOI"))
    return kind != "doi" and bool(one and two) and one != two


def same_edition(item: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    one, two = (re.sub(r"\D", "", text(x, "edition")) or "1" for x in (item, other))
    return one == two
