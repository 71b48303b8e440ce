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


@dataclass(frozen=True, slots=True)
class Facts:
    """What of an item is compared, folded once."""

    title: str
    family: str
    year: int | None
    doi: str
    edition: str


class Matcher:
    """A library prepared for many look-ups."""

    def __init__(self, library: Iterable[Mapping[str, Any]]) -> None:
        self.items: dict[str, Mapping[str, Any]] = {}
        self.facts: dict[str, Facts] = {}
        self.by_mark: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.by_family: dict[str, list[str]] = defaultdict(list)
        for item in library:
            if item.get("id"):
                self.add(item)

    def add(self, item: Mapping[str, Any]) -> None:
        key = str(item["id"])
        self.items[key] = item
        facts = self.facts[key] = facts_of(item)
        for mark in marks_of(item):
            self.by_mark[mark].append(key)
        self.by_family[facts.family].append(key)

    def matches(self, item: Mapping[str, Any]) -> list[Match]:
        """Probable matches, the surest first."""
        facts = facts_of(item)
        found: dict[str, Match] = {}
        for match in [*self.by_identifier(item, facts), *self.by_words(facts)]:
            known = found.get(match.key)
            if known is None or match.certainty > known.certainty:
                found[match.key] = match
        return sorted(found.values(), key=lambda match: (-match.certainty, match.key))

    def by_identifier(self, item: Mapping[str, Any], facts: Facts) -> Iterable[Match]:
        for kind, value in marks_of(item):
            for key in self.by_mark.get((kind, value), ()):
                other = self.facts[key]
                is_other_work = (
                    (kind != "doi" and contradict(facts, other))
                    or (kind == "isbn" and facts.edition != other.edition)
                    or (kind == "url" and not similar(facts, other))
                )
                if not is_other_work:
                    yield Match(key, RANKS[kind], f"same {LABELS[kind]}")

    def by_words(self, facts: Facts) -> Iterable[Match]:
        if not facts.title:
            return
        for key in self.by_family.get(facts.family, ()):
            other = self.facts[key]
            if contradict(facts, other) or facts.edition != other.edition:
                continue
            is_same_title = facts.title == other.title
            if not near(facts.year, other.year):
                if is_same_title:
                    yield Match(key, UNSURE, "same title and author, another year")
            elif is_same_title:
                yield Match(key, RANKS["title"], "same title, author and year")
            elif similar(facts, other):
                yield Match(key, RANKS["words"], "nearly the same title, same author")


def facts_of(item: Mapping[str, Any]) -> Facts:
    return Facts(
        title=folded_title(text(item, "title")),
        family=first_family(item),
        year=issued_year(item),
        doi=normal_doi(text(item, "DOI")),
        edition=re.sub(r"\D", "", text(item, "edition")) or "1",
    )


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


def folded_title(title: str) -> str:
    """A title for comparing: NFKD, no accents, punctuation or articles."""
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


def near(one: int | None, two: int | None) -> bool:
    """A year apart is a printing or an advance publication; unknown is no year."""
    if one is None or two is None:
        return True
    return abs(one - two) <= 1


def similar(one: Facts, two: Facts) -> bool:
    shorter, longer = sorted((len(one.title), len(two.title)))
    if not shorter or shorter < SAME_LENGTH * longer:
        return False
    return fuzz.token_set_ratio(one.title, two.title) >= SAME_WORDS


def contradict(one: Facts, two: Facts) -> bool:
    """Two DOIs are two works (a preprint and its article), whatever else agrees."""
    return bool(one.doi and two.doi) and one.doi != two.doi
