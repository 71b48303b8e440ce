"""Take the demo practice out again."""

from django.core.management.base import BaseCommand, CommandError
from django.db.models import ProtectedError

from articles.demo import loading


class Command(BaseCommand):
    help = "Removes exactly what load_demo brought; refuses if it was edited since."

    def handle(self, **options):
        try:
            removed = loading.clear()
        except loading.DemoEdited as error:
            raise CommandError(
                f"Nothing was removed. {error} Delete or keep these yourself first."
            ) from error
        except ProtectedError as error:
            used = ", ".join(sorted(map(str, error.protected_objects)))
            raise CommandError(
                f"Nothing was removed. Something of yours uses the demo: {used}."
            ) from error
        self.stdout.write(f"The demo practice is gone ({removed} records).")
