"""Who made the works of the public library, and the way to all that each made."""

from django.utils.http import urlencode

from articles.citations.records import names, spoken_name
from articles.citations.searching import author_mark, fold
from articles.citations.variables import NAMES
from articles.models.reader_urls import url_of
from articles.pages.links import Link

MOST_NAMED = 6


def link_to_author(mark, name):
    """To all works of the one who bears this mark."""
    query = urlencode({"author": mark})
    return Link(name, f"{url_of('references')}?{query}")


def name_of(rows, mark):
    """How the author asked for is written, in the fullest form on the page."""
    forms = {spoken_name(n) for m, n in people(rows if mark else ()) if m == mark}
    return max(sorted(forms), key=len, default="")


def authors_named(rows, words):
    """Links to all works of those whose family name is among ``words``."""
    found = {}
    for mark, name in people(rows if words else ()):
        family = fold(name.get("family") or name["literal"]).split()
        if mark and set(family) & set(words):
            found[mark] = max(found.get(mark, ""), spoken_name(name), key=len)
    named = sorted(found.items())[:MOST_NAMED]
    return tuple(link_to_author(mark, name) for mark, name in named)


def people(rows):
    """(mark, name) of everybody who made these works."""
    for row in rows:
        for role in NAMES:
            for name in names(row.item, role):
                yield author_mark(name), name
