"""The letters of the public library, and the pages on which they begin."""

import unicodedata
from itertools import groupby

from django.db.models import Count
from django.db.models.functions import Substr

from articles.models.reader_urls import url_of
from articles.pages.links import Link
from articles.pages.reference_rows import PAGE_SIZE, Asked, public_references

# Below this the list itself is as quick as a choice of letters.
FEW_INITIALS = 5
OTHER = "Other"


def counts_by_initial(now):
    """((initial, number of works), …) in the order of the list. One query."""
    rows = (
        public_references(now, Asked())
        .order_by()
        .values(first=Substr("sort_key", 1, 1))
        .annotate(works=Count("pk"))
        .order_by("first")
        .values_list("first", "works")
    )
    return tuple(
        (label, sum(works for _, works in several))
        for label, several in groupby(rows, key=lambda row: initial(row[0]))
    )


def initial_links(counts, number):
    """Each initial leads to its heading, on whatever page that stands."""
    if len(counts) < FEW_INITIALS:
        return ()
    links, before = [], 0
    for label, works in counts:
        page = before // PAGE_SIZE + 1
        path = "" if page == number else url_of("references")
        query = f"?page={page}" if path and page > 1 else ""
        links.append(Link(label, f"{path}{query}#{anchor(label)}"))
        before += works
    return tuple(links)


def anchor(label):
    return f"initial-{label.replace('–', '-').lower()}"


def initial(key):
    """The letter under which a work stands; digits and CJK signs stand together."""
    first = key[:1].upper()
    if first.isdigit():
        return "0–9"
    is_letter = first.isalpha() and unicodedata.category(first) == "Lu"
    return first if is_letter else OTHER
