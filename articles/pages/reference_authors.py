"""Who made the works of the public library, and the way to all that each made."""

from django.urls import reverse
from django.utils.http import urlencode

from articles.citations.records import creators, names
from articles.citations.searching import author_mark, fold
from articles.citations.variables import NAMES
from articles.pages.links import Link

MOST_NAMED = 6


def author_link(item):
    """All works of the first author, None for a work without one."""
    first = next(iter(creators(item)), None)
    mark = first and author_mark(first)
    return link_to_author(mark, first) if mark else None


def link_to_author(mark, name):
    query = urlencode({"author": mark})
    return Link(shown_name(name), f"{reverse('articles:references')}?{query}")


def shown_name(name):
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return name.get("literal") or " ".join(name[p] for p in parts if p in name)


def name_of(rows, mark):
    """How the author asked for is written, in the fullest form on the page."""
    forms = {shown_name(n) for m, n in people(rows if mark else ()) if m == mark}
    return max(sorted(forms), key=len, default="")


def authors_named(rows, words):
    """Links to all works of those whose family name is among ``words``."""
    found = {}
    for mark, name in people(rows if words else ()):
        family = fold(name.get("family") or name["literal"]).split()
        if mark and set(family) & set(words):
            known = found.get(mark)
            if not known or len(shown_name(name)) > len(known.title):
                found[mark] = link_to_author(mark, name)
    return tuple(found[mark] for mark in sorted(found))[:MOST_NAMED]


def people(rows):
    """(mark, name) of everybody who made these works."""
    for *_, item in rows:
        for role in NAMES:
            for name in names(item, role):
                yield author_mark(name), name
