"""Bring a library of references in from the files of other programs."""

from collections import defaultdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, transaction

from articles.citations import EngineError, author_line, year
from articles.citations.reading import Unreadable, read_records
from articles.management.output import put_out
from articles.models import ImportedRecord, Reference, ReferenceImport, cite
from articles.models.import_library import judged, planned_keys

Verdict = ImportedRecord.Verdict
NOTHING = "Nothing was written."
WAITING = ", waiting in the admin under References, “Bring in a list”"
HEADINGS = {
    Verdict.NEW: ("New", ""),
    Verdict.HERE: ("Already here", ""),
    Verdict.CHANGED_HERE: ("Changed here since, and left as they are", ""),
    Verdict.CHANGED_THERE: ("Changed in the file", WAITING),
    Verdict.CHANGED_BOTH: ("Changed in the file and here", WAITING),
    Verdict.DUPLICATE: ("Probable duplicates", WAITING),
    Verdict.REPEATED: ("Key used twice in the file", WAITING),
    Verdict.UNREAD: ("Could not be read", WAITING),
}
# Where so many entries are new, it is said how many are formatted.
LONG = 200


class Command(BaseCommand):
    help = (
        "Bring references in from .bib, .ris, CSL-JSON, EndNote XML or PubMed .nbib"
        " files. Asks nothing: what is new is saved as not confirmed; what needs a"
        " person waits in the admin."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="*", metavar="FILE")
        parser.add_argument(
            "--dry-run", action="store_true", help="Only print the review."
        )

    def handle(self, *, files, dry_run, **options):
        if not files:
            raise CommandError(f"Name at least one file. {NOTHING}")
        for name, reading in [(name, read_file(name)) for name in files]:
            self.bring_in(name, reading, dry_run=dry_run)

    def bring_in(self, name, reading, *, dry_run):
        found = judged(reading, self.progress("compared"))
        self.print_review(name, reading.format, found, dry_run=dry_run)
        if dry_run:
            put_out(self.stdout, "Only looked at; nothing was written.")
            return
        try:
            added, unformatted = save(Path(name).name, reading.format, found)
        except DatabaseError as error:
            reason = str(error).strip().partition("\n")[0]
            raise CommandError(
                f"{name}: the database does not take it: {reason}. "
                "Nothing of this file was written."
            ) from error
        put_out(self.stdout, f"{added} saved as “not confirmed”.")
        self.format(Reference.objects.filter(pk__in=unformatted), len(unformatted))

    def format(self, works, total):
        """The printed entries; where that was interrupted, the next run goes on."""
        say = self.progress("formatted")
        try:
            for done in works.format_in_steps(cite):
                say(done, total)
        except EngineError as error:
            self.stderr.write(f"Saved, but the entries are not printed yet: {error}")

    def progress(self, what):
        def say(done, total):
            if total >= LONG:
                self.stderr.write(f"{done:,} of {total:,} {what}.", style_func=str)

        return say

    def print_review(self, name, format, found, *, dry_run):
        put_out(self.stdout, f"{name} ({format}): {counted(len(found), 'entry')}.")
        groups = defaultdict(list)
        for record, judgement in found:
            groups[judgement.verdict].append((record, judgement))
        keys = dict(self.new_keys(format, groups[Verdict.NEW]))
        for verdict, (heading, waiting) in HEADINGS.items():
            if not groups[verdict]:
                continue
            where = "" if dry_run else waiting
            put_out(self.stdout, f"{heading}: {len(groups[verdict])}{where}")
            for record, judgement in groups[verdict]:
                self.print_entry(record, judgement, keys.get(record.position, ""))
        for key, places in repeated(found):
            put_out(self.stdout, f"The key “{key}” is used at entries {places}.")

    def new_keys(self, format, new):
        records = [record for record, _ in new]
        for record, (key, alias) in zip(
            records, planned_keys(format, records), strict=True
        ):
            yield record.position, f"{key} (also {alias})" if alias else key

    def print_entry(self, record, judgement, key):
        known_as = record.source_key or f"entry {record.position}"
        key = key or judgement.key
        lead = f"{known_as} → {key}" if key and key != known_as else known_as
        if record.item is None:
            where = f", entry {record.position}" if record.source_key else ""
            put_out(self.stdout, f"  {lead}{where}: {record.problem}")
            put_out(self.stdout, f"    {shortened(record.raw)}")
            return
        evidence = f" [{judgement.evidence}]" if judgement.evidence else ""
        put_out(self.stdout, f"  {lead}  {described(record.item)}{evidence}")
        for remark in record.remarks:
            put_out(self.stdout, f"    - {remark}")


def read_file(name):
    path = Path(name)
    try:
        return read_records(path.read_bytes(), path.name)
    except OSError as error:
        raise CommandError(f"{name}: {error.strerror}. {NOTHING}") from error
    except Unreadable as problem:
        raise CommandError(f"{name}: {problem} {NOTHING}") from problem


@transaction.atomic
def save(name, format, found):
    """(how many works were added, which have no entry yet), whole or not at all.

    What waits already from an earlier run does not wait a second time, and an import
    of which nothing is left to decide and nothing was added is not kept.
    """
    batch = ReferenceImport.objects.create(name=name[:200])
    batch.keep(format, found)
    new = batch.records.filter(verdict=Verdict.NEW).values_list("pk", flat=True)
    added = batch.add(list(new))
    batch.remember_here()
    unformatted = list(batch.unformatted().values_list("pk", flat=True))
    batch.records.waiting_elsewhere().delete()
    if not batch.records.open().exists():
        batch.finish()
        if not added:
            batch.delete()
    return added, unformatted


def repeated(found):
    """(key, "3, 9") of every key that a file uses more than once."""
    places = defaultdict(list)
    for record, _ in found:
        if record.source_key:
            places[record.source_key].append(str(record.position))
    return [(key, ", ".join(at)) for key, at in places.items() if len(at) > 1]


def described(item):
    who = author_line(item) or "No author"
    when = year(item) or "n.d."
    return shortened(f"{who} ({when}). {item.get('title') or 'Untitled'}")


def shortened(text):
    line = " ".join(str(text).split())
    return line if len(line) <= 100 else line[:99] + "…"


def counted(number, thing):
    plural = f"{thing[:-1]}ies" if thing.endswith("y") else f"{thing}s"
    return f"1 {thing}" if number == 1 else f"{number:,} {plural}"
