"""CSL items made ready for pandoc: well-typed, then mended where APA asks for it.

``prepare`` is also what a fingerprint is taken of, so two records that print alike
share one result.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from typing import Any

from articles.citations.item_rules import RULES, Item
from articles.citations.markup import well_formed
from articles.citations.mends import Mend
from articles.citations.records import (
    clean_text,
    date_parts,
    date_words,
    names,
    text,
)
from articles.citations.spelling import one_spelling
from articles.citations.variables import DATES, NAMES

# The style prints none of these; ``annote`` carries the sort title instead.
UNPRINTED = {"abstract", "annote", "custom", "id", "keyword", "note", "type"}
VARIABLE = re.compile(r"[A-Za-z][A-Za-z_-]{0,39}")
DOI_FORMS = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)\s*", re.IGNORECASE)


def prepare(items: Iterable[Mapping[str, Any]], *, mends: Set[Mend]) -> dict[str, Item]:
    """{key: item for pandoc}; the first of several items with one id counts."""
    prepared: dict[str, Item] = {}
    for item in items:
        key = text(item, "id")
        if key and key not in prepared:
            prepared[key] = mended(well_typed(item), mends)
    if Mend.ONE_SPELLING in mends:
        one_spelling(prepared.values())
    # One order, whatever order a query gave them in: equal works, equal pages.
    return {key: prepared[key] for key in sorted(prepared)}


def well_typed(item: Mapping[str, Any]) -> Item:
    """Every variable as the type that CSL gives it; what cannot be, is left out."""
    result: Item = {"type": text(item, "type") or "document"}
    for variable in filter(is_variable, item):
        value = variable_value(item, variable)
        if value:
            result[variable] = value
    url = result.get("URL", "")
    if "DOI" not in result and DOI_FORMS.match(url):
        result["DOI"] = url
    if "DOI" in result:
        result["DOI"] = DOI_FORMS.sub("", result["DOI"])
    return result


def is_variable(name: object) -> bool:
    is_named = isinstance(name, str) and bool(VARIABLE.fullmatch(name))
    return is_named and name not in UNPRINTED


def variable_value(item: Mapping[str, Any], variable: str) -> object:
    if variable in NAMES:
        return names(item, variable)
    if variable in DATES:
        return date_value(item, variable)
    return well_formed(clean_text(item[variable]))


def date_value(item: Mapping[str, Any], variable: str) -> object:
    parts = date_parts(item, variable)
    if not parts:
        words = date_words(item, variable)
        return {"literal": words} if words else None
    value = item[variable]
    details = value if isinstance(value, Mapping) else {}
    date: dict[str, Any] = {"date-parts": parts}
    if details.get("circa"):
        date["circa"] = True
    if clean_text(details.get("season")) in ("1", "2", "3", "4"):
        date["season"] = int(clean_text(details["season"]))
    return date


def mended(item: Item, mends: Set[Mend]) -> Item:
    for mend, rule in RULES.items():
        if mend in mends:
            rule(item)
    return item
