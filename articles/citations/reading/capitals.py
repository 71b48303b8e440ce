"""Names of journals and people that a database wrote in capitals throughout."""

from __future__ import annotations

import re

from articles.citations.reading.fields import PARTICLES

MINOR = frozenset("a an the and or of in on at to for with und et des de la".split())
SHORT_NAMES = frozenset(
    "aids bmc bmj jama plos pnas npj jmir apa adhd ptsd ssm uk us usa aca nejm".split()
)


def shouts(text: str, *, least: int = 6) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= least and all(letter.isupper() for letter in letters)


def journal_in_small_letters(name: str) -> str:
    """ "JOURNAL OF AFFECTIVE DISORDERS" as it is printed; known short names stay."""
    words = name.split(" ")
    return " ".join(
        cased(word, is_first=not place or words[place - 1].endswith((":", "-")))
        for place, word in enumerate(words)
    )


def cased(word: str, *, is_first: bool) -> str:
    bare = re.sub(r"\W", "", word).lower()
    if bare in SHORT_NAMES:
        return word
    if bare in MINOR and not is_first:
        return word.lower()
    return "-".join(part.capitalize() for part in word.split("-"))


def name_in_small_letters(name: dict[str, str]) -> dict[str, str]:
    """ "MCWILLIAMS, NANCY" and "VAN DER KOLK, B." as their owners write them."""
    family = name["family"]
    particle = PARTICLES.match(family.lower())
    lent = {}
    if particle and "non-dropping-particle" not in name:
        lent["non-dropping-particle"] = " ".join(particle[1].split())
        family = family[particle.end() :]
    given = name.get("given", "")
    return {
        **lent,
        "family": part_in_small_letters(family),
        **({"given": part_in_small_letters(given)} if shouts(given, least=4) else {}),
    }


def part_in_small_letters(text: str) -> str:
    lowered = re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), text)
    return re.sub(
        r"\b(Mc|O['’])([a-z])", lambda found: found[1] + found[2].upper(), lowered
    )
