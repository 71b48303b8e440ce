"""CSL variables in lay words, and the order in which people are shown them."""

from __future__ import annotations

LABELS = {
    "type": "Kind of work",
    "title": "Title",
    "container-title": "Journal or book",
    "issued": "Date",
    "accessed": "Date of access",
    "original-date": "First published",
    "event-date": "Date of the event",
    "page": "Pages",
    "issue": "Issue",
    "volume": "Volume",
    "number": "Number",
    "publisher-place": "Place",
    "genre": "Description",
    "note": "Note",
    "URL": "Web address",
    "keyword": "Keywords",
    "collection-title": "Series",
    "collection-number": "Number in the series",
    "title-short": "Short title",
    "container-title-short": "Short journal title",
    "references": "Retraction",
    "status": "Status",
    "chapter-number": "Chapter",
    "event-title": "Event",
    "author": "Authors",
    "editor": "Editors",
    "translator": "Translators",
    "custom": "Own settings",
    "archive_location": "Place in the archive",
}
ORDER = (
    "type",
    "author",
    "editor",
    "translator",
    "issued",
    "status",
    "title",
    "container-title",
    "volume",
    "issue",
    "number",
    "page",
    "edition",
    "publisher",
    "publisher-place",
    "DOI",
    "PMID",
    "PMCID",
    "ISBN",
    "ISSN",
    "URL",
)


def label(field: str) -> str:
    if field in LABELS or field.isupper():
        return LABELS.get(field, field)
    return field.replace("-", " ").replace("_", " ").capitalize()
