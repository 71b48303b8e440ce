"""People and groups as services send them, as CSL names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from articles.citations.reading.fields import PARTICLES, SUFFIX
from articles.lookup.titles import plain_text

LOUD_PARTICLES = re.compile(PARTICLES.pattern, re.IGNORECASE)
SUFFIXED = re.compile(rf"\A(.+?),?\s+({SUFFIX.pattern})\Z")
DEGREES = re.compile(
    r",?\s+(?:Ph\.?\s?D|Psy\.?\s?D|M\.?D|Ed\.?D|M\.?S\.?W|LCSW)\.?\Z", re.IGNORECASE
)


def csl_names(entries: object) -> list[dict[str, str]]:
    """CSL names of ``{given, family, suffix}`` or ``{name}`` records, empty ones left
    out."""
    return [name for name in map(csl_name, as_list(entries)) if name]


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
    """ "VON HOLT-LUNSTAD" as "von Holt-Lunstad"; short names may be initials."""
    if len(family) <= 3 or not family.isupper():
        return family
    quiet = LOUD_PARTICLES.sub(lambda found: found[0].lower(), family.title())
    return re.sub(r"\bMc[a-z]", lambda found: f"Mc{found[0][-1].upper()}", quiet)


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
