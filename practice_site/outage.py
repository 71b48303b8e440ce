"""What is answered while database or disk fail, from files that need no database.

One file holds what every page must show: the practice's name, its licences, the
notice for a crisis. The page for readers is made from it by the template of this
release, so that its styles are there. The other is a whole page for whatever stands
before the site, to be shown while there is no process to ask.
"""

import json
import logging
import sys
from dataclasses import dataclass
from errno import EDQUOT, ENOSPC

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import Error, InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dateparse import parse_date

from articles.models import Practice
from articles.pages import Site
from articles.pages.site import OfPractice
from articles.views import errors
from practice_site.headers import is_staff_page
from practice_site.whole_files import write_whole

logger = logging.getLogger(__name__)
NAME = "outage.json"
AWAY = "away.html"
# In a request's environ, where no header can set it: its sender has waited too long.
BUSY = "practice_site.busy"
TEXTS = ("name", "phone", "email", "crisis_notice", "accent", "fonts", "notice")
DAYS = ("notice_from", "notice_until")
RETRY_AFTER = 10
FULL = (ENOSPC, EDQUOT)
SAID = ("disk is full", "No space left on device")


@dataclass(frozen=True)
class KnownSite(OfPractice):
    """What is known of the site without its database."""

    practice: Practice
    licence_lines: list


class WaitedTooLong(Exception):
    """Others have been making this page for so long that a reader was sent away."""


UNKNOWN = KnownSite(Practice(name=""), [])


class Keeper:
    """Writes the files when a process starts and whenever readers' pages change."""

    def __init__(self):
        self.generation = self.written = None

    def keep(self, generation):
        if generation is None or generation is self.generation:
            return
        try:
            found = json.dumps(facts(), cls=DjangoJSONEncoder).encode()
            if found != self.written:
                write(found)
        except Error:
            return
        except OSError as error:
            logger.warning("The pages for outages could not be kept: %s", error)
        else:
            self.written = found
        self.generation = generation


def write(found):
    write_whole(settings.STATE_FOLDER / NAME, found)
    write_whole(settings.STATE_FOLDER / AWAY, away_page(known_site()).encode())


def facts():
    """Four queries."""
    site = Site.load(timezone.now())
    return {
        "licence_lines": site.licence_lines,
        **{name: getattr(site.practice, name) for name in TEXTS + DAYS},
    }


def known_site():
    """As the file has it; where there is none or it is damaged, with nobody's name."""
    try:
        found = json.loads((settings.STATE_FOLDER / NAME).read_bytes())
        texts = {name: str(found[name]) for name in TEXTS}
        days = {name: found[name] and parse_date(found[name]) for name in DAYS}
        lines = [str(line) for line in found["licence_lines"]]
    except (OSError, ValueError, KeyError, TypeError):
        return UNKNOWN
    return KnownSite(Practice(**texts, **days), lines)


def away_page(site):
    """HTML that needs no other file and no process of this site."""
    return render_to_string("away.html", {"site": site})


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
            raise WaitedTooLong("A page is being made for more than four seconds.")
        return get_response(request)

    return answer


def server_error(request):
    """503 where database or disk fails, which is nobody's mistake and passes."""
    error = sys.exc_info()[1]
    if is_outage(error):
        return unavailable(request, is_full=is_full_disk(error))
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


def is_full_disk(error):
    """Said by the system, or by SQLite or PostgreSQL, who could not write."""
    return any(
        isinstance(one, OSError | OperationalError)
        and (getattr(one, "errno", None) in FULL or any(t in str(one) for t in SAID))
        for one in behind(error)
    )


def behind(error):
    """``error`` and what it came from."""
    while error is not None:
        yield error
        error = error.__cause__
