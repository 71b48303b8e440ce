"""How well a text answers a question: BM25 over its fields, with nearness.

After S. Robertson and H. Zaragoza, "The probabilistic relevance framework: BM25 and
beyond" (2009): a term counts by how rare it is, less and less with each mention.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from articles.words.texts import SENTENCE_STOP, stream

# What a mention weighs, by where it stands.
FIELDS = {"title": 3.0, "headings": 1.2, "questions": 2.0, "lead": 1.2, "body": 1.0}
NAMED = 1.2
SATURATION = 1.0
NEIGHBOURS = 0.8
TOGETHER = 0.6
# How much of a score rests on how many of the terms are there at all.
COVERAGE = 0.5
# Below 1, so that one rare word does not outweigh two that are less rare.
FLATNESS = 0.6
# Who asks, or for whom, is seldom what the text is about: "how can I help my wife".
SOMEBODY = frozenset(
    stream(
        "wife husband spouse partner girlfriend boyfriend mother father parent sister "
        "brother daughter son child friend family relative man woman girl boy baby "
        "person people"
    ).split()
)
OF_SOMEBODY = 0.5


def rarity(having: int, all_texts: int) -> float:
    """The weight of a term that so many of all texts have; never below nought."""
    odds = (all_texts - having + 0.5) / (having + 0.5)
    return math.pow(math.log(1 + odds), FLATNESS)


def weight_of(stem: str, having: int, all_texts: int) -> float:
    """Its rarity, less for a word that names somebody."""
    return rarity(having, all_texts) * (OF_SOMEBODY if stem in SOMEBODY else 1)


def score(
    fields: Mapping[str, str],
    weights: Mapping[str, float],
    named: frozenset[str] = frozenset(),
) -> float:
    """``fields``: streams of stems; ``weights``: stem -> rarity, in typed order.

    ``named``: the stems that the names of its topics and its series have.
    """
    padded = {name: f" {text} " for name, text in fields.items()}
    total = sum(weights.values()) or 1.0
    found = matched = 0.0
    for stem, weight in weights.items():
        mentions = mentions_of(stem, padded) + NAMED * (stem in named)
        if mentions:
            found += weight * mentions / (mentions + SATURATION)
            matched += weight
    found += nearness(padded, weights)
    return found * (1 - COVERAGE + COVERAGE * matched / total)


def mentions_of(stem: str, padded: Mapping[str, str]) -> float:
    """Weighed by field."""
    needle = f" {stem} "
    return sum(FIELDS[name] * text.count(needle) for name, text in padded.items())


def nearness(padded: Mapping[str, str], weights: Mapping[str, float]) -> float:
    """What terms add that stand near each other in the question and in the text.

    Side by side they count more than in one sentence.
    """
    stems = list(weights)
    where = sentences_with(padded, stems)
    found = 0.0
    for distance in (1, 2):
        for one, other in zip(stems, stems[distance:], strict=False):
            weight = min(weights[one], weights[other])
            if where[one] & where[other]:
                found += TOGETHER * weight
            pair = f" {one} {other} "
            if distance == 1 and any(pair in text for text in padded.values()):
                found += NEIGHBOURS * weight
    return found


def sentences_with(
    padded: Mapping[str, str], stems: Sequence[str]
) -> dict[str, set[int]]:
    """{stem: the sentences that have it, each by where it begins}."""
    text = SENTENCE_STOP.join(padded.values())
    return {
        stem: {
            text.rfind(SENTENCE_STOP, 0, position + 1)
            for position in positions_of(f" {stem} ", text)
        }
        for stem in stems
    }


def positions_of(needle: str, text: str) -> Iterator[int]:
    """A needle may begin with the space that ends the one before."""
    position = text.find(needle)
    while position >= 0:
        yield position
        position = text.find(needle, position + len(needle) - 1)
