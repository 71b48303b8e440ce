"""One file with everything that the site holds."""

import logging
import signal
from argparse import ArgumentTypeError
from contextlib import contextmanager, suppress

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from articles.keeping.backing_up import back_up
from articles.keeping.older import remove_older
from articles.keeping.problems import BackupFailed
from articles.keeping.wording import megabytes, readable, summary
from articles.management.signs import signs_of_life
from articles.models import Backup, FailedBackup
from articles.models.backup import SIGN_EVERY

logger = logging.getLogger(__name__)
ENDED = "It was ended before it was done. No backup was made."
UNKNOWN = "Something failed that this program does not expect. The log says what."


class Command(BaseCommand):
    help = (
        "Puts the database and all pictures into one dated file in DIR, while the site "
        "runs; reads it back, and brings nothing less than a whole one. See "
        "docs/backup.md."
    )

    def add_arguments(self, parser):
        parser.add_argument("dir", metavar="DIR", help="An existing folder.")
        parser.add_argument(
            "--keep",
            metavar="N",
            type=at_least_one,
            help="Afterwards delete the oldest backups in DIR but for N (default: "
            "none is deleted).",
        )

    def handle(self, *, dir, keep, **options):
        at = timezone.now()
        try:
            with failing_when_ended(), self.giving_signs(at):
                made = back_up(dir, product=settings.PRODUCT, at=at)
        except BackupFailed as failed:
            self.tell_absent_people(at, failed)
            raise CommandError(str(failed)) from failed
        except KeyboardInterrupt:
            self.tell_absent_people(at, ENDED)
            raise CommandError("You stopped it. No backup was made.") from None
        except Exception:
            self.tell_absent_people(at, UNKNOWN)
            raise
        self.stdout.write(f"{made.path} ({megabytes(made.size)}), read back and whole.")
        self.stdout.write(f"  {summary(made.manifest)}.")
        self.tell_missing(made.manifest.missing)
        self.record(at, made)
        for name in remove_older(made.path, keep=keep) if keep else ():
            self.stdout.write(f"  Deleted the older {name}.")

    @contextmanager
    def giving_signs(self, at):
        """One that is killed, or ends with the power, is told of by its silence."""
        if self.stderr.isatty():
            yield
            return
        with suppress(DatabaseError):
            FailedBackup.note_begun(at)
        with signs_of_life(FailedBackup.give_sign, SIGN_EVERY):
            yield

    def tell_absent_people(self, at, problem):
        """Errors that are logged are mailed; at a terminal somebody reads already.

        Owners see it on the admin's first page until a backup is made again.
        """
        if self.stderr.isatty():
            return
        logger.error("manage.py backup: %s", problem, exc_info=problem is UNKNOWN)
        # The database that was lost meanwhile may be back.
        close_old_connections()
        with suppress(DatabaseError):
            FailedBackup.note(at, str(problem))

    def tell_missing(self, names):
        if names:
            self.stderr.write(
                f"  {len(names)} files that the database names are not in the media "
                f"folder, and so not in the backup: {readable(', '.join(names[:3]))}"
                f"{' …' if len(names) > 3 else ''}. Look for them in an older backup."
            )

    def record(self, at, made):
        # PostgreSQL may have been started anew while the pictures were packed.
        close_old_connections()
        try:
            # First, or its silence would soon be taken for that of a killed one.
            FailedBackup.objects.all().delete()
            Backup.objects.create(at=at, name=made.path.name, size=made.size)
        except DatabaseError as error:
            raise CommandError(
                f"The backup is made and whole, but it could not be noted for the "
                f"admin's first page: {' '.join(str(error).split())}."
            ) from error


@contextmanager
def failing_when_ended():
    """Told to end, as by systemd if it takes too long, it fails like any other."""

    def end(*_):
        raise BackupFailed(ENDED)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def at_least_one(text):
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"“{text}” is not a number from 1.")
    return int(text)
