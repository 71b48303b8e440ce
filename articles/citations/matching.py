"""Which works of a library a CSL item probably is: identifiers first, then words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from articles.citations.normal_forms import (
    folded_title,
    normal_doi,
    normal_isbn,
    normal_url,
)
from articles.citations.records import creators, issued_year, text

SAME_WORDS = 95
# One title may not be much shorter than the other, unless it is all but the subtitle.
SAME_LENGTH = 0.7
# Of titles as short as "Grief", only the whole is compared.
LEAST_WORDS = 2
SUBTITLE = re.compile(r"[:?!–—]|\. |\s-\s")
# The parts of a work told by number: "Vol. 1" is not "Vol. 2".
NUMBER = re.compile(r"\b(?:\d+|[ivx]{1,4})\b")
COMMON = frozenset(
    "association american national international institute department health society"
    " center centre university organization council mental services".split()
)
RANKS = {
    "doi": 1.0,
    "pmid": 1.0,
    "isbn": 0.98,
    "title": 0.95,
    "url": 0.9,
    "words": 0.85,
    "main title": 0.85,
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
    main_title: str = ""
    people: frozenset[str] = frozenset()
    is_preprint: bool = False


class Matcher:
    """A library prepared for many look-ups."""

    def __init__(self, library: Iterable[Mapping[str, Any]]) -> None:
        self.items: dict[str, Mapping[str, Any]] = {}
        self.facts: dict[str, Facts] = {}
        self.by_mark: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.by_family: dict[tuple[str, int | None], list[str]] = defaultdict(list)
        self.by_title: dict[str, list[str]] = defaultdict(list)
        for item in library:
            if item.get("id"):
                self.add(item)

    def add(self, item: Mapping[str, Any]) -> None:
        key = str(item["id"])
        self.items[key] = item
        facts = self.facts[key] = facts_of(item)
        for mark in marks_of(item):
            self.by_mark[mark].append(key)
        self.by_family[facts.family, facts.year].append(key)
        if facts.title:
            self.by_title[facts.title].append(key)

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
        for key in self.candidates(facts):
            other = self.facts[key]
            is_other = contradict(facts, other) or facts.edition != other.edition
            rank, evidence = likeness(facts, other)
            if evidence and not is_other:
                yield Match(key, rank, evidence)

    def candidates(self, facts: Facts) -> Iterable[str]:
        """Works of the same first author and about the same year, or of one title."""
        if not facts.title:
            return ()
        keys = dict.fromkeys(self.by_title.get(facts.title, ()))
        if facts.year is None:
            years = {year for family, year in self.by_family if family == facts.family}
        else:
            years = {facts.year - 1, facts.year, facts.year + 1, None}
        for year in years:
            keys.update(dict.fromkeys(self.by_family.get((facts.family, year), ())))
        return keys


def likeness(one: Facts, two: Facts) -> tuple[float, str]:
    """How surely two works are one by their words, and why; no reason if not."""
    is_near, is_same_author = near(one.year, two.year), one.family == two.family
    is_telling = len(one.title.split()) > LEAST_WORDS and one.people & two.people
    if not (is_same_author or is_telling):
        return 0, ""
    if one.title == two.title:
        if not is_near:
            known = "same title and author, another year"
            return (UNSURE, known) if is_same_author else (0, "")
        if one.is_preprint != two.is_preprint:
            return UNSURE, "a preprint and what it was published as"
        if is_same_author:
            return RANKS["title"], "same title, author and year"
        return RANKS["words"], "same title and year, the names in another form"
    if not is_near or not is_same_author or one.is_preprint != two.is_preprint:
        return 0, ""
    if similar(one, two):
        return RANKS["words"], "nearly the same title, same author"
    if one.year == two.year and is_main_title(one, two):
        return RANKS["main title"], "same author and year, one without the subtitle"
    return 0, ""


def is_main_title(one: Facts, two: Facts) -> bool:
    shorter, longer = sorted((one, two), key=lambda facts: len(facts.title))
    is_telling = len(shorter.title.split()) >= LEAST_WORDS
    return is_telling and shorter.title == longer.main_title


def facts_of(item: Mapping[str, Any]) -> Facts:
    title = text(item, "title")
    names = creators(item)
    return Facts(
        title=folded_title(title),
        family=first_family(item),
        year=issued_year(item),
        doi=normal_doi(text(item, "DOI")),
        edition=re.sub(r"\D", "", text(item, "edition")) or "1",
        main_title=folded_title(SUBTITLE.split(title, maxsplit=1)[0]),
        people=frozenset(word for name in names for word in telling_words(name)),
        is_preprint=item.get("type") == "article",
    )


def telling_words(name: Mapping[str, str]) -> list[str]:
    """The words of a family's or group's name that others do not share.

    A group that was read as a person has its telling words among the given names.
    """
    if name.get("family") and not {*folded_title(name["family"]).split()} <= COMMON:
        return folded_title(name["family"]).split()
    whole = " ".join(name.get(part, "") for part in ("literal", "family", "given"))
    words = folded_title(whole).split()
    return [word for word in words if len(word) > 3 and word not in COMMON]


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
    if NUMBER.findall(one.title) != NUMBER.findall(two.title):
        return False
    return fuzz.token_sort_ratio(one.title, two.title) >= SAME_WORDS


def contradict(one: Facts, two: Facts) -> bool:
    """Two DOIs are two works (a preprint and its article), whatever else agrees."""
    return bool(one.doi and two.doi) and one.doi != two.doi
