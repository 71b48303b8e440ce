"""When the site's pages change, for the page cache in front of it."""

from contextlib import contextmanager
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import Error, close_old_connections, connection

from articles.models import Generation, Practice, Publication
from articles.models.generation import after_commit
from articles.models.prepared import prepared
from practice_site.environment import BASE_DIR
from practice_site.known_site import Keeper
from practice_site.outage import busy
from practice_site.page_cache import (
    HEADER,
    KEPT_FOR_ALL,
    Freshness,
    PageCache,
    Unavailable,
    without_header,
)

# They are never kept, so nobody waits for anybody else's; and they alone are told
# who asks, by cookies.
PASSED_BY = (
    "/admin/",
    "/accounts/",
    "/preview/",
    "/search/",
    "/media/",
    "/static/",
    "/healthz",
    "/readyz",
)
SOURCES = ("articles", "practice_site", "templates", "static")


def with_page_cache(application):
    """``application`` behind the page cache; without one while debugging."""
    if settings.DEBUG or not settings.PAGE_CACHE_MB:
        return Uncached(application)
    freshness = Freshness(generation_number, switches)
    freshness.at_leisure.append(Keeper().keep)
    after_commit.append(freshness.doubt)
    parts = urlsplit(settings.SITE_URL)
    return PageCache(
        application,
        freshness,
        host=parts.netloc,
        scheme=parts.scheme,
        trust_proxy=settings.TRUST_PROXY,
        max_bytes=settings.PAGE_CACHE_MB * 2**20,
        passed_by=PASSED_BY,
        busy=busy(application),
        released_at=released_at(),
    )


def speaking_with_page_cache(get_response):
    """Middleware: views know of requests and responses, the page cache of WSGI."""

    def answer(request):
        request.kept = request.META.get(KEPT_FOR_ALL)
        response = get_response(request)
        declares = getattr(response, "declares", None)
        if declares is not None:
            response.headers[HEADER] = declares
        return response

    return answer


class Uncached:
    """``application`` alone, called as it is with the page cache."""

    def __init__(self, application):
        self.application = application
        self.busy = busy(application)

    def held(self, environ):
        return None

    def __call__(self, environ, start_response):
        return self.application(environ, without_header(start_response))


def generation_number():
    """What differs between any two generations, also after a restored backup."""
    with asking():
        found = in_force()()
    return found[0] if found else (0, None)


@prepared
def in_force():
    return Generation.objects.filter(pk=1).values_list("number", "at")


def switches(now):
    """(last switch up to ``now``, next one, when the generation began), Unix times."""
    moment = datetime.fromtimestamp(now, UTC)
    with asking():
        last, following = Publication.objects.switches(moment)
        practice = Practice.objects.first() or Practice()
        _, began = generation_number()
    last = max(filter(None, (last, practice.last_switch(moment))), default=None)
    following = min(
        filter(None, (following, practice.next_switch(moment))), default=None
    )
    return stamp(last), stamp(following), stamp(began) or 0.0


def stamp(moment):
    return moment.timestamp() if moment else None


@contextmanager
def asking():
    """Outside any request, so a connection that has died is renewed first.

    Never within a transaction, which would be lost with its connection.
    """
    try:
        if not connection.in_atomic_block:
            close_old_connections()
        yield
    except Error as error:
        raise Unavailable(str(error)) from error


def released_at():
    """When the newest file of code, template or style was written, in Unix time.

    Another release makes other pages in the same generation.
    """
    files = (file for name in SOURCES for file in (BASE_DIR / name).rglob("*.*"))
    return max((file.stat().st_mtime for file in files), default=0.0)
