"""BibTeX's and BibLaTeX's name lists as CSL names."""

from __future__ import annotations

import re

from pybtex.database import Person  # type: ignore[import-untyped]
from pybtex.exceptions import PybtexError  # type: ignore[import-untyped]

from articles.citations.reading.latex import plain


def names_of(value: str, remarks: list[str]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for typed in split_names(value):
        if typed.strip().lower() == "others":
            remarks.append(
                "The list of names ends in “and others”: some are missing (et al.)."
            )
        elif name := name_of(typed.strip()):
            found.append(name)
    return found


def split_names(value: str) -> list[str]:
    """At every "and" outside braces."""
    depth, start, parts = 0, 0, []
    for token in re.finditer(r"\\.|[{}]|\sand(?=\s)", value, re.IGNORECASE | re.DOTALL):
        if token[0] == "{":
            depth += 1
        elif token[0] == "}":
            depth = max(0, depth - 1)
        elif depth == 0 and not token[0].startswith("\\"):
            parts.append(value[start : token.start()])
            start = token.end()
    return [part for part in [*parts, value[start:]] if part.strip()]


def name_of(typed: str) -> dict[str, str]:
    if is_group(typed):
        shown = plain(typed)
        return {"literal": shown} if shown else {}
    keyed = dict(
        re.findall(r"\b(family|given|prefix|suffix)\s*=\s*\{?([^,{}]*)\}?", typed)
    )
    if "family" in keyed:
        return labelled(
            keyed.get("given", ""),
            keyed["family"],
            keyed.get("prefix", ""),
            keyed.get("suffix", ""),
        )
    try:
        person = Person(typed)
    except PybtexError:
        return {"literal": plain(typed)} if plain(typed) else {}
    given = " ".join([*person.first_names, *person.middle_names])
    return labelled(
        given,
        " ".join(person.last_names),
        " ".join(person.prelast_names),
        " ".join(person.lineage_names),
    )


def is_group(typed: str) -> bool:
    """Wholly in one pair of braces that is not an accent's."""
    if not (typed.startswith("{") and typed.endswith("}")) or typed.startswith("{\\"):
        return False
    depth = 0
    for place, letter in enumerate(typed):
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if depth == 0:
            return place == len(typed) - 1
    return False


def labelled(given: str, family: str, particle: str, suffix: str) -> dict[str, str]:
    parts = {
        "family": family,
        "given": given,
        "non-dropping-particle": particle,
        "suffix": suffix,
    }
    return {part: shown for part, value in parts.items() if (shown := plain(value))}
