"""The WSGI wrapper. What happens on every hit is written for speed."""

import time

from practice_site.page_cache.addresses import MOST_REMEMBERED, Addresses
from practice_site.page_cache.encodings import PLAIN, wanted
from practice_site.page_cache.freshness import TRIES, Unavailable
from practice_site.page_cache.making import Makers, busy, called
from practice_site.page_cache.offers import (
    CONDITIONS,
    KEPT_FOR_ALL,
    PERSONAL,
    declared,
    plain_request,
    unoffered,
    without_header,
)
from practice_site.page_cache.pages import AGE, NOT_MODIFIED, Page
from practice_site.page_cache.polish import Polish
from practice_site.page_cache.shelf import LONGEST_KEY, Shelf

# No browser's Accept-Encoding comes near; a server may let in 100 kB.
LONGEST_REMEMBERED = 200


class PageCache:
    """Hands out finished pages of ``application``, and keeps what it may.

    ``host`` and ``scheme``: the only ones whose pages are kept. ``passed_by``: the
    beginnings of paths that are never looked for here. ``busy``: a WSGI application
    for who has waited too long for somebody else's page.
    """

    def __init__(
        self,
        application,
        freshness,
        *,
        host,
        scheme,
        trust_proxy=False,
        max_bytes=32 * 2**20,
        passed_by=(),
        busy=busy,
        released_at=0.0,
    ):
        self.application = application
        self.freshness = freshness
        self.host, self.scheme, self.trust_proxy = host, scheme, trust_proxy
        self.passed_by = tuple(passed_by)
        self.released_at = released_at
        self.max_bytes = max_bytes
        self.makers = Makers()
        self.busy = busy
        self.codings = {"": PLAIN}
        self.addresses = Addresses()
        self.asked = 0
        self.begin(None)
        freshness.on_change = self.begin
        freshness.at_leisure.append(Polish(self).take_a_step)

    def begin(self, generation):
        self.unkept = set()
        self.shelf = Shelf(generation, self.max_bytes)

    def __call__(self, environ, start_response):
        held = self.held(environ)
        if held is None:
            return self.found(environ, start_response)
        status, headers, body = held
        # Servers may write into it.
        start_response(status, headers[:])
        return body

    def held(self, environ):
        """(status, headers, body) of what can be sent at once, None of all else.

        Waits for nothing: neither for the database nor for a page to be made. The
        headers belong to the page: nobody may write into them.
        """
        if not self.is_for_all(environ):
            return None
        fresh, now = self.freshness, time.time()
        if time.monotonic() >= fresh.deadline or not fresh.since <= now < fresh.until:
            return None
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING")
        shelf = self.shelf
        page = shelf.get(self.addresses.key(path, query, shelf) if query else path)
        if page is None:
            return None
        reply = page.replies.get(self.coding(environ))
        return reply and self.sent(page, reply, environ, now)

    def found(self, environ, start_response):
        """What is sent after the question whether it still stands, or made."""
        if not self.is_for_all(environ):
            return self.pass_on(environ, start_response)
        path = environ["PATH_INFO"]
        key = self.key(environ)
        if not self.freshness.is_certain():
            if path.startswith(self.passed_by):
                return self.pass_on(environ, start_response)
            self.freshness.ensure()
        page = self.shelf.get(key)
        if page is None:
            return self.miss(environ, start_response, key)
        return self.send(page, key, environ, start_response)

    def is_for_all(self, environ):
        """Is it a question whose answer may be everybody's?"""
        method = environ["REQUEST_METHOD"]
        return (
            (method == "GET" or method == "HEAD")
            and environ.get("HTTP_HOST") == self.host
            and self.is_our_scheme(environ)
            and "HTTP_IF_MATCH" not in environ
            and "HTTP_IF_UNMODIFIED_SINCE" not in environ
        )

    def is_our_scheme(self, environ):
        if self.trust_proxy:
            forwarded = environ.get("HTTP_X_FORWARDED_PROTO")
            if forwarded is not None:
                return forwarded == self.scheme
        return environ["wsgi.url_scheme"] == self.scheme

    def key(self, environ):
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING")
        return self.addresses.key(path, query, self.shelf)

    def send(self, page, key, environ, start_response):
        coding = self.coding(environ)
        reply = page.replies.get(coding)
        if reply is None:
            reply = page.encoded(coding)
            if reply is not page.replies[PLAIN]:
                self.shelf.grow(key, page, reply)
        status, headers, body = self.sent(page, reply, environ, time.time())
        start_response(status, headers[:])
        return body

    def sent(self, page, reply, environ, now):
        self.asked += 1
        is_settled = now >= page.settled_at
        tag = known_as(page, reply, environ, is_settled) if page.is_ok else None
        if tag is not None:
            return NOT_MODIFIED, self.aged(reply.unchanged_as(tag, is_settled)), []
        headers = self.aged(reply.dated if is_settled else reply.undated)
        body = reply.body if environ["REQUEST_METHOD"] == "GET" else []
        return page.status, headers, body

    def aged(self, headers):
        """With the seconds since the database last said that the page stands."""
        fresh = self.freshness
        if not fresh.is_down or fresh.generation is None:
            return headers
        age = ("Age", str(max(0, int(time.monotonic() - fresh.confirmed_at))))
        return [age if header is AGE else header for header in headers]

    def coding(self, environ):
        accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
        coding = self.codings.get(accepted)
        return self.learn(accepted) if coding is None else coding

    def learn(self, accept_encoding):
        if len(self.codings) >= MOST_REMEMBERED:
            self.codings = {"": PLAIN}
        coding = wanted(accept_encoding)
        if len(accept_encoding) <= LONGEST_REMEMBERED:
            self.codings[accept_encoding] = coding
        return coding

    def pass_on(self, environ, start_response):
        return self.application(environ, without_header(start_response))

    def with_kept(self, environ):
        """A request for what is never kept, with what all pages share.

        Called where it is as sure as for a hit that the generation still stands.
        """
        generation = self.freshness.generation
        return {**environ, KEPT_FOR_ALL: generation.kept} if generation else environ

    def miss(self, environ, start_response, key):
        """Make the page, or wait for who does; one maker for a page at a time."""
        path = environ["PATH_INFO"]
        if key is None or path in self.unkept or path.startswith(self.passed_by):
            return self.pass_on(self.with_kept(environ), start_response)
        with self.makers.turn(key) as turn:
            if turn.is_mine:
                turn.result = self.made(environ)
        if turn.is_too_late:
            return self.busy(environ, start_response)
        if turn.is_mine:
            return self.answer(turn.result, environ, start_response)
        if not isinstance(turn.result, Page):
            return self.pass_on(environ, start_response)
        if isinstance(key, tuple):
            return self(environ, start_response)
        # It was finished after this request came, so it is as new as any.
        return self.answer(turn.result, environ, start_response)

    def made(self, environ):
        """A Page, kept if it may be, or the Response that isn't for keeping.

        Made again where the site changed meanwhile: a page is wholly of one
        generation or isn't kept.
        """
        asked = plain_request(environ)
        for _ in range(TRIES):
            before = self.asked_for_generation()
            asked[KEPT_FOR_ALL] = before.kept if before else None
            response = called(self.application, asked)
            names = declared(response)
            if names is None:
                self.remember_unkept(environ["PATH_INFO"], response)
                return response
            page = self.page(response, names, before)
            after = before and self.asked_for_generation()
            if after is before:
                break
        if before and after is before:
            self.keep(environ, page, before)
        return page

    def asked_for_generation(self):
        try:
            return self.freshness.ask()
        except Unavailable:
            return None

    def page(self, response, names, generation):
        changed_at = generation.changed_at if generation else time.time()
        return Page(
            response.status,
            unoffered(response.headers),
            response.body,
            names=names,
            changed_at=max(changed_at, self.released_at),
        )

    def keep(self, environ, page, generation):
        path = environ["PATH_INFO"]
        if len(path) > LONGEST_KEY:
            return
        self.addresses.learn(path, page.names)
        key = self.key(environ) if page.names else path
        self.shelf.put(key, page, generation)

    def remember_unkept(self, path, response):
        has_room = len(self.unkept) < MOST_REMEMBERED and len(path) <= LONGEST_KEY
        if response.status.startswith("2") and has_room:
            self.unkept.add(path)

    def answer(self, made, environ, start_response):
        if isinstance(made, Page):
            return self.send(made, None, environ, start_response)
        is_whole = not made.status.startswith("2") or CONDITIONS.isdisjoint(environ)
        if not is_whole or not PERSONAL.isdisjoint(environ):
            return self.pass_on(environ, start_response)
        start_response(made.status, unoffered(made.headers))
        return [made.body] if environ["REQUEST_METHOD"] == "GET" else []


def known_as(page, reply, environ, is_settled):
    """The ETag by which the browser has the page as it is, None if it hasn't.

    By date only if it names no ETag. Dates are compared for equality: a list's may
    also go back, on a withdrawal.
    """
    tags = environ.get("HTTP_IF_NONE_MATCH")
    if tags is not None:
        return tags if tags in reply.tags else reply.named_in(tags)
    if is_settled and environ.get("HTTP_IF_MODIFIED_SINCE") == page.last_modified:
        return reply.tag
    return None
