"""Bring articles in from text, Markdown, HTML or Word files."""

import os
from argparse import ArgumentTypeError
from datetime import date, datetime, time
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.text import slugify

from articles.bringing_back import is_export_zip, is_ours
from articles.citations import EngineError
from articles.importer import (
    AlreadyImported,
    LibraryChanged,
    import_article,
    order_by_neighbours,
    understand,
)
from articles.importing import ImportRefused, read_source
from articles.management.exports import (
    bring_in_export,
    exports_of,
    print_texts,
)
from articles.models import (
    Address,
    Clinician,
    ImportRecord,
    NotPublishable,
    OldPath,
    Series,
    normalize_path,
)
from articles.models.publishing import refuse_slip
from articles.tasks import make_renditions

ZIPPED = (
    "This is a ZIP file. Unpack it, and name the folder that comes out of it, or the "
    "files in it."
)


class Command(BaseCommand):
    help = (
        "Makes an article of each file: .txt, .md, .html or .docx. The files of an"
        " export, or its whole folder, become what they were: live, scheduled or draft."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE or DIR")
        parser.add_argument("--publish", action="store_true", help="Publish at once.")
        parser.add_argument("--series", metavar="SLUG", help="Put them in this series.")
        parser.add_argument("--slug", help="The address; for one file.")
        parser.add_argument(
            "--published",
            metavar="DATE",
            type=read_date,
            help="When it first appeared, as 2023-05-31; goes with --publish.",
        )
        parser.add_argument("--author", metavar="NAME", help="Who wrote it.")
        parser.add_argument(
            "--old-address",
            metavar="PATH",
            help="Where it stood on the former site, as /blog/why; for one file.",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Only print what would be found."
        )

    def handle(self, *, files, dry_run, **options):
        ours = [name for name in files if is_ours(name)]
        exports = exports_of(ours, options) if ours else []
        sources = [read_file(name) for name in files if name not in ours]
        choices = checked(sources, options) if sources else {}
        if dry_run:
            for export in exports:
                print_texts(export, self.stdout.write)
            for source in sources:
                self.print_report(source.name, understand(source))
            return
        total = len(sources) + sum(len(export.texts) for export in exports)
        failed = [n for export in exports for n in bring_in_export(export, self)]
        failed += [s.name for s in sources if not self.bring_in(s, choices)]
        if choices.get("series"):
            order_by_neighbours(choices["series"])
        if failed:
            stay = "stay drafts or were left out" if exports else "stay drafts"
            raise CommandError(f"{len(failed)} of {total} {stay}: {', '.join(failed)}.")

    def bring_in(self, source, choices):
        """One file to one article; False if it was to be published and could not."""
        try:
            article = import_article(source, author=choices["author"])
        except AlreadyImported as already:
            self.stdout.write(f"{source.name}: {already}")
            return True
        except LibraryChanged as changed:
            raise CommandError(f"{source.name}: {changed}") from changed
        report = ImportRecord.objects.get(article=article).report
        place(article, choices)
        self.stdout.write(f"{source.name}: “{article}”")
        self.print_open_points(article)
        self.stdout.write(f"  {counted(report)}")
        return not choices["publish"] or self.publish(article, choices["published"])

    def publish(self, article, published):
        noon = published and timezone.make_aware(datetime.combine(published, time(12)))
        try:
            article.publish(first_published_at=noon)
        except (NotPublishable, EngineError) as error:
            self.stderr.write(f"  Not published. {error}")
            return False
        self.stdout.write(f"  Published at {article.get_absolute_url()}")
        return True

    def print_open_points(self, article):
        for point in article.open_points.all():
            line = f"line {point.line}: " if point.line else ""
            self.stdout.write(f"  - {line}{point.message}")

    def print_report(self, name, found):
        report = found.report
        self.stdout.write(f"{name}: “{found.source.title or 'no title'}”")
        for part in report.parts:
            where = f"{part.first}" + f"–{part.last}" * (part.last > part.first)
            self.stdout.write(f"  {where:>9}  {part.role.label}: {shown(part.text)}")
        for citation in report.citations:
            self.stdout.write(f"  line {citation.line}: {changed(citation)}")
        for point in report.open_points:
            line = f"line {point.line}: " if point.line else ""
            self.stdout.write(f"  - {line}{point.message}")
        for rest in report.not_used:
            self.stdout.write(f"  not used, line {rest.first}: {shown(rest.text)}")


def read_date(text):
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is no date such as 2023-05-31.") from None
    if day > timezone.localdate():
        raise ArgumentTypeError(f"{text} lies in the future.")
    try:
        refuse_slip(day)
    except ValidationError as slip:
        raise ArgumentTypeError(slip.message) from None
    return day


def read_file(name):
    path = Path(name)
    if os.path.isdir(path):
        raise CommandError(
            f"{name}: this folder is no export of a site of this kind (it has no "
            "site.yaml). Name the files in it. Nothing was written."
        )
    try:
        with path.open("rb") as file:
            if is_export_zip(file):
                raise CommandError(f"{name}: {ZIPPED} Nothing was written.")
            return read_source(file.read(), path.name)
    except OSError as error:
        raise CommandError(f"{name}: {error.strerror}. Nothing was written.") from error
    except ImportRefused as refusal:
        raise CommandError(f"{name}: {refusal} Nothing was written.") from refusal


def checked(sources, options):
    """The options with what they name looked up; raises CommandError."""
    if len(sources) > 1 and (options["slug"] or options["old_address"]):
        raise CommandError("--slug and --old-address go with a single file.")
    if options["published"] and not options["publish"]:
        raise CommandError("--published goes with --publish.")
    old_path = options["old_address"] and path_of(options["old_address"])
    refuse_taken(sources[0], options["slug"], old_path)
    return {
        **options,
        "old_path": old_path,
        "series": options["series"] and find_series(options["series"]),
        "author": options["author"] and find_clinician(options["author"]),
    }


def refuse_taken(source, slug, old_path):
    """Addresses may be given again with the text that has them already."""
    if slug and slug != slugify(slug)[:80]:
        raise CommandError(
            f"--slug {slug}: small letters, digits and hyphens only, at most 80."
        )
    others = {"article__import_record__source_digest": source.digest}
    taken = (
        *Address.objects.filter(slug=slug or "").exclude(**others),
        *OldPath.objects.filter(path=old_path or "").exclude(**others),
    )
    for address in taken:
        raise CommandError(f"“{address.article}” has or had the address {address}.")


def path_of(address):
    """The path of an address on the former site, typed with its domain or without."""
    path = normalize_path(urlsplit(address).path)
    if path == "/":
        raise CommandError(f"--old-address {address}: this names no page.")
    return path


def place(article, choices):
    if choices["slug"]:
        article.move_to(choices["slug"])
    if choices["series"]:
        choices["series"].add(article)
    if choices["old_path"]:
        OldPath.objects.create(path=choices["old_path"], article=article)
    for figure in article.figures.filter(image__isnull=False):
        make_renditions.enqueue(figure.image_id)


def find_series(slug):
    try:
        return Series.objects.get(slug=slug)
    except Series.DoesNotExist:
        known = ", ".join(Series.objects.values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"There is no series “{slug}” (known: {known}).") from None


def find_clinician(name):
    for clinician in Clinician.objects.all():
        names = (clinician.name_as_filed, clinician.name_as_used, clinician.slug)
        if name.casefold() in (known.casefold() for known in names if known):
            return clinician
    known = ", ".join(str(clinician) for clinician in Clinician.objects.all())
    raise CommandError(
        f"There is no clinician “{name}” (known: {known or 'none yet'})."
    )


def changed(citation):
    if not citation.after:
        return f"{citation.before}: left as typed"
    verb = "→" if citation.is_applied else "left, perhaps →"
    evidence = "; ".join((*citation.evidence, f"{citation.certainty:.0%}"))
    return f"{citation.before} {verb} {citation.after} ({evidence})"


def counted(report):
    applied = sum(citation["is_applied"] for citation in report["citations"])
    return (
        f"{applied} of {len(report['citations'])} citations linked, "
        f"{len(report['references'])} references, {len(report['not_used'])} not used."
    )


def shown(text):
    line = " ".join(text.split())
    return line if len(line) <= 70 else line[:69] + "…"
