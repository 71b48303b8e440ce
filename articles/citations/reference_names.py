"""The names at the head of a typed reference: persons in order, or one group."""

from __future__ import annotations

import re
from typing import Any

PARTICLES = (
    r"(?:(?:van\sder|van\sden|van\sde|de\sla|von\sder|van|von|de|del|della|der|den|di|da"
    r"|dos|du|la|le|el|al|bin|ibn|ter|ten|zu)\s+)"
)
WORD = r"[^\W\d_][\w’'‐-]*"
INITIALS = r"(?:[^\W\d_]\.[\s-]*)+(?:-[^\W\d_]\.)*"
FULL_GIVEN = r"[A-Z][\w’'-]+\.?(?:[\s-]+(?:[A-Z]\.|[A-Z][\w’'-]+))*"
SUFFIX = r"(?:,?\s+(?P<suffix>Jr\.?|Sr\.?|II|III|IV))?"
INVERTED = re.compile(
    rf"(?P<particle>{PARTICLES})?(?P<family>{WORD}(?:\s{WORD}){{0,2}}),\s*"
    rf"(?P<given>{INITIALS}|{FULL_GIVEN}){SUFFIX}"
)
GIVEN_FIRST = re.compile(
    rf"(?P<given>{WORD}(?:\s+[A-Z]\.?)*)\s+"
    rf"(?P<particle>{PARTICLES})?(?P<family>[A-Z][\w’'-]+)(?=\s*(?:[,;.&]|and\b|\Z))"
)
INITIALS_FIRST = re.compile(
    rf"(?P<given>{INITIALS})\s*(?P<particle>{PARTICLES})?(?P<family>{WORD}(?:\s{WORD})?)"
    r"(?=\s*(?:[,;&]|and\b|\Z))"
)
MIDDLE_INITIAL = re.compile(rf"{WORD}\s+[A-Z]\.\s")
VANCOUVER = re.compile(
    rf"(?P<particle>{PARTICLES})?(?P<family>{WORD}(?:\s{WORD})?)\s(?P<given>[A-Z]{{1,3}})"
    r"(?=[,;]|\.?\s*\Z)"
)
SEPARATOR = re.compile(
    r"\s*(?:[,;]?\s*(?:&|\band\b|…|\.\s?\.\s?\.)\s*|[,;]\s*)\s*", re.IGNORECASE
)
ROLE = re.compile(
    r"\s*\((?P<role>Eds?\.?|Editors?|Directors?|Dirs?\.|Hosts?|Producers?|Trans\.?)\)"
    r"|,\s*(?P<plain>eds?\.|editors?)(?=\s|[.]|\Z)",
    re.IGNORECASE,
)
MAKERS = re.compile(
    r"(?P<names>[^()]{3,300}?)\s\((?P<role>Writers?(?: & Directors?)?|Directors?)\)"
    r"(?:,?\s*(?:&\s*)?|\Z)"
)
ABBREVIATION = re.compile(
    r"\s*[\[(](?!(?:US|UK|USA|U\.S\.|EU)\W)(?P<short>[A-Z][A-Za-z&.-]{1,9})[\])]\s*\Z"
)
GROUP_WORDS = re.compile(
    r"\b(?:of|for|the|on|Associations?|Academy|Institutes?|Department|Organi[sz]ation"
    r"|Cent(?:er|re)s?|University|Council|Society|Foundation|Health|Services?|College"
    r"|Administration|Committee|Office|Ministry|Network|Alliance|Group|Clinic|Board"
    r"|Hospital|Bureau|Agency|Commission|Project|National|International|Team|Inc)\b"
)
# "Department of Health & Human Services" is one group.
TWO_GROUPS = re.compile(
    r",?\s+(?:&|and)\s+(?=(?:Department|Ministry|Institute|National|American|Royal|Office"
    r"|Centers?|Association|Agency|Council|World|University)\b)"
)
ROLES = {
    "e": "editor",
    "d": "director",
    "h": "host",
    "p": "producer",
    "t": "translator",
}
MOST_NAMES = 60


def parse_names(text: str) -> tuple[str, list[dict[str, Any]]]:
    """The CSL role ("author", "editor", …) and the names; [] for an empty text."""
    role = "author"
    found = ROLE.search(text)
    if found:
        role = ROLES[(found["role"] or found["plain"])[0].lower()]
        text = f"{text[: found.start()]}{text[found.end() :]}"
    # "(with …)" names those whom no style lists as authors (APA 8.2).
    text = re.sub(r"\s*\(with [^()]{1,200}\)", "", text)
    text = re.sub(r",?\s*\bet al\b\.?", "", text).strip(" .,;:")
    if not text:
        return role, []
    return role, person_names(restored_stop(text)) or group_names(text)


def names_by_role(text: str) -> dict[str, list[dict[str, Any]]]:
    """Of an episode: "Oakley, B. (Writer), & Lynch, J. (Director)"; else {}."""
    found = list(MAKERS.finditer(text))
    if len(found) < 2 or MAKERS.sub("", text).strip(" .,"):
        return {}
    roles: dict[str, list[dict[str, Any]]] = {}
    for maker in found:
        names = parse_names(maker["names"])[1]
        for word, role in (("writer", "script-writer"), ("director", "director")):
            if word in maker["role"].lower():
                roles.setdefault(role, []).extend(names)
    return roles


def group_names(text: str) -> list[dict[str, Any]]:
    """One group, or several where each begins as the name of one does."""
    return [group_name(part.strip(" ,")) for part in TWO_GROUPS.split(text)]


def restored_stop(text: str) -> str:
    """The full stop after a last initial or "Jr", which stripping took away."""
    is_cut = re.search(r"(?:\A|[\s.-])(?:[^\W\d_]|Jr|Sr)\Z", text)
    return f"{text}." if is_cut else text


def person_names(text: str) -> list[dict[str, Any]]:
    """Persons if the whole text is a list of them, else []."""
    if is_group(text):
        return []
    names: list[dict[str, Any]] = []
    position = 0
    while position < len(text) and len(names) < MOST_NAMES:
        found = name_at(text, position, is_first=not names)
        if not found:
            rest = text[position:].strip(" .,")
            if not names or not rest or len(rest) > 150:
                return [] if not names or rest else names
            return [*names, group_name(rest)]
        names.append(person(found))
        position = found.end()
        separator = SEPARATOR.match(text, position)
        if not separator:
            return names if not text[position:].strip(" .,") else []
        position = separator.end()
    return names


def is_group(text: str) -> bool:
    first = text.split(",")[0]
    words = re.split(r"&|\band\b", first)[0].split()
    return bool(GROUP_WORDS.search(first)) or len(words) > 4


def name_at(text: str, position: int, *, is_first: bool) -> re.Match[str] | None:
    """One name; "First Last" only behind another name or with an initial."""
    patterns = [VANCOUVER, INITIALS_FIRST, INVERTED]
    if not is_first or MIDDLE_INITIAL.match(text):
        patterns.append(GIVEN_FIRST)
    matches = (pattern.match(text, position) for pattern in patterns)
    return next(filter(None, matches), None)


def person(found: re.Match[str]) -> dict[str, Any]:
    groups = found.groupdict()
    given = " ".join((groups.get("given") or "").split())
    if given.isupper() and given.isalpha() and len(given) <= 3 and "." not in given:
        given = " ".join(f"{letter}." for letter in given)
    name = {
        "family": " ".join(found["family"].split()),
        "given": given,
        "non-dropping-particle": " ".join((groups.get("particle") or "").split()),
        "suffix": groups.get("suffix") or "",
    }
    return {part: value for part, value in name.items() if value}


def group_name(text: str) -> dict[str, Any]:
    found = ABBREVIATION.search(text)
    if not found:
        return {"literal": text}
    return {"literal": text[: found.start()].strip(), "abbreviation": found["short"]}
