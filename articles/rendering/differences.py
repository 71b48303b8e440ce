"""Two finished texts side by side, with what differs marked in each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

# A tag, a character reference, a word, a space or one other character.
TOKEN = re.compile(r"<[^>]*>|&#?\w+;|\w+|\s+|[^\w\s]")
# Comparing takes the square of this; longer texts differ as a whole.
MOST_TOKENS = 2_000


def marked_differences(before: str, after: str) -> tuple[str, str]:
    """Both texts; in the first ``<del>`` round what goes, in the second ``<ins>``.

    ``before`` and ``after``: sanitized HTML of one paragraph. Tags stay outside the
    marks, so what comes back is as well formed as what was given.
    """
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    kept_old, kept_new = kept(old, new)
    return marked(old, kept_old, "del"), marked(new, kept_new, "ins")


def kept(old: Sequence[str], new: Sequence[str]) -> tuple[set[int], set[int]]:
    """Which tokens of each stand in the other too.

    Spaces alone between two changes belong to the change.
    """
    if old == new:
        return set(range(len(old))), set(range(len(new)))
    if max(len(old), len(new)) > MOST_TOKENS:
        return set(), set()
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    both: tuple[set[int], set[int]] = (set(), set())
    for a, b, size in blocks:
        is_edge = a == b == 0 or a + size == len(old) and b + size == len(new)
        if is_edge or "".join(old[a : a + size]).strip():
            both[0].update(range(a, a + size))
            both[1].update(range(b, b + size))
    return both


def marked(tokens: Sequence[str], kept: set[int], tag: str) -> str:
    return "".join(
        f"<{tag}>{words}</{tag}>" if is_changed else words
        for is_changed, words in runs(tokens, kept)
    )


def runs(tokens: Sequence[str], kept: set[int]) -> Iterator[tuple[bool, str]]:
    """(is it changed?, text); a tag is never changed, for it cannot be marked."""
    numbered = [
        (index not in kept and not is_tag(token), token)
        for index, token in enumerate(tokens)
    ]
    for is_changed, run in groupby(numbered, key=lambda pair: pair[0]):
        yield is_changed, "".join(token for _, token in run)


def is_tag(token: str) -> bool:
    return token.startswith("<") and token.endswith(">")
