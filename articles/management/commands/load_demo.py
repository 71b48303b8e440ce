"""Bring in the demo practice."""

from contextlib import suppress

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils import timezone

from articles.citations import EngineError
from articles.demo import loading, login
from articles.imaging import ImageRefused
from articles.models import Image, Practice, Publication
from articles.tasks import fill_renditions


class Command(BaseCommand):
    help = (
        "Loads an invented practice with original articles and real references. "
        "May run again: what is there already is left as it is."
    )

    def handle(self, **options):
        try:
            made = loading.load(timezone.now())
        except EngineError as error:
            raise CommandError(
                f"The demo needs the citation engine: {error}"
            ) from error
        if made:
            # On a machine too slow or too full, the worker makes what is missing.
            with suppress(ImageRefused, OSError):
                for image in pictures_of_lists():
                    image.make_crops()
            fill_renditions.enqueue()
            self.stdout.write(f"The demo practice is in: {made} articles and pages.")
        else:
            self.stdout.write("The demo practice was in already; nothing changed.")
        if login.is_valid():
            self.stdout.write(
                f"Sign in as {login.EMAIL} with the password {login.password()}"
            )


def pictures_of_lists():
    """What home and lists show: the only ones not to leave to a worker.

    Without its crops a picture is missing there, and whoever looks at the demo first
    may have no worker running.
    """
    return Image.objects.filter(
        Q(pk__in=Publication.objects.exclude(picture=None).values("picture"))
        | Q(pk__in=Practice.objects.exclude(home_picture=None).values("home_picture"))
    )
