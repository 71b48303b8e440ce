"""Django's own command, which here also makes the table of the database cache.

Limits on guessing passwords are counted there, so a site without the table would
answer every attempt to sign in with an error. It also fills what works are found,
sorted and listed by, where rows are older than these columns.
"""

from django.core.management import call_command
from django.core.management.commands import migrate

from articles.models import Reference


class Command(migrate.Command):
    def handle(self, *args, **options):
        super().handle(*args, **options)
        if not (options["plan"] or options["check_unapplied"] or options["app_label"]):
            call_command(
                "createcachetable",
                database=options["database"],
                verbosity=options["verbosity"],
            )
            works = Reference.everything.using(options["database"])
            works.fill_search_columns()
            after = 0
            while after is not None:
                after = works.fill_listings(after)
