"""CSL-JSON: kept as it is, without the fields that CSL does not know."""

from __future__ import annotations

import json
from typing import Any

from articles.citations.reading.record import Draft, Unreadable
from articles.citations.records import clean_text
from articles.citations.variables import DATES, NAMES

MOST_ITEMS = 2_000
# CSL 1.0.2, appendix IV, with the names in which CSL-JSON differs from it.
TEXTS = (
    "id type abstract annote archive archive-place archive_collection archive_location"
    " authority call-number categories chapter-number citation-key citation-label"
    " citation-number collection-number collection-title container-title"
    " container-title-short custom dimensions division DOI edition event event-place"
    " event-title first-reference-note-number genre ISBN ISSN issue journalAbbreviation"
    " jurisdiction keyword language license locator medium note number number-of-pages"
    " number-of-volumes original-publisher original-publisher-place original-title page"
    " page-first part-number part-title PMCID PMID printing-number publisher"
    " publisher-place references reviewed-genre reviewed-title scale section"
    " shortTitle source status supplement-number title title-short URL version volume"
    " volume-title volume-title-short year-suffix"
).split()
KNOWN = frozenset((*TEXTS, *NAMES, *DATES))


def read_csl_json(text: str) -> list[Draft]:
    """Raises ``Unreadable`` where the file is no JSON or holds too much."""
    try:
        data = json.loads(text)
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
    if len(data) > MOST_ITEMS:
        raise Unreadable(
            f"This file holds {len(data):,} references; {MOST_ITEMS:,} can be read"
            " at once from CSL-JSON. Please split it and try again."
        )
    return [read_entry(entry) for entry in data]


def read_entry(entry: Any) -> Draft:
    draft = Draft(raw=json.dumps(entry, ensure_ascii=False, indent=1))
    if not isinstance(entry, dict):
        draft.problem = "This entry is not a reference."
        return draft
    draft.source_key = clean_text(entry.get("id"))
    draft.item = {key: value for key, value in entry.items() if key in KNOWN}
    others = sorted(entry.keys() - KNOWN)
    if others:
        draft.remarks.append(
            f"Left out, because CSL has no such field: {', '.join(others)}."
        )
    return draft
