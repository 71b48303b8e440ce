"""The library as the entries of an import are compared with it."""

import json
from collections import defaultdict
from dataclasses import replace

from articles.characters import permitted, permitted_values
from articles.citations.export import to_biblatex, to_ris
from articles.citations.judging import Judge, Origin
from articles.citations.reading import read_records
from articles.citations.source_keys import keys_for
from articles.models.reference import Reference
from articles.models.reference_change import ReferenceChange
from articles.models.reference_key import ReferenceKey
from articles.models.reference_origin import ReferenceOrigin

CSL_JSON, RIS, BIBTEX = "CSL-JSON", "RIS", "BibTeX"
# A list pasted into the box, with identifiers that are looked up.
PASTED = "list"
# After so many entries it is said how far a file is.
STEP = 250
# Far more lists than any record has, and far fewer than Python can descend.
DEEPEST = 300
NOT_STORABLE = "This entry holds characters or numbers that cannot be stored."


def judged(reading, progress=lambda done, total: None):
    """[(record, judgement)] of a Reading, as the library stands now.

    ``progress``: called now and then with how many entries are done, of how many.
    """
    judge = library_judge(reading.format)
    found = []
    for record in map(storable, reading.records):
        found.append((record, judge.judge(record)))
        if len(found) % STEP == 0:
            progress(len(found), len(reading.records))
    return found


def storable(record):
    """The record, unread if no database can hold it or nobody could compare it.

    These are null characters, halves of surrogate pairs, NaN and bottomless lists.
    """
    try:
        text = json.dumps(record.item, allow_nan=False, ensure_ascii=False)
        text.encode()
        is_storable = "\\u0000" not in text and text.count("[") < DEEPEST
    except (ValueError, RecursionError):
        is_storable = False
    raw = permitted(record.raw.encode("utf-8", "replace").decode())
    if is_storable:
        return replace(record, raw=raw, item=permitted_values(record.item))
    return replace(record, raw=raw, item=None, problem=NOT_STORABLE)


def planned_keys(format, records):
    """[(key, alias)] that these records get if they are added now. One query."""
    taken = set(ReferenceKey.objects.values_list("key", flat=True))
    works = [(record.source_key, record.item) for record in records]
    return keys_for(works, taken, keeps_ids=format == CSL_JSON)


def library_judge(format, *, since=None):
    """The library as the entries of a file of this format are compared with it.

    ``since``: only works that came or were changed from then on. Three queries; one
    more for each work of our own export that was changed since.
    """
    works = Reference.objects.all()
    known = ReferenceOrigin.objects.all()
    if since:
        works = works.filter(edited_at__gte=since)
        known = known.filter(reference__in=works)
    keys = dict(ReferenceKey.objects.values_list("key", "reference__key"))
    origins = defaultdict(list)
    rows = known.values_list("source_key", "reference__key", "item")
    for source_key, key, item in rows:
        origins[source_key].append(Origin(keys.get(key, key), item))
    return Judge(
        works.items(),
        origins,
        keys,
        as_exported=reader_of_exports(format),
        past=earlier_items,
        keyless=keyless(format),
    )


def keyless(format):
    """The key under which origins from files of this format without keys are kept.

    What was pasted is compared with nothing: it says less than a file.
    """
    return f"({format})" if format != PASTED else ""


def reader_of_exports(format):
    if format == CSL_JSON:
        return lambda item: item
    if format == RIS:
        return lambda item: first_item(to_ris([item]), "export.ris")
    if format == BIBTEX:
        return lambda item: first_item(to_biblatex([item]), "export.bib")
    return lambda item: None


def first_item(text, name):
    return read_records(text.encode(), name).records[0].item if text else None


def earlier_items(key):
    changes = ReferenceChange.objects.filter(reference__key=key)
    states = changes.order_by("-pk").values_list("before", flat=True)[:50]
    return [state["item"] for state in states if state.get("item")]


def pks_by_key():
    return dict(Reference.objects.values_list("key", "pk"))
