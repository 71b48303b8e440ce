"""Take the demo practice out again."""

from django.core.management.base import BaseCommand, CommandError
from django.db.models import ProtectedError

from articles.demo import loading

ADVICE = (
    "If somebody's work is among these, keep a copy of it. Then run clear_demo "
    "--edited, which removes the demo practice with what was edited of it. (After a "
    "step back to an earlier version of the database, all that this lost counts as "
    "edited.)"
)


class Command(BaseCommand):
    help = "Removes exactly what load_demo brought; refuses if it was edited since."

    def add_arguments(self, parser):
        parser.add_argument(
            "--edited",
            action="store_true",
            help="remove it even where it was edited since; the edits are lost",
        )

    def handle(self, **options):
        try:
            removed = loading.clear(even_edited=options["edited"])
        except loading.DemoEdited as error:
            raise CommandError(f"Nothing was removed. {error} {ADVICE}") from error
        except ProtectedError as error:
            used = ", ".join(sorted(map(str, error.protected_objects)))
            raise CommandError(
                f"Nothing was removed. Something of yours uses the demo: {used}."
            ) from error
        self.stdout.write(f"The demo practice is gone ({removed} records).")
