"""The first account of a new installation."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from articles.login_links import password_link
from articles.models.practice import Practice
from articles.models.roles import OWNERS, owners


class Command(BaseCommand):
    help = "Make the practice's first owner, and print a link to choose a password."

    def add_arguments(self, parser):
        parser.add_argument("--email", required=True, help="the owner's address")

    def handle(self, *, email, **options):
        email = email.strip().lower()
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"“{email}” is not an e-mail address.") from None
        with transaction.atomic():
            refuse_second_owner()
            owner = make_owner(email)
            Practice.current()
        self.stdout.write(password_link(owner))
        self.stderr.write(
            "Open this link within an hour to choose a password; it works once. "
            f"Later, `manage.py login_link {email}` prints another way in."
        )


def refuse_second_owner():
    owner = owners().first()
    if owner:
        raise CommandError(
            f"This practice has an owner already: {owner.email or owner}. Owners add "
            "people in the admin under “People”; for a forgotten password use "
            f"`manage.py login_link {owner.email or 'EMAIL'}`."
        )


def make_owner(email):
    user, _ = get_user_model().objects.get_or_create(
        username=email, defaults={"email": email}
    )
    user.email = email
    user.is_staff = user.is_active = True
    user.set_unusable_password()
    user.save()
    user.groups.add(Group.objects.get(name=OWNERS))
    return user
