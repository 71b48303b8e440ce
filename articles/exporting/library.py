"""The references as CSL-JSON and BibLaTeX, and what the site knows beside."""

from django.db.models import F

from articles.citations import biblatex_parts, csl_json_parts
from articles.models import Reference, ReferenceKey
from articles.portable import dump

LIBRARY, NOTES = "library.json", "library-notes.yaml"


def library_files():
    """(name in the export, the parts of its text). CSL-JSON loses nothing of a work."""
    works = Reference.objects.order_by("pk")
    items = works.values_list("item", flat=True)
    yield LIBRARY, csl_json_parts(items.iterator())
    yield "library.bib", biblatex_parts(items.iterator())
    yield NOTES, [dump(notes(works))]


def notes(works):
    """{key: what is known of the work that no format of citations has}.

    ``also_known_as``: other keys by which texts may cite it.
    """
    aliases = {}
    for row in ReferenceKey.objects.exclude(key=F("reference__key")):
        aliases.setdefault(row.reference_id, []).append(row.key)
    found = {}
    known = works.only("key", "confirmation", "confirmed_on", "note")
    for work in known.iterator():
        is_confirmed = work.confirmation != Reference.Confirmation.NONE
        said = {
            "also_known_as": sorted(aliases.get(work.pk, ())),
            "confirmation": work.confirmation if is_confirmed else "",
            "confirmed_on": work.confirmed_on,
            "note": work.note,
        }
        if known := {name: value for name, value in said.items() if value}:
            found[work.key] = known
    return found
