"""A tiny application behind a page cache, asked without a server."""

import itertools
import time
from dataclasses import dataclass, field

from practice_site.page_cache import Freshness, PageCache, Unavailable

HOST = "site.example"


@dataclass
class Site:
    """Stands for the database: what the application shows, and its generation."""

    number: int = 1
    began: float = 1_700_000_000.0
    last: float | None = None
    following: float | None = None
    is_down: bool = False
    status: str = "200 OK"
    headers: dict = field(default_factory=dict)
    body: bytes = b"A page. " * 100
    renders: list = field(default_factory=list)
    while_rendering: object = staticmethod(lambda: None)

    def read_number(self):
        if self.is_down:
            raise Unavailable
        return self.number

    def read_switches(self, now):
        if self.is_down:
            raise Unavailable
        return self.last, self.following, self.began

    def application(self, environ, start_response):
        self.renders.append(dict(environ))
        self.while_rendering()
        headers = {
            "Content-Type": "text/html",
            "X-Page-Cache": "",
            "Cache-Control": "no-cache",
            **self.headers,
        }
        start_response(self.status, [h for h in headers.items() if h[1] is not None])
        return [self.body] if environ["REQUEST_METHOD"] == "GET" else []


class Asked:
    """The page cache of ``site`` and what it answers: (status, headers, body)."""

    def __init__(self, site, *, period=None, **options):
        self.site = site
        self.freshness = Freshness(site.read_number, site.read_switches, period=period)
        options = {"host": HOST, "scheme": "https", **options}
        self.cache = PageCache(site.application, self.freshness, **options)

    def get(self, path="/", *, method="GET", **headers):
        begun = []
        body = b"".join(
            self.cache(
                environ(path, method, **headers),
                lambda *given: begun.append(given[:2]),
            ),
        )
        [(status, given)] = begun
        assert len({name.lower() for name, _ in given}) == len(given)
        return status, {name.lower(): text for name, text in given}, body

    @property
    def renders(self):
        return len(self.site.renders)


def environ(path="/", method="GET", **headers):
    path, _, query = path.partition("?")
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "wsgi.url_scheme": "https",
        "HTTP_HOST": HOST,
        **headers,
    }


def moved(clock, seconds, monkeypatch):
    """Set one of time's clocks forward, or back."""
    now = getattr(time, clock)
    monkeypatch.setattr(time, clock, lambda: now() + seconds)


def numbers():
    return itertools.count(1)
