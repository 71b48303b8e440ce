"""Bring in the demo practice."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.citations import EngineError
from articles.demo import loading, login
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
            fill_renditions.enqueue()
            self.stdout.write(f"The demo practice is in: {made} articles and pages.")
        else:
            self.stdout.write("The demo practice was in already; nothing changed.")
        if login.is_valid():
            self.stdout.write(
                f"Sign in as {login.EMAIL} with the password {login.password()}"
            )
