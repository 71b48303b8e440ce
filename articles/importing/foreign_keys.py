"""Citation keys of other systems, matched to the works of the text."""

from __future__ import annotations

import re

from articles.citations.normal_forms import folded_title
from articles.citations.records import text
from articles.importing.initials import initials_of, is_within
from articles.importing.name_matching import MARGIN, TIED, Found
from articles.importing.works import Work, Works

PIECES = re.compile(
    r"(?P<name>[^\W\d_]+(?:[-_][^\W\d_]+)*?)[-_:.]?(?P<year>\d{4}|\d{2}|nd)?"
    r"(?P<letter>[a-z](?![a-z]))?[-_:.]?(?P<rest>[\w-]*)\Z"
)
CAPITALS = re.compile(r"(?<=[a-z])(?=[A-Z])")


def find_key(key: str, works: Works) -> Found | None:
    """The work that a key such as ``smith2019`` or ``who_2013a`` means."""
    for work in works.own:
        if work.typed_key == key:
            return Found(work, 1.0, ("the source gives this key to it",))
    ranked = sorted(
        ((likeness(key, work), work) for work in works.own),
        key=lambda pair: -pair[0],
    )
    ranked = [pair for pair in ranked if pair[0] > 0]
    if ranked:
        best, work = ranked[0]
        rivals = tuple(w.key for c, w in ranked[1:] if best - c < MARGIN)
        why = ("the name and year in the key",)
        return Found(work, TIED if rivals else best, why, rivals)
    known = works.by_key.get(key)
    if known:
        return Found(known, 0.9, ("the library has a work of this key",))
    return None


def likeness(key: str, work: Work) -> float:
    if key.lower() == work.key:
        return 0.97
    found = PIECES.match(key)
    if not found:
        return 0.0
    year = year_likeness(found["year"] or "", work)
    if year is None:
        return 0.0
    if found["letter"] and work.letter and found["letter"] != work.letter:
        return 0.0
    name = name_likeness(CAPITALS.sub("-", found["name"]), work)
    if not name:
        return 0.0
    rest = words_of(CAPITALS.sub("-", found["rest"]))
    title = folded_title(text(work.item, "title")).split()
    if any(word not in title and word not in work.families for word in rest):
        name -= 0.15
    return name + year


def year_likeness(written: str, work: Work) -> float | None:
    """What the year adds; None if it contradicts."""
    if not written:
        return 0.22
    if written == "nd":
        return 0.4 if work.year is None else None
    if work.year is None:
        return None
    return 0.4 if str(work.year).endswith(written) else None


def words_of(written: str) -> list[str]:
    return [word for word in re.split(r"[-_\W]+", written.lower()) if len(word) > 1]


def name_likeness(name: str, work: Work) -> float:
    joined = re.sub(r"[-_]", "", name).lower()
    words = words_of(name)
    if work.families:
        families = [family.replace(" ", "") for family in work.families]
        full = work.particles[0].replace(" ", "")
        if joined in {families[0], full, "".join(families)}:
            return 0.57
        if words and words[0] in {families[0], full}:
            title = folded_title(text(work.item, "title")).split()
            known = {*families, *title, "et", "al", "etal"}
            return 0.55 if all(word in known for word in words[1:]) else 0.3
        return 0.0
    if not work.group:
        return 0.0
    if joined == work.group.replace(" ", "") or joined == work.abbreviation.lower():
        return 0.57
    initials = initials_of(work)
    if joined in initials:
        return 0.55
    if len(joined) > 2 and any(
        joined[0] == i[0] and is_within(joined, i) for i in initials
    ):
        return 0.45
    return 0.4 if words and all(word in work.group.split() for word in words) else 0.0
