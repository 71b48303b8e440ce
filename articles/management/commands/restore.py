"""Bring a backup back into an empty site."""

from django.core.management.base import BaseCommand, CommandError

from articles.keeping.problems import NotRestorable, RestoreStopped
from articles.keeping.restoring import check as verified
from articles.keeping.restoring import restore
from articles.keeping.wording import moment, readable, summary


class Command(BaseCommand):
    help = (
        "Brings back what `backup` put into FILE, after checking all of it; only into "
        "an empty database and an empty media folder. See docs/backup.md."
    )
    # The database may have no tables yet.
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")
        parser.add_argument(
            "--check",
            action="store_true",
            help="Only say whether the backup is whole; change nothing.",
        )

    def handle(self, *, file, check, **options):
        try:
            manifest = verified(file) if check else restore(file)
        except (NotRestorable, RestoreStopped) as problem:
            raise CommandError(str(problem)) from problem
        except KeyboardInterrupt:
            raise CommandError("You stopped it. Nothing was changed.") from None
        done = "is whole" if check else "is restored"
        self.stdout.write(
            f"The backup of {moment(manifest.made())} {done}: {summary(manifest)}."
        )
        if manifest.missing:
            one = readable(manifest.missing[0])
            self.stderr.write(
                f"{len(manifest.missing)} files were lost before it was made, among "
                f"them {one}. Look for them in an older backup."
            )
        if not check:
            self.stdout.write("Start the site again. Everybody has to sign in anew.")
