"""CSL-JSON: kept as it is, without what CSL does not know and no store can hold."""

from __future__ import annotations

import json
import math
from typing import Any

from articles.citations.reading.dates import date_of
from articles.citations.reading.decoding import INVISIBLE
from articles.citations.reading.record import Draft, Unreadable
from articles.citations.records import clean_text
from articles.citations.variables import DATES, NAMES

# CSL 1.0.2, appendix IV, with the names in which CSL-JSON differs from it.
TEXTS = (
    "id type abstract annote archive archive-place archive_collection archive_location"
    " authority call-number chapter-number citation-key citation-label"
    " citation-number collection-number collection-title container-title"
    " container-title-short dimensions division DOI edition event event-place"
    " event-title first-reference-note-number genre ISBN ISSN issue journalAbbreviation"
    " jurisdiction keyword language license locator medium note number number-of-pages"
    " number-of-volumes original-publisher original-publisher-place original-title page"
    " page-first part-number part-title PMCID PMID printing-number publisher"
    " publisher-place references reviewed-genre reviewed-title scale section"
    " shortTitle source status supplement-number title title-short URL version volume"
    " volume-title volume-title-short year-suffix"
).split()
STRUCTURES = {"custom": dict, "categories": list}
KNOWN = frozenset((*TEXTS, *NAMES, *DATES, *STRUCTURES))
DEEPEST = 30
NO_VALUE = object()


def read_csl_json(text: str) -> list[Draft]:
    """Raises ``Unreadable`` where the file is no JSON or holds too much."""
    try:
        data = json.loads(text, parse_constant=lambda _: None)
    except (ValueError, RecursionError) as error:
        place = (
            f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        )
        raise Unreadable(
            f"This file looks like CSL-JSON, but it is damaged{place}."
        ) from error
    if isinstance(data, dict):
        listed = data.get("items")
        data = listed if isinstance(listed, list) else [data]
    if not isinstance(data, list):
        raise Unreadable("This JSON file holds no list of references.")
    return [read_entry(entry) for entry in data]


def read_entry(entry: Any) -> Draft:
    remarks: list[str] = []
    held = storable(entry, DEEPEST)
    if held is NO_VALUE:
        return Draft(raw="", problem="This entry is nested too deeply to be read.")
    draft = Draft(raw=json.dumps(held, ensure_ascii=False, indent=1), remarks=remarks)
    draft.is_final = True
    if not isinstance(held, dict):
        draft.problem = "This entry is not a reference."
        return draft
    draft.source_key = clean_text(held.get("id"))
    draft.item = {
        key: fitting
        for key, value in held.items()
        if key in KNOWN and (fitting := fitted(key, value)) is not NO_VALUE
    }
    unknown = sorted(held.keys() - KNOWN)
    if unknown:
        names = ", ".join(unknown)[:300]
        remarks.append(f"Left out, because CSL has no such field: {names}.")
    unfit = sorted((held.keys() & KNOWN) - draft.item.keys())
    if unfit:
        remarks.append(f"Left out, because it is not of its kind: {', '.join(unfit)}.")
    return draft


def storable(value: Any, depth: int) -> Any:
    """The value without what a database refuses: halves of characters, infinity.

    ``NO_VALUE`` for what is nested deeper than ``depth``.
    """
    if isinstance(value, str):
        return INVISIBLE.sub("", value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if not isinstance(value, dict | list):
        return value
    if not depth:
        return NO_VALUE
    if isinstance(value, list):
        items = [storable(inner, depth - 1) for inner in value]
        return NO_VALUE if NO_VALUE in items else items
    pairs = {
        INVISIBLE.sub("", key): storable(inner, depth - 1)
        for key, inner in value.items()
    }
    return NO_VALUE if NO_VALUE in pairs.values() else pairs


def fitted(variable: str, value: Any) -> Any:
    """The value in the form that CSL asks of the variable, else ``NO_VALUE``."""
    if variable in STRUCTURES:
        return value if isinstance(value, STRUCTURES[variable]) else NO_VALUE
    if variable in NAMES:
        return fitted_names(value)
    if variable in DATES:
        if isinstance(value, str):
            return date_of(value, variable).get(variable, NO_VALUE)
        return value if isinstance(value, dict) else NO_VALUE
    is_text = isinstance(value, str | int | float) and not isinstance(value, bool)
    return value if is_text else NO_VALUE


def fitted_names(value: Any) -> Any:
    listed = value if isinstance(value, list) else [value]
    names = [{"literal": name} if isinstance(name, str) else name for name in listed]
    people = [name for name in names if isinstance(name, dict) and name]
    return people or NO_VALUE
