"""How well a text answers a question: BM25 over its fields, with nearness.

After S. Robertson and H. Zaragoza, "The probabilistic relevance framework: BM25 and
beyond" (2009): a term counts by how rare it is, less and less with each mention.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

# What a mention weighs, by where it stands.
FIELDS = {"title": 4.0, "headings": 1.5, "questions": 1.5, "lead": 1.5, "body": 1.0}
NAMED = 1.5
SATURATION = 1.0
# How much of a body's length is held against its mentions.
LENGTH = 0.35
COMMON_LENGTH = 2_500
NEIGHBOURS = 0.4
# How much of a score rests on how many of the terms are there at all.
COVERAGE = 0.5


def rarity(having: int, all_texts: int) -> float:
    """The weight of a term that so many of all texts have; never below nought."""
    return math.log(1 + (all_texts - having + 0.5) / (having + 0.5))


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
    found += nearness(padded, list(weights), weights)
    return found * (1 - COVERAGE + COVERAGE * matched / total)


def mentions_of(stem: str, padded: Mapping[str, str]) -> float:
    """Weighed by field; in a long body a mention says less."""
    needle = f" {stem} "
    mentions = 0.0
    for name, text in padded.items():
        count = text.count(needle)
        if count and name == "body":
            mentions += count / (1 - LENGTH + LENGTH * len(text) / COMMON_LENGTH)
        elif count:
            mentions += FIELDS[name] * count
    return mentions


def nearness(
    padded: Mapping[str, str], stems: Sequence[str], weights: Mapping[str, float]
) -> float:
    """What neighbours in the question add that are neighbours in the text too."""
    found = 0.0
    for one, other in zip(stems, stems[1:], strict=False):
        if any(f" {one} {other} " in text for text in padded.values()):
            found += NEIGHBOURS * min(weights[one], weights[other])
    return found
