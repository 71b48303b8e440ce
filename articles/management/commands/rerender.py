"""Make readers' pages and entries anew, or say which pages would change."""

from functools import partial

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.citations import EngineError
from articles.models import (
    Generation,
    Practice,
    PublishedPage,
    Reference,
    SearchEntry,
    cite,
)


class Command(BaseCommand):
    help = (
        "Renders every live and scheduled page anew and formats every entry of the"
        " library; --check only compares the pages."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--check",
            action="store_true",
            help="Change nothing; exit with 1 if a page differs from its source.",
        )

    def handle(self, *, check, **options):
        pages = PublishedPage.objects.current(timezone.now()).select_related(
            "publication__revision"
        )
        act = PublishedPage.differs if check else PublishedPage.rerender
        total = changed = 0
        try:
            for page in pages.order_by("pk").iterator(chunk_size=50):
                total += 1
                if act(page):
                    changed += 1
                    self.stdout.write(f"{page.publication.title}: differs")
            if not check:
                in_style = partial(cite, style=Practice.style())
                Reference.everything.all().format_entries(in_style)
                current = PublishedPage.objects.current(timezone.now())
                SearchEntry.objects.keep_only(current)
                Generation.bump()
        except EngineError as error:
            raise CommandError(str(error)) from error
        if check and changed:
            raise CommandError(f"{changed} of {total} pages differ from their sources.")
        verb = "checked" if check else "rendered anew"
        self.stdout.write(f"{total} pages {verb}, {changed} changed.")
