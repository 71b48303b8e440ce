"""People and groups as services send them, as CSL names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from articles.citations.reading.fields import PARTICLES, SUFFIX
from articles.lookup.titles import plain_text

# A form has a row for each name, and APA prints 20: of more, the first and the last.
MOST = 100
SUFFIXED = re.compile(rf"\A(.+?),?\s+({SUFFIX.pattern})\Z")
DEGREES = re.compile(
    r",?\s+(?:Ph\.?\s?D|Psy\.?\s?D|M\.?D|Ed\.?D|M\.?S\.?W|LCSW)\.?\Z", re.IGNORECASE
)


def csl_names(entries: object) -> list[dict[str, str]]:
    """CSL names of ``{given, family, suffix}`` or ``{name}`` records, empty ones left
    out; of more than a hundred the first 99 and the last."""
    found = [name for name in map(csl_name, as_list(entries)) if name]
    return found if len(found) <= MOST else [*found[: MOST - 1], found[-1]]


def as_list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def csl_name(entry: object) -> dict[str, str]:
    if not isinstance(entry, Mapping):
        return {}
    group = plain_text(entry.get("name")) or plain_text(entry.get("literal"))
    family, given = plain_text(entry.get("family")), plain_text(entry.get("given"))
    particle = plain_text(entry.get("non-dropping-particle"))
    if not family and not given:
        return {"literal": group} if group else {}
    if not family:
        return {"family": given}
    return person(
        f"{particle} {family}".strip(), given, plain_text(entry.get("suffix"))
    )


def person(family: str, given: str, suffix: str = "") -> dict[str, str]:
    """A name in its parts: "van der" apart, "Jr." apart, no shouting, no degrees."""
    family = DEGREES.sub("", family)
    suffixed = SUFFIXED.match(family)
    if suffixed:
        family, suffix = suffixed[1], suffixed[2]
    name = {"family": unshouted(family), "given": unshouted_given(given, family)}
    particle = PARTICLES.match(name["family"])
    if particle:
        name["non-dropping-particle"] = particle[1].strip()
        name["family"] = name["family"][particle.end() :]
    if SUFFIX.fullmatch(suffix):
        name["suffix"] = suffix
    return {part: value for part, value in name.items() if value}


def unshouted(family: str) -> str:
    """ "HOLT-LUNSTAD" as "Holt-Lunstad"; short names may be initials."""
    return family.title() if len(family) > 3 and family.isupper() else family


def unshouted_given(given: str, family: str) -> str:
    """ "ANN" as "Ann" beside a loud family name; "AJ" and "A J" as "A. J."."""
    words = re.findall(r"[^\W\d_]+", given)
    is_loud = given.isupper() and family.isupper()
    if is_loud and any(len(word) > 2 for word in words):
        return given.title()
    if re.fullmatch(r"[A-Z]{2,3}|[A-Z](?: [A-Z])*", given):
        return " ".join(f"{letter}." for letter in given.replace(" ", ""))
    return given


def written_name(text: str) -> dict[str, str]:
    """ "Judith Lewis Herman" as a person: the last word is the family name."""
    name = plain_text(text)
    if "," in name:
        family, _, given = (part.strip() for part in name.partition(","))
        return person(family, given) if family and given else {}
    suffixed = SUFFIXED.match(name)
    body, suffix = (suffixed[1], suffixed[2]) if suffixed else (name, "")
    given, _, family = body.rpartition(" ")
    found = re.search(r"\s((?:(?:van|von|der|den|de|di|du|la|le)\s)+)\Z", f" {given} ")
    if found and given:
        family = f"{found[1]}{family}"
        given = f" {given} "[: found.start()].strip()
    return person(family, given, suffix) if family else {}


def groups(entries: Iterable[object]) -> list[dict[str, str]]:
    return [{"literal": name} for name in map(plain_text, entries) if name]
