"""A way in for somebody who lost the password, from whoever runs the server."""

from django.core.management.base import BaseCommand, CommandError

from articles.login_links import MINUTES, sign_in_link
from articles.models.roles import staff


class Command(BaseCommand):
    help = "Print a link that signs a member of staff in, once, within 30 minutes."

    def add_arguments(self, parser):
        parser.add_argument("email", metavar="EMAIL", help="whose account it is")

    def handle(self, *, email, **options):
        found = list(staff().filter(email__iexact=email.strip()))
        if not found:
            raise CommandError(
                f"Nobody with the address {email} may sign in. Is it spelled as in "
                "the admin under “People”, and is the account active?"
            )
        if len(found) > 1:
            raise CommandError(
                f"{len(found)} accounts have the address {email}; give each its own."
            )
        self.stdout.write(sign_in_link(found[0]))
        self.stderr.write(
            f"This link signs {email} in once, within {MINUTES} minutes. Whoever has "
            "it can use it, so send it to nobody else."
        )
