"""Sessions with two clocks: an idle one, and an absolute one from the sign-in on.

The idle clock is Django's own expiry. It is pushed on at most once a minute, and only
by requests that looked at the session, so a reader's request never touches it.
"""

import time

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore

STARTED = "_started_at"
SEEN = "_seen_at"
REFRESH_AFTER = 60


class SessionStore(DatabaseSessionStore):
    """A session in the database that nobody can keep alive for ever."""

    def _validate_session_key(self, key):
        """A cookie may say anything; PostgreSQL fails on what no key has."""
        return super()._validate_session_key(key) and key.isascii() and key.isalnum()

    def load(self):
        data = super().load()
        if time.time() - data.get(STARTED, time.time()) < settings.SESSION_ABSOLUTE_AGE:
            return data
        self.delete(self.session_key)
        self._session_key = None
        return {}


class SessionClockMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        session = request.session
        if session.accessed and SESSION_KEY in session:
            tick(session, time.time())
        if has_signed_out(request):
            response["Clear-Site-Data"] = '"cookies", "storage"'
        return response


def tick(session, now):
    session.setdefault(STARTED, now)
    if now - session.get(SEEN, 0) > REFRESH_AFTER:
        session[SEEN] = now


def has_signed_out(request):
    match = request.resolver_match
    return (
        request.method == "POST"
        and match is not None
        and match.view_name in ("account_logout", "admin:logout")
        and SESSION_KEY not in request.session
    )
