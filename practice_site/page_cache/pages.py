"""A finished page: its headers and its bytes in each content coding, ready to send."""

import hashlib
import re
from datetime import UTC, datetime
from email.utils import format_datetime
from http import HTTPStatus

from practice_site.page_cache.encodings import PLAIN, QUALITIES, encode

STRONG = re.compile(r'"[^"]*"')
TAGS = re.compile(r'(?:W/)?("[^"]*")')
# They describe the body, which a 304 has not.
OF_THE_BODY = {
    "content-type",
    "content-length",
    "content-encoding",
    "content-language",
    "content-disposition",
}
# Written anew for each coding.
OWN = {"content-length", "etag", "last-modified", "vary", "age", "date"}
VARY, AGE = ("Vary", "Accept-Encoding"), ("Age", "0")
NOT_MODIFIED = "304 Not Modified"
# What the objects around a page take in memory, about.
OVERHEAD = 2500


class Reply:
    """A page in one coding. ``tags``: the ETags by which a browser may name it.

    Two lists of headers each, without and with the date of the last change.
    """

    __slots__ = ("body", "dated", "quality", "tag", "tags", "undated", "unchanged")

    def __init__(self, page, coding, body, tag, quality):
        self.body = [body]
        self.quality = quality
        self.tag = tag
        # Every process makes the same bytes at the same quality, so all know the tags.
        tags = (tag, *(page.tag_of(coding, q) for q in QUALITIES.get(coding, ())))
        self.tags = set(filter(None, tags))
        own = [("Content-Encoding", coding)] if coding else []
        own += [("Content-Length", str(len(body)))]
        own += [("ETag", tag)] if tag else []
        self.undated = [*page.headers, *own, VARY, AGE]
        self.dated = [*self.undated, ("Last-Modified", page.last_modified)]
        self.unchanged = tuple(
            [header for header in headers if header[0].lower() not in OF_THE_BODY]
            for headers in (self.undated, self.dated)
        )

    def named_in(self, if_none_match):
        """The first that is ours of a list of ETags or ``*``, None without one.

        By weak comparison (RFC 9110, 13.1.2).
        """
        if if_none_match.strip() == "*":
            return self.tag or None
        ours = (tag for tag in TAGS.findall(if_none_match) if tag in self.tags)
        return next(ours, None)

    def unchanged_as(self, tag, is_dated):
        """The headers of a 304 for who has the page under ``tag``.

        It must be named again as it was asked for, though another compression may
        have another tag by now (RFC 9111, 4.3.4).
        """
        headers = self.unchanged[is_dated]
        if tag == self.tag:
            return headers
        return [
            ("ETag", tag) if name == "ETag" else (name, text) for name, text in headers
        ]


class Page:
    """``names``: the parameters that its address declares.

    ``settled_at``: from then on, in seconds of Unix time, the date of the last change
    is told; until then the same second may see another change.
    """

    __slots__ = (
        "headers",
        "is_ok",
        "last_modified",
        "names",
        "replies",
        "settled_at",
        "size",
        "status",
        "tag",
    )

    def __init__(self, status, headers, body, *, names=(), changed_at=0.0):
        self.status = status
        self.names = names
        self.is_ok = status.startswith(f"{HTTPStatus.OK.value} ")
        self.headers = [h for h in headers if h[0].lower() not in OWN]
        self.tag = tag_of(headers, body)
        self.last_modified = http_date(changed_at)
        self.settled_at = int(changed_at) + 1
        self.size = OVERHEAD + len(body)
        self.replies = {}
        self.replies[PLAIN] = Reply(self, PLAIN, body, self.tag, None)

    @property
    def body(self):
        return self.replies[PLAIN].body[0]

    def tag_of(self, coding, quality):
        """A strong ETag of its own for each coding and quality."""
        return f'{self.tag[:-1]}-{coding}{quality}"' if self.tag else ""

    def encoded(self, coding, *, at_best=False):
        """The page in ``coding``, or as it is where that is no smaller.

        May be made twice by two threads at once; either result is right.
        """
        quality = QUALITIES[coding][at_best]
        body = encode(self.body, coding, quality) if self.body else b""
        if len(body) < len(self.body):
            reply = Reply(self, coding, body, self.tag_of(coding, quality), quality)
        else:
            reply = self.replies[PLAIN]
        return reply if at_best else self.replies.setdefault(coding, reply)

    def is_same_as(self, other):
        return (self.status, self.headers, self.body) == (
            other.status,
            other.headers,
            other.body,
        )


def tag_of(headers, body):
    """The application's own strong ETag, else a digest of the body; "" without one."""
    given = next((text for name, text in headers if name.lower() == "etag"), "")
    if STRONG.fullmatch(given):
        return given
    digest = hashlib.blake2b(body, digest_size=16).hexdigest()
    return f'"{digest}"' if body else ""


def http_date(seconds):
    return format_datetime(datetime.fromtimestamp(int(seconds), UTC), usegmt=True)
