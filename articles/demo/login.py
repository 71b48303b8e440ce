"""A way into the admin of a trial site; never made where ``DEBUG`` is off."""

import base64

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils.crypto import salted_hmac

from articles.models.roles import OWNERS, owners

EMAIL = "demo@example.com"


def password():
    """Four groups of letters that follow from this installation's secret key.

    So the same words can be told again at every start, nothing is written down, and
    nobody else's trial site has them.
    """
    digest = salted_hmac("articles.demo.login", EMAIL, algorithm="sha256").digest()
    letters = base64.b32encode(digest).decode().lower()
    return "-".join(letters[start : start + 4] for start in range(0, 16, 4))


def make():
    """Make the demo's owner, unless the site has an owner or is a public one."""
    if not settings.DEBUG or owners().exists():
        return
    user = get_user_model().objects.create_user(
        EMAIL, EMAIL, password(), is_staff=True, first_name="Demo", last_name="Owner"
    )
    user.groups.add(Group.objects.get(name=OWNERS))


def remove():
    get_user_model().objects.filter(username=EMAIL, email=EMAIL).delete()


def is_valid():
    """Would the demo's owner get in with the password as it was made?"""
    user = owners().filter(username=EMAIL).first()
    return user is not None and user.check_password(password())
