"""Articles that name their neighbours, put in the order that the names give."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Neighbours:
    """An article (``id``) and the titles that its source named beside it."""

    id: int
    title: str
    previous: str = ""
    next: str = ""


def in_order(articles: Sequence[Neighbours]) -> list[int]:
    """The ids so that each article follows the one that it, or that one, names.

    Where the names say nothing, or contradict one another, the given order stays.
    """
    by_title = {simplified(article.title): article.id for article in articles}
    by_title.pop("", None)
    following: dict[int, int] = {}
    preceding: dict[int, int] = {}
    for before, after in named_pairs(articles, by_title):
        if before in following or after in preceding:
            continue
        if end_of(after, following) != before:
            following[before], preceding[after] = after, before
    order: list[int] = []
    for article in articles:
        if article.id not in preceding:
            order.extend(chain_from(article.id, following))
    return order


def named_pairs(
    articles: Iterable[Neighbours], by_title: dict[str, int]
) -> Iterable[tuple[int, int]]:
    for article in articles:
        previous = by_title.get(simplified(article.previous))
        following = by_title.get(simplified(article.next))
        if previous is not None and previous != article.id:
            yield previous, article.id
        if following is not None and following != article.id:
            yield article.id, following


def chain_from(start: int, following: dict[int, int]) -> Iterable[int]:
    here: int | None = start
    while here is not None:
        yield here
        here = following.get(here)


def end_of(start: int, following: dict[int, int]) -> int:
    return list(chain_from(start, following))[-1]


def simplified(title: str) -> str:
    """A title without case, punctuation and the difference between dashes."""
    folded = unicodedata.normalize("NFKD", title).casefold()
    return NO_LETTERS.sub(" ", folded).strip()
