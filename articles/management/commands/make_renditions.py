"""Make the picture files that are missing: sizes, formats, crops."""

from django.core.management.base import BaseCommand

from articles.models import Image
from articles.tasks import fill


class Command(BaseCommand):
    help = (
        "Makes the sizes, formats and crops that pictures of the library don't have"
        " yet, and the pages that show them anew. The task worker does the same."
    )

    def handle(self, **options):
        made = fill(Image.objects.order_by("pk").iterator(chunk_size=50))
        self.stdout.write(f"{made} files made.")
