"""Texts as streams of stems: what is indexed, and what is counted in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from articles.citations.searching import fold
from articles.words.stems import stem

# Letters and digits, with the apostrophes within: "don’t" is one word.
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
STOP_WORDS = frozenset(
    "a about after again against all also always am an and any are arent as at "
    "away be because been before being below between both but by can cant could "
    "did didnt do does doesnt doing dont down during each else even ever every "
    "few for from further get gets getting go going got had has have having he "
    "hed hell her hers herself hes him himself his how i id if ill im in into is "
    "isnt it its itself ive just let lets like many may me might more most much "
    "my myself neither never no nor not now of off often on once only or other "
    "our ours ourselves out over own quite rather really s same several shall she "
    "shes should since so some still such t than that thats the their theirs them "
    "themselves then there theres these they theyre theyve this those though "
    "through thus to too toward towards under until up upon us very via was wasnt "
    "we were weve what whats when where whether which while who whom whose why "
    "will with within without wont would yet you youd youll your youre yours "
    "yourself yourselves youve".split()
)
SENTENCE_END = re.compile(r"[.!?…]+[\"”’)]*\s|\n")
SENTENCE_STOP = " . "
LONGEST_WORD = 40
# Far beyond any article, and within what a database's index holds.
LONGEST_TEXT = 400_000
SHORTEST_TO_MEND = 4
LATIN = re.compile(r"[a-z]+")


@lru_cache(maxsize=50_000)
def folded(word: str) -> tuple[str, ...]:
    """A written word in small letters without accents; mostly one, seldom two."""
    return tuple(part[:LONGEST_WORD] for part in fold(word).split())


@lru_cache(maxsize=50_000)
def stems_of(word: str) -> tuple[str, ...]:
    """The stems of a written word; none for a stop word."""
    return tuple(stem(part) for part in folded(word) if part not in STOP_WORDS)


def written_words(text: str) -> Iterator[re.Match[str]]:
    return WORD.finditer(unicodedata.normalize("NFC", text))


def stream(text: str) -> str:
    """The stems of a text in order, one space between."""
    return " ".join(
        part for match in written_words(text) for part in stems_of(match.group())
    )


def sentences(text: str) -> str:
    """A stream with a stop between sentences, which no index takes for a word."""
    parts = filter(None, map(stream, SENTENCE_END.split(text)))
    return SENTENCE_STOP.join(parts)


def distinct_words(texts: Iterable[str]) -> str:
    """The folded words by which a typing error may be mended, sorted."""
    found = {
        part
        for text in texts
        for match in written_words(text)
        for part in folded(match.group())
    }
    return " ".join(sorted(filter(is_mendable, found)))


def is_mendable(word: str) -> bool:
    return (
        len(word) >= SHORTEST_TO_MEND
        and word not in STOP_WORDS
        and bool(LATIN.fullmatch(word))
    )


def indexed(
    *, title: str, headings: list[str], questions: list[str], lead: str, body: str
) -> dict[str, str]:
    """What is kept of a text for the search: streams of its parts, and its words."""
    parts = {
        "title": title,
        "headings": "\n".join(headings),
        "questions": "\n".join(questions),
        "lead": lead,
        "body": body[:LONGEST_TEXT],
    }
    streams = {name: sentences(text) for name, text in parts.items()}
    return {**streams, "words": distinct_words(parts.values())}
