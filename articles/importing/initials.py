"""Abbreviations: which work's author, title and address explain the words typed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.citations.normal_forms import folded_title
from articles.citations.records import text
from articles.importing.works import Work

ACRONYM = re.compile(r"(?:[A-Z]\.?){2,8}s?\Z")
SMALL_WORDS = frozenset(
    "a an and at by for from in of on or the to with us u s".split()
)
SHORTEST_RUN = 2
FULL, RUN, SOME, HOST_ONLY = 0.4, 0.3, 0.15, 0.25
BASE, HOST_TOO, SAME_YEAR, OTHER_WORDS, MOST = 0.5, 0.1, 0.1, 0.2, 0.97


@dataclass(frozen=True, slots=True)
class Explained:
    certainty: float
    evidence: tuple[str, ...]


def explain(mention: str, work: Work, year: int | None) -> Explained | None:
    """How surely ``mention`` is a short name of ``work``.

    None if a word of it is unexplained. ``year``: as typed beside, None if none was.
    """
    words = [word for word in re.findall(r"[^\s,;/()]+", mention) if word.strip("&.")]
    telling = [word for word in words if word.lower() not in SMALL_WORDS]
    acronyms = [word for word in telling if ACRONYM.match(word)]
    others = [word for word in telling if not ACRONYM.match(word)]
    if not telling or len(telling) > 10 or (year is not None and year != work.year):
        return None
    score, evidence = BASE, []
    for acronym in acronyms:
        support, reason = support_of(acronym, work)
        if not support:
            return None
        score += support / len(acronyms)
        evidence.append(reason)
    for word in others:
        reason = where_found(word, work)
        if not reason:
            return None
        evidence.append(reason)
        score += OTHER_WORDS / len(others)
    score += SAME_YEAR if year is not None else 0.0
    if not acronyms:
        score -= 0.1
    return Explained(min(score, MOST), tuple(dict.fromkeys(evidence)))


def support_of(acronym: str, work: Work) -> tuple[float, str]:
    letters = acronym.replace(".", "").removesuffix("s").lower()
    host = host_of(work)
    is_host = letters in re.split(r"[.-]", host)
    names = initials_of(work)
    quality = max((likeness(letters, name) for name in names), default=0.0)
    author = "the initials of its author’s words"
    if quality and is_host:
        return quality + HOST_TOO, f"“{acronym}”: {author}, and its address ({host})"
    if quality:
        return quality, f"“{acronym}”: {author}"
    if is_host:
        return HOST_ONLY, f"“{acronym}” is in its address ({host})"
    return 0.0, ""


def likeness(letters: str, initials: str) -> float:
    if letters == initials:
        return FULL
    if len(letters) > SHORTEST_RUN and letters in initials:
        return RUN
    is_start = initials[:1] == letters[:1]
    return (
        SOME if len(letters) > 2 and is_start and is_within(letters, initials) else 0.0
    )


def is_within(letters: str, initials: str) -> bool:
    """Whether the letters come in this order among the initials."""
    rest = iter(initials)
    return all(letter in rest for letter in letters)


def initials_of(work: Work) -> list[str]:
    """Of the group's name: with and without its small words; of its first part too."""
    words = work.group.split()
    telling = [word for word in words if word not in SMALL_WORDS]
    found = ["".join(word[0] for word in some) for some in (telling, words) if some]
    return found


def host_of(work: Work) -> str:
    address = text(work.item, "URL")
    found = re.match(r"(?:https?://)?(?:www\.)?([^/\s?#]+)", address)
    return found[1].lower() if found else ""


def where_found(word: str, work: Work) -> str:
    """Which of author, title and address has the word; "" if none."""
    folded = folded_title(word)
    if not folded:
        return "punctuation"
    if folded in work.group.split():
        return f"“{word}” is in its author’s name"
    if folded in folded_title(text(work.item, "title")).split():
        return f"“{word}” is in its title"
    path = re.split(r"[^a-z0-9]+", text(work.item, "URL").lower())
    return f"“{word}” is in its address" if folded in path else ""
