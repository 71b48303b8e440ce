"""The real site behind a page cache, in the test's own process and transaction."""

from io import BytesIO

from django.core.wsgi import get_wsgi_application

from practice_site import freshness
from tests.practice_site.page_cache.asking import Asked


class RealSite:
    renders = ()

    def __init__(self):
        self.application = get_wsgi_application()
        self.read_number = freshness.generation_number
        self.read_switches = freshness.switches


def behind_cache(**options):
    options |= {"host": "testserver", "scheme": "http"}
    return Asked(RealSite(), passed_by=freshness.PASSED_BY, **options)


def ask(cached, path, **headers):
    headers = {
        "HTTP_HOST": "testserver",
        "wsgi.url_scheme": "http",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "wsgi.input": BytesIO(),
        **headers,
    }
    return cached.get(path, **headers)


def kept(cached):
    shelf = cached.cache.shelf
    return {*shelf.pages, *shelf.missing}
