"""What APA asks of reviews: the date, and who made what is reviewed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

Item = dict[str, Any]


def mark_film_director(item: Item) -> None:
    if item.get("reviewed-genre", "").casefold() == "film":
        mark_role(item, "Dir.", "Dirs.")


def mark_episode_writer(item: Item) -> None:
    if is_episode_review(item):
        mark_role(item, "Writer", "Writers")


def mark_role(item: Item, one: str, several: str) -> None:
    """Behind the last of the reviewed work's makers, unless a role stands there."""
    makers = item.get("reviewed-author", [])
    if makers:
        makers[-1].setdefault("suffix", one if len(makers) == 1 else several)
        makers[-1]["comma-suffix"] = True


def is_episode_review(item: Mapping[str, Any]) -> bool:
    return bool(re.search(r"\bepisode$", item.get("reviewed-genre", ""), re.IGNORECASE))


def date_review(item: Item) -> None:
    """A review on a site or in a magazine: the style would print its year only."""
    is_review = item["type"] in ("review", "review-book")
    is_told_apart = item.keys() & {"reviewed-genre", "reviewed-title"}
    in_volume = item.keys() & {"volume", "issue"}
    dates = item.get("issued", {}).get("date-parts", [[]])
    if is_review and is_told_apart and not in_volume and len(dates[0]) > 1:
        item["type"] = "article-magazine"
