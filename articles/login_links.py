"""Links that sign a member of staff in once, for whoever runs the server.

Nothing is stored: a link is a signature over the account's state, and that state
changes when the link is used, when the person signs in, and with a new password.
"""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from articles.models.roles import staff

SALT = "articles.login_links"
MINUTES = 30


def sign_in_link(user):
    """An absolute address that signs ``user`` in, once, within 30 minutes."""
    token = signing.dumps({"user": user.pk, "state": state(user)}, salt=SALT)
    return settings.SITE_URL + reverse("login_link", kwargs={"token": token})


def password_link(user):
    """An absolute address where ``user`` chooses a password, once, within an hour."""
    path = reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(user),
            "key": default_token_generator.make_token(user),
        },
    )
    return settings.SITE_URL + path


def user_for(token):
    """The person whom a link still signs in, else None."""
    try:
        claims = signing.loads(token, salt=SALT, max_age=MINUTES * 60)
    except signing.BadSignature:
        return None
    user = staff().filter(pk=claims["user"]).first()
    return user if user and state(user) == claims["state"] else None


def use_up(user):
    """Make every link of ``user`` invalid; false if somebody was faster."""
    same = staff().filter(pk=user.pk, last_login=user.last_login)
    return same.update(last_login=timezone.now()) == 1


def state(user):
    text = f"{user.pk} {user.email} {user.password} {user.last_login}"
    return salted_hmac(SALT, text, algorithm="sha256").hexdigest()
