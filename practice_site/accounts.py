"""Signing in: who may, and what the pages say; django-allauth does the work."""

import logging
import threading

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from allauth.account.utils import perform_login
from allauth.account.views import PasswordResetView
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe
from django.views.generic import View

from articles.login_links import MINUTES, use_up, user_for

logger = logging.getLogger(__name__)


# RFC 5321, section 4.5.3.1: no e-mail address is longer, nor is any user name.
LONGEST_LOGIN = 254
MISMATCH = (
    "This name and this password do not belong together. Look at both, and at the "
    "key for capital letters."
)


class StaffAdapter(DefaultAccountAdapter):
    """Accounts are made by an owner, never by a visitor."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": MISMATCH,
        "username_password_mismatch": MISMATCH,
        "too_many_login_attempts": "Too many wrong attempts. Wait five minutes, then "
        "try again.",
    }

    def is_open_for_signup(self, request):
        return False

    def get_reset_password_from_key_url(self, key):
        path = reverse(
            "account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"}
        )
        return settings.SITE_URL + path.replace("UID-KEY", key)

    def get_password_change_redirect_url(self, request):
        return reverse("admin:index")

    def send_mail(self, template_prefix, email, context):
        """Send aside: how long the answer takes must not tell whose address it is."""
        message = self.render_mail(template_prefix, email, context)
        threading.Thread(target=deliver, args=[message]).start()


def deliver(message):
    try:
        message.send()
    except OSError:
        logger.exception("A message could not be sent.")


class SignInForm(LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mail address or user name"
        self.fields["login"].widget.attrs = {"autocomplete": "username"}
        self.fields["login"].validators.append(
            MaxLengthValidator(LONGEST_LOGIN, MISMATCH)
        )
        self.fields["password"].help_text = ""


class ForgottenPasswordView(PasswordResetView):
    """Ask for a link by e-mail; without a mail server, say whom to ask."""

    def dispatch(self, request, *args, **kwargs):
        if not settings.HAS_EMAIL:
            return render(request, "account/password_reset_by_hand.html")
        return super().dispatch(request, *args, **kwargs)


class LoginLinkView(View):
    """Sign in by a link of ``manage.py login_link``.

    Opening it only shows a button: mail programs open links to look at them, and
    would use this one up.
    """

    @sensitive_variables("token")
    def get(self, request, token):
        user = user_for(token)
        return self.answer(request, user)

    @sensitive_variables("token")
    def post(self, request, token):
        user = user_for(token)
        if user is None or not use_up(user):
            return self.answer(request, None)
        return perform_login(request, user, redirect_url=reverse("admin:index"))

    def answer(self, request, user):
        return render(
            request,
            "account/login_link.html",
            {"person": user, "minutes": MINUTES},
            status=200 if user else 410,
        )


@require_safe
def signed_in_view(request):
    """204 or 401: whether nginx may take in something large from who is asking."""
    return HttpResponse(status=204 if request.user.is_authenticated else 401)
