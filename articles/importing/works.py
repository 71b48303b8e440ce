"""The works that a text can cite: its own references, then the library's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from articles.citations.normal_forms import folded_title, normal_doi, normal_url
from articles.citations.records import author_line, creators, issued_year, text


@dataclass(frozen=True, slots=True)
class Work:
    """A work as citations see it. Names are folded (no case, accents, marks).

    ``label``: its number in a numbered list; ``letter``: of "2019a"; ``typed_key``:
    a key that the source itself gives it; ``is_own``: stands in the text's own list.
    """

    key: str
    item: Mapping[str, Any]
    families: tuple[str, ...]
    particles: tuple[str, ...]
    group: str
    abbreviation: str
    year: int | None
    label: str = ""
    letter: str = ""
    typed_key: str = ""
    is_own: bool = True


@dataclass(slots=True)
class Works:
    """Looked up by family name, group and number; the text's own come first."""

    by_family: dict[str, list[Work]] = field(default_factory=lambda: defaultdict(list))
    by_group: dict[str, list[Work]] = field(default_factory=lambda: defaultdict(list))
    groups: list[Work] = field(default_factory=list)
    by_label: dict[str, list[Work]] = field(default_factory=lambda: defaultdict(list))
    by_address: dict[str, Work] = field(default_factory=dict)
    by_key: dict[str, Work] = field(default_factory=dict)
    by_title: dict[str, list[Work]] = field(default_factory=lambda: defaultdict(list))
    own: list[Work] = field(default_factory=list)

    def add(self, work: Work) -> None:
        if work.is_own:
            self.own.append(work)
            for title in titles(work.item):
                self.by_title[title].append(work)
        self.by_key.setdefault(work.key, work)
        if work.families:
            names = {work.families[0], work.particles[0]}
            for name in names:
                self.by_family[name].append(work)
        if work.group:
            self.by_group[work.group].append(work)
            if work.is_own:
                self.groups.append(work)
        if work.abbreviation:
            self.by_group[folded_name(work.abbreviation)].append(work)
        if work.label:
            self.by_label[work.label].append(work)
        for address in addresses(work.item):
            self.by_address.setdefault(address, work)


def new_work(key: str, item: Mapping[str, Any], **known: Any) -> Work:
    names = creators(item)
    persons = [name for name in names if "family" in name]
    first = names[0] if names else {}
    authors = item.get("author")
    raw = authors[0] if isinstance(authors, list) and authors else {}
    short = raw.get("abbreviation", "") if isinstance(raw, Mapping) else ""
    return Work(
        key=key,
        item=item,
        families=tuple(folded_name(name["family"]) for name in persons),
        particles=tuple(
            folded_name(f"{name.get('non-dropping-particle', '')} {name['family']}")
            for name in persons
        ),
        group=folded_name(first.get("literal", "")),
        abbreviation=short if isinstance(short, str) else "",
        year=issued_year(item),
        **known,
    )


def short_name(item: Mapping[str, Any]) -> str:
    """A work as a person calls it: "Addis & Mahalik (2003)"."""
    year = issued_year(item)
    name = author_line(item) or text(item, "title") or "a work without author"
    return f"{name} ({'n.d.' if year is None else year})"


def group_words(work: Work) -> str:
    """The group's name as its record has it."""
    return next((n["literal"] for n in creators(work.item) if "literal" in n), "")


def titles(item: Mapping[str, Any]) -> set[str]:
    """The title and, if it says enough, what stands before its colon."""
    whole = text(item, "title")
    main = folded_title(re.split(r"[:.?!]", whole)[0])
    return {name for name in (folded_title(whole), main) if len(name.split()) > 1}


def folded_name(name: str) -> str:
    folded = folded_title(name.replace("&", " and "))
    return re.sub(r"\bu s\b", "us", folded)


def addresses(item: Mapping[str, Any]) -> Iterable[str]:
    doi = normal_doi(text(item, "DOI"))
    if doi:
        yield f"doi.org/{doi}"
    url = normal_url(text(item, "URL"))
    if url:
        yield url
