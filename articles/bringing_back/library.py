"""The references of an export join the library, as every list of references does."""

import json
from datetime import date

from django.db import transaction

from articles.citations import EngineError
from articles.citations.reading import Unreadable, read_records
from articles.citations.source_keys import is_typable
from articles.exporting.library import LIBRARY
from articles.models import (
    ImportedRecord,
    Reference,
    ReferenceImport,
    ReferenceKey,
    cite,
)
from articles.models.import_library import judged
from articles.portable import Unusable

Verdict = ImportedRecord.Verdict
# So many works are read and compared at a time.
CHUNK = 500


def readings(data, keys=None):
    """The works of a library.json, in portions; only those of ``keys``, if given.

    Raises Unusable.
    """
    try:
        items = json.loads(data)
    except (ValueError, RecursionError):
        raise Unusable("It is no CSL-JSON.") from None
    if not isinstance(items, list):
        raise Unusable("It must be a list of works in CSL-JSON.")
    if keys is not None:
        items = [item for item in items if has_key(item, keys)]
    portions = [items[start : start + CHUNK] for start in range(0, len(items), CHUNK)]
    try:
        return [read_records(json.dumps(one).encode(), LIBRARY) for one in portions]
    except (Unreadable, RecursionError) as problem:
        raise Unusable(str(problem)) from None


def has_key(item, keys):
    return isinstance(item, dict) and str(item.get("id")) in keys


def bring_works(export, say):
    new = {}
    for reading in export.works:
        new |= add_works(reading, say)
    if not new:
        return
    bring_notes(export.notes, new)
    try:
        Reference.objects.filter(pk__in=new.values(), entry="").format_entries(cite)
    except EngineError as error:
        say(f"The references are here, but not printed yet: {error}")


def add_works(reading, say):
    """{key: primary key} of the works that came; what was here stays as it is here.

    Texts cite by key. So a work joins the library also where it resembles one that is
    here under another key: which of the two is to stay, a person decides later.
    """
    found = judged(reading)
    with transaction.atomic():
        batch = ReferenceImport.objects.create(name=LIBRARY)
        batch.keep(reading.format, found)
        new = batch.records.filter(verdict=Verdict.NEW)
        batch.add(list(new.values_list("pk", flat=True)))
        batch.remember_here()
        waiting = batch.records.open().filter(item__isnull=False)
        known = ReferenceKey.objects.values("key")
        batch.add(
            list(waiting.exclude(source_key__in=known).values_list("pk", flat=True))
        )
        added = batch.records.filter(decision=ImportedRecord.Decision.ADDED)
        works = dict(added.values_list("source_key", "reference_id"))
        left = batch.records.open().count()
        if not left:
            batch.finish()
    if works:
        say(f"{len(works)} reference{'s' if len(works) > 1 else ''} added.")
    if left:
        say(
            f"{left} reference{'s' if left > 1 else ''} differ from what is here and "
            "wait in the admin under References, “Bring in a list”."
        )
    return works


def bring_notes(notes, works):
    """What the former site knew of the works that came."""
    for key, said in notes.items():
        if key in works and isinstance(said, dict):
            fields = {"note": said["note"]} if isinstance(said.get("note"), str) else {}
            if said.get("confirmation") in Reference.Confirmation.values:
                fields["confirmation"] = said["confirmation"]
                fields["confirmed_on"] = day_of(said.get("confirmed_on", ""))
            if fields:
                Reference.objects.filter(pk=works[key]).update(**fields)
            add_aliases(works[key], other_keys(said))


def day_of(text):
    try:
        return date.fromisoformat(text)
    except (ValueError, TypeError):
        return None


def other_keys(said):
    """The keys beside its own by which texts may cite a work of these notes."""
    aliases = said.get("also_known_as") if isinstance(said, dict) else None
    listed = aliases if isinstance(aliases, list) else ()
    return [one for one in listed if isinstance(one, str)]


def add_aliases(pk, aliases):
    for alias in aliases:
        if is_typable(alias):
            ReferenceKey.objects.get_or_create(key=alias, defaults={"reference_id": pk})
