"""A service's record made ready to be offered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from articles.citations.variables import NAMES
from articles.lookup.answers import Found, How, Notice, Service
from articles.lookup.titles import proposed

# A form has a row for each name, and APA prints 20 of an author's list.
MOST_NAMES = 100


def offered(
    item: Mapping[str, Any],
    service: Service,
    how: How,
    *,
    asked: str = "",
    notices: tuple[Notice, ...] = (),
) -> Found:
    """``asked`` is the DOI in the capitals in which it was typed."""
    offer = with_few_names(item)
    if asked and offer.get("DOI", "").lower() == asked.lower():
        offer["DOI"] = asked
    return Found(offer, service, how, proposed(offer), notices)


def with_few_names(item: Mapping[str, Any]) -> dict[str, Any]:
    """Of more than a hundred names the first 99 and the last, and a note of it."""
    offer = dict(item)
    for role in NAMES:
        names = offer.get(role, [])
        if len(names) > MOST_NAMES:
            offer[role] = [*names[: MOST_NAMES - 1], names[-1]]
            offer["note"] = (
                f"The record of this work names {len(names):,} people; the first "
                f"{MOST_NAMES - 1} and the last are kept."
            )
    return offer
