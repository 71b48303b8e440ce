"""BibTeX's and BibLaTeX's name lists as CSL names."""

from __future__ import annotations

import re

from pybtex.database import Person  # type: ignore[import-untyped]
from pybtex.exceptions import PybtexError  # type: ignore[import-untyped]

from articles.citations.reading.fields import (
    LONGEST_NAME,
    SUFFIX,
    with_particle,
    with_suffix,
)
from articles.citations.reading.latex import plain
from articles.citations.reference_names import GROUP_WORDS

MOST_NAMES = 1_000
LABELLED = re.compile(
    r"\b(family|given|prefix|suffix)\s{0,9}=\s{0,9}(?:\{([^{}]*)\}|([^,{}]*))"
)


def names_of(value: str, remarks: list[str]) -> list[dict[str, str]]:
    typed_names = split_names(value)
    if len(typed_names) > MOST_NAMES:
        remarks.append(f"Only the first {MOST_NAMES:,} names were read.")
    found: list[dict[str, str]] = []
    for typed in typed_names[:MOST_NAMES]:
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
    if is_group(typed) or len(typed) > LONGEST_NAME:
        shown = plain(typed)
        return {"literal": shown} if shown else {}
    keyed = {part: braced or bare for part, braced, bare in LABELLED.findall(typed)}
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
    last = list(person.last_names)
    suffix = " ".join(person.lineage_names)
    first = " ".join(person.first_names)
    if suffix and SUFFIX.fullmatch(first):
        # BibTeX wants "Family, Jr., Given"; many write the suffix last.
        return labelled(suffix, " ".join(last), " ".join(person.prelast_names), first)
    if not suffix and len(last) > 1 and SUFFIX.fullmatch(last[-1]):
        suffix = last.pop()
    given = [*person.first_names, *person.middle_names]
    if not suffix and "," not in typed and given and SUFFIX.fullmatch(last[-1]):
        suffix, last = last[-1], [given.pop()]
    return labelled(
        " ".join(given), " ".join(last), " ".join(person.prelast_names), suffix
    )


def is_group(typed: str) -> bool:
    """In braces as a whole, or three words and more that name an organisation."""
    if "," not in typed and "{" not in typed and len(typed.split()) > 2:
        return bool(GROUP_WORDS.search(typed))
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
    shown = {part: text for part, value in parts.items() if (text := plain(value))}
    return with_suffix(with_particle(shown))
