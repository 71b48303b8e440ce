"""Write everything that the site holds into a folder, readable without the site."""

from django.core.management.base import BaseCommand, CommandError

from articles.exporting import CannotExport, export_site


class Command(BaseCommand):
    help = (
        "Writes all texts, pictures, references and the practice's own data into a new"
        " folder, with a copy of the site that opens from disk. Its README.txt says"
        " what is what; import_article reads it back."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="DIR", help="A new or an empty folder.")

    def handle(self, *, folder, **options):
        try:
            missing = export_site(folder)
        except CannotExport as problem:
            raise CommandError(str(problem)) from problem
        for sentence in missing:
            self.stderr.write(sentence)
        self.stdout.write(
            f"Everything is in {folder}. Begin with README.txt or html/index.html."
        )
