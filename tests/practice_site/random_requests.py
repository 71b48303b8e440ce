"""Requests by chance, asked of Django alone and through the page cache."""

import re
from dataclasses import dataclass
from io import BytesIO

from practice_site.page_cache import HEADER
from practice_site.page_cache.encodings import decode

OWN_TAG = "the tag of the same request"
# Each coding has its own; the cache adds what Django alone doesn't know; a sign-in page
# expires in the second in which it was asked for.
UNCOMPARED = {
    "expires",
    HEADER,
    "etag",
    "content-length",
    "content-encoding",
    "last-modified",
    "age",
    "set-cookie",
    "x-request-id",
}
# In a form of the staff, other each time.
FORM_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
HOSTS = ["testserver"] * 9 + [
    "localhost",
    "TESTSERVER",
    "testserver:80",
    "evil.example",
]
SCHEMES = ["http"] * 7 + ["https"]
METHODS = ["GET"] * 12 + ["HEAD"] * 4 + ["POST", "OPTIONS", "PUT", "DELETE", "PATCH"]
QUERIES = [
    *[""] * 12,
    *("page=1", "page=2", "page=3", "page=", "page=x", "page=0", "page=1&page=2"),
    *("utm_source=mail", "page=2&utm_source=x", "x", "&&", "p%61ge=2", "page=%32"),
    *("q=sleep", "page=2&q=", "author=holt-lunstad", "exact=1", "a=%00", "a=\xff"),
    "page=2&author=nobody",
    "fbclid=" + 600 * "z",
]
ACCEPTED = [
    *("", "gzip, deflate, br, zstd", "gzip", "br", "identity", "*", "br;q=0, gzip"),
    *("gzip;q=0.2, br;q=0.1", "deflate", "gzip;q=0", "nonsense;;q", "*;q=0"),
]
TAGS = [None] * 6 + [OWN_TAG] * 4 + ["*", '"other"', 'W/"other", "more"', "bare", ""]
DATES = [None] * 6 + [
    "Wed, 25 Nov 2015 10:00:00 GMT",
    "Wed, 25 Nov 2065 10:00:00 GMT",
    "soon",
]
OTHERS = [
    {},
    {},
    {},
    {"HTTP_COOKIE": "sessionid=" + 32 * "s"},
    {"HTTP_COOKIE": "csrftoken=" + 32 * "c"},
    {"HTTP_RANGE": "bytes=0-10"},
    {"HTTP_X_FORWARDED_PROTO": "https"},
    {"HTTP_X_FORWARDED_HOST": "evil.example"},
    {"HTTP_IF_MATCH": '"other"'},
    {"HTTP_IF_UNMODIFIED_SINCE": "Wed, 25 Nov 2015 10:00:00 GMT"},
    {"HTTP_AUTHORIZATION": "Basic eDp5"},
    {"HTTP_ACCEPT_LANGUAGE": "de"},
    {"HTTP_X_PAGE_CACHE": "page"},
]


@dataclass
class Answer:
    status: str
    headers: dict
    body: bytes

    @property
    def compared(self):
        headers = {n: t for n, t in self.headers.items() if n not in UNCOMPARED}
        coding = self.headers.get("content-encoding", "")
        has_cookie = "set-cookie" in self.headers
        body = decode(self.body, coding) if self.body else b""
        return self.status, headers, has_cookie, FORM_TOKEN.sub(b"", body)


def request(chance, paths):
    """An environ; ``paths``: as a server gives them, that is in Latin-1."""
    environ = {
        "REQUEST_METHOD": chance.choice(METHODS),
        "PATH_INFO": chance.choice(paths),
        "QUERY_STRING": chance.choice(QUERIES),
        "HTTP_HOST": chance.choice(HOSTS),
        "wsgi.url_scheme": chance.choice(SCHEMES),
        "HTTP_ACCEPT_ENCODING": chance.choice(ACCEPTED),
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        **chance.choice(OTHERS),
    }
    tag, date = chance.choice(TAGS), chance.choice(DATES)
    if tag is not None:
        environ["HTTP_IF_NONE_MATCH"] = tag
    if date is not None:
        environ["HTTP_IF_MODIFIED_SINCE"] = date
    return environ


def answered(application, environ):
    """What ``application`` answers, where the request names an own tag to that tag."""
    if environ.get("HTTP_IF_NONE_MATCH") == OWN_TAG:
        plain = {k: v for k, v in environ.items() if k != "HTTP_IF_NONE_MATCH"}
        tag = asked(application, plain).headers.get("etag", "")
        environ = {**environ, "HTTP_IF_NONE_MATCH": tag}
    return asked(application, environ)


def asked(application, environ):
    begun = []
    answer = application(
        {**environ, "wsgi.input": BytesIO(), "wsgi.errors": BytesIO()},
        lambda status, headers, exc_info=None: begun.append((status, headers)),
    )
    body = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    [(status, headers)] = begun
    # Servers send no body with these.
    if environ["REQUEST_METHOD"] == "HEAD" or status[:3] == "304":
        body = b""
    return Answer(status, {n.lower(): t for n, t in headers}, body)


def differences(environ, alone, cached):
    """What the two applications answer differently; None where they agree."""
    one, other = answered(alone, environ).compared, answered(cached, environ).compared
    return None if one == other else (environ, one, other)
