"""Where a page of the site stands in its copy on disk."""

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

# Search, feeds and what robots read need a server, so a copy has no use for them.
KEPT = {
    "home",
    "article_list",
    "article",
    "article_references",
    "article_cite",
    "series_list",
    "series",
    "topic",
    "archive",
    "faqs",
    "references",
    "references_file",
    "page",
    "look",
    "media",
    # Old addresses, which lead to one of these.
    "elsewhere",
}
MOST_KNOWN = 2_000
PAGE = re.compile(r"page=([1-9][0-9]{0,5})")


@dataclass(frozen=True, slots=True)
class Address:
    """A path of the site, and which page of a list; ``number`` 1 is the list itself."""

    path: str
    number: int = 1

    @property
    def query(self):
        return f"page={self.number}" if self.number > 1 else ""

    @property
    def file(self):
        """Its place in the copy, with strokes between folders."""
        path = self.path.strip("/")
        if self.number > 1:
            return posixpath.join(path, f"page-{self.number}.html")
        is_folder = self.path.endswith("/")
        return posixpath.join(path, "index.html") if is_folder else path

    @property
    def is_static(self):
        return self.path.startswith(settings.STATIC_URL)

    def file_from(self, here):
        """The relative link that leads here from the file of ``here``."""
        # From the root, or each would be sought in the process's own folder.
        return posixpath.relpath(f"/{self.file}", f"/{posixpath.dirname(here.file)}")


def is_of_site(href):
    """Does a link lead to another address of this site, or of nobody else's?"""
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    if parts.scheme or parts.netloc:
        return f"{parts.scheme or 'https'}://{parts.netloc}" == settings.SITE_URL
    return bool(parts.path or parts.query)


def address_of(href, here):
    """(Address, fragment) of a link of the page ``here`` to this site.

    None for what has no place in a copy.
    """
    return found_at(urljoin(here.path, href))


# The menu's links stand on every page.
@lru_cache(maxsize=MOST_KNOWN)
def found_at(url):
    parts = urlsplit(url)
    number = PAGE.fullmatch(parts.query)
    if parts.query and not number:
        return None
    address = Address(unquote(parts.path) or "/", int(number[1]) if number else 1)
    return (address, parts.fragment) if has_place(address) else None


def has_place(address):
    if ".." in address.path.split("/") or "\0" in address.path:
        return False
    if address.is_static:
        return True
    try:
        match = resolve(address.path)
    except Resolver404:
        return False
    return match.app_name == "articles" and match.url_name in KEPT
