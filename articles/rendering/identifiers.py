"""Ids within a page: made from words, unique, and steady while other words change."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import count

LONGEST_SLUG = 60


class Identifiers:
    """Gives out each id of one page once."""

    def __init__(self) -> None:
        self.given: set[str] = set()
        self.numbers = defaultdict[str, Iterator[int]](lambda: count(2))

    def claim(self, prefix: str, text: str, *, under: str = "") -> str:
        """An id such as ``section-what-helps``.

        A second heading of the same words is told apart by the heading that it
        stands ``under``, so that adding a third elsewhere leaves its id alone; only
        where that is no help does a number follow.
        """
        candidates = self.candidates(prefix, slug(text), slug(under))
        found = next(name for name in candidates if name not in self.given)
        self.given.add(found)
        return found

    def candidates(self, prefix: str, words: str, above: str) -> Iterator[str]:
        stem = f"{prefix}-{words or 'untitled'}"
        yield stem
        if above:
            yield f"{prefix}-{above}-{words}".rstrip("-")
        for number in self.numbers[stem]:
            yield f"{stem}-{number}"


def slug(text: str) -> str:
    """Lower-case words joined by hyphens; letters of every script stay."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    words = re.findall(r"[^\W_]+", re.sub(r"['’]", "", plain))
    joined = "-".join(words)
    if len(joined) <= LONGEST_SLUG:
        return joined
    return joined[: LONGEST_SLUG + 1].rpartition("-")[0] or joined[:LONGEST_SLUG]
