"""Make the picture files that are missing: sizes, formats, crops."""

from django.core.management.base import BaseCommand

from articles.picture_files import fill, pictures


class Command(BaseCommand):
    help = (
        "Makes the sizes, formats and crops that pictures of the library don't have"
        " yet, and the pages that show them anew. The task worker does the same."
    )

    def handle(self, **options):
        done = fill(pictures())
        self.stdout.write(f"{done.made} files made.")
        if done.problem:
            raise done.problem
