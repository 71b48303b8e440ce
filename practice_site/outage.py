"""What is answered while database or disk fail, or a page takes too long to make."""

import logging
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string

from articles.views import errors
from practice_site.full_disk import behind, is_full_disk
from practice_site.headers import is_staff_page
from practice_site.known_site import known_site

# In a request's environ, where no header can set it: its sender has waited too long.
BUSY = "practice_site.busy"
RETRY_AFTER = 10

logger = logging.getLogger(__name__)


class WaitedTooLong(Exception):
    """A reader was sent away before the page was made, or even begun."""


def busy(application):
    """A WSGI application that gives ``application``'s page for outages to everybody.

    Without cookies, so that nothing on the way asks the database who this is.
    """

    def answer(environ, start_response):
        asked = {name: text for name, text in environ.items() if name != "HTTP_COOKIE"}
        return application({**asked, BUSY: True}, start_response)

    return answer


def unavailable_when_busy(get_response):
    """Middleware, the innermost: what it raises is answered like a lost database.

    So it is logged and mailed like one, and the answer has the headers of every page.
    """

    def answer(request):
        if BUSY in request.META:
            raise WaitedTooLong("A page was not made in time, or not even begun.")
        return get_response(request)

    return answer


def server_error(request):
    """503 where database or disk fails, which is nobody's mistake and passes."""
    error = sys.exc_info()[1]
    if is_outage(error):
        is_full = is_full_disk(error)
        if is_full:
            logger.warning("A disk is full: nothing can be saved until there is room.")
        return unavailable(request, is_full=is_full)
    return errors.server_error(request)


def unavailable(request, *, is_full=False):
    staff = is_staff_page(request)
    context = {"site": known_site(), "is_staff": staff, "is_full": is_full}
    html = render_to_string("503.html", context)
    headers = {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"}
    return HttpResponse(html, status=503, headers=headers)


def is_outage(error):
    known = (OperationalError, InterfaceError, WaitedTooLong)
    return is_full_disk(error) or any(isinstance(e, known) for e in behind(error))
