"""The word that was meant, by distance and by how many texts have it."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

NEAREST = 8
# Up to this length one wrong letter is an error; a longer word may have two.
SHORT = 5


def nearest(word: str, vocabulary: Mapping[str, int]) -> str | None:
    """The word of ``vocabulary`` (word -> number of texts) that was meant.

    A swap of two letters counts as one error. Among equally near words the one
    wins that begins alike, then the one that more texts have.
    """
    found = process.extract(
        word,
        vocabulary.keys(),
        scorer=DamerauLevenshtein.distance,
        score_cutoff=1 if len(word) <= SHORT else 2,
        limit=NEAREST,
    )
    ranked = [
        (distance, near[0] != word[0], -vocabulary[near], near)
        for near, distance, _ in found
    ]
    return min(ranked)[-1] if ranked else None
