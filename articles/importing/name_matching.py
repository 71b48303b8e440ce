"""Which work a name and a year in the text point to, how surely, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from articles.importing.initials import explain
from articles.importing.works import Work, Works, folded_name

ET_AL = re.compile(
    r",?\s*(?:\bet\.? al\b\.?,?|(?:and|&) (?:\w+ )?(?:colleagues|others|coworkers"
    r"|co-workers|associates)\b|and (?:his|her|their) (?:colleagues|team)\b)\s*\Z",
    re.IGNORECASE,
)
AND = re.compile(r",?\s+(?:and|&)\s+|\s*&\s*|,\s*")
POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])\Z")
ABBREVIATED = re.compile(r"\s*\[[A-Z][A-Za-z]{1,9}\]")
INITIALS = re.compile(
    r"\A(?:[A-Z]\.[\s-]*)+|,?\s*(?:[A-Z]\.[\s-]*)+\Z|,?\s*(?:Jr|Sr)\.?\Z"
)
# Two works that fit nearly as well as each other are no answer.
MARGIN = 0.06
TIED = 0.5
FOUND_IN_LIBRARY = {True: 0.85, False: 0.7}
OTHER_YEAR = 0.6


@dataclass(frozen=True, slots=True)
class Found:
    """``year``: the year typed, None if none; ``works``: more than one if tied."""

    work: Work
    certainty: float
    evidence: tuple[str, ...]
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TypedYear:
    """A year as it stands in a citation: "2019a", "n.d.", or nothing at all."""

    year: int | None = None
    letter: str = ""
    is_given: bool = False


def typed_year(written: str) -> TypedYear:
    found = re.match(r"(?:\d{4}/)?(\d{4})([a-z]?)", written.strip())
    if found:
        return TypedYear(int(found[1]), found[2], is_given=True)
    return TypedYear(None, "", is_given=bool(written.strip()))


def find_work(names: str, year: TypedYear, works: Works) -> Found | None:
    """The best work for ``names`` (as typed) and ``year``; tied ones are unsure."""
    ranked = sorted(candidates(names, year, works), key=lambda f: -f.certainty)
    if not ranked:
        return None
    best = ranked[0]
    rivals = {
        found.work.key
        for found in ranked[1:]
        if best.certainty - found.certainty < MARGIN and found.work.key != best.work.key
    }
    if not rivals:
        return best
    why = "more than one work fits"
    return Found(best.work, TIED, (*best.evidence, why), tuple(sorted(rivals)))


def candidates(names: str, year: TypedYear, works: Works) -> Iterator[Found]:
    unbracketed = ABBREVIATED.sub("", names.strip(" ,.*_"))
    cleaned = POSSESSIVE.sub("", unbracketed).strip()
    if not cleaned:
        return
    own = [*persons(cleaned, year, works), *groups(cleaned, year, works)]
    yield from (found for found in own if found.work.is_own)
    if any(found.work.is_own and found.certainty > OTHER_YEAR for found in own):
        return
    for found in own:
        if not found.work.is_own:
            names_enough = len(found.work.families) > 1 and year.is_given
            limit = FOUND_IN_LIBRARY[names_enough]
            why = "not in the text’s own references, but in the library"
            certainty = min(found.certainty, limit)
            yield Found(found.work, certainty, (*found.evidence, why))


def persons(names: str, year: TypedYear, works: Works) -> Iterator[Found]:
    is_et_al = bool(ET_AL.search(names))
    typed = [family for family in families(ET_AL.sub("", names)) if family]
    if not typed:
        return
    for work in known_by(typed[0], works):
        likeness = likeness_of_names(typed, work, is_et_al=is_et_al)
        if likeness:
            yield from dated(work, year, likeness, "the author’s name", len(typed))


def families(names: str) -> list[str]:
    pieces = [INITIALS.sub("", piece.strip()).strip() for piece in AND.split(names)]
    return [folded_name(POSSESSIVE.sub("", piece)) for piece in pieces if piece]


def known_by(name: str, works: Works) -> Iterable[Work]:
    """Works by the family name, or by the end of a full name."""
    words = name.split()
    seen: dict[int, Work] = {}
    for start in range(len(words)):
        for work in works.by_family.get(" ".join(words[start:]), ()):
            seen.setdefault(id(work), work)
    return seen.values()


def likeness_of_names(typed: list[str], work: Work, *, is_et_al: bool) -> float:
    listed = work.families
    if len(typed) > len(listed):
        return 0.0
    for name, family, full in zip(typed, work.families, work.particles, strict=False):
        is_same = name in {family, full}
        if not is_same and not name.endswith(f" {family}"):
            return 0.0
    if is_et_al:
        return 1.0 if len(listed) > len(typed) else 0.8
    return 1.0 if len(typed) == len(listed) else 0.7


def dated(
    work: Work, year: TypedYear, likeness: float, why: str, typed: int
) -> Iterator[Found]:
    if not year.is_given:
        certainty = likeness * (0.95 if typed > 1 else 0.82)
        yield Found(work, certainty, (why, "no year was given"))
    elif year.year == work.year:
        same_letter = not (year.letter and work.letter) or year.letter == work.letter
        if same_letter:
            yield Found(work, likeness, (why, "the year"))
    elif year.year and work.year and abs(year.year - work.year) == 1:
        yield Found(work, OTHER_YEAR * likeness, (why, "a year beside it"))


def groups(names: str, year: TypedYear, works: Works) -> Iterator[Found]:
    folded = folded_name(names)
    exact = [
        *works.by_group.get(folded, ()),
        *works.by_group.get(folded.removeprefix("us "), ()),
        *works.by_group.get(f"us {folded}", ()),
    ]
    for work in exact:
        yield from dated(work, year, 1.0, "the author’s name", 2)
    for work in works.groups:
        if work in exact:
            continue
        if year.is_given and year.year != work.year:
            continue
        explained = explain(names, work, year.year if year.is_given else None)
        if explained:
            yield Found(work, explained.certainty, explained.evidence)
    yield from titled(folded, year, works)


def titled(folded: str, year: TypedYear, works: Works) -> Iterator[Found]:
    for work in works.by_title.get(folded, ()):
        yield from dated(work, year, 0.95, "its title", 2)
