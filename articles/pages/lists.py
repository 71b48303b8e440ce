"""Lists of articles, series, topics, references: narrow columns, constant queries."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.core.paginator import Paginator
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.html import escape

from articles.models import Citation, Publication
from articles.pages.links import Link, article_url, page_url
from articles.pages.site import safe
from articles.rendering import sanitize

PAGE_SIZE = 10
NEWEST_ON_HOME = 5


@dataclass(frozen=True)
class Listing:
    """One article in a list."""

    title: str
    url: str
    summary: str
    published_at: datetime
    reading_minutes: int
    series: Link | None = None


@dataclass(frozen=True)
class SeriesListing:
    title: str
    url: str
    description: str
    parts: tuple[Listing, ...]


@dataclass(frozen=True)
class ReferenceListing:
    """One work with the live articles that cite it, and those that recommend it."""

    html: str
    initial: str
    cited_in: tuple[Link, ...]
    recommended_in: tuple[Link, ...]


def listings(publications):
    """The articles of a Publication queryset, in its order. One query when read."""
    rows = publications.values_list(
        "title",
        "article__slug",
        "summary",
        "first_published_at",
        "reading_minutes",
        "article__series__title",
        "article__series__slug",
    )
    return Listings(rows)


class Listings:
    """A sliceable, countable sequence for the paginator."""

    def __init__(self, rows):
        self.rows = rows

    def __getitem__(self, index):
        return [listing(*row) for row in self.rows[index]]

    def __iter__(self):
        return (listing(*row) for row in self.rows)

    def __len__(self):
        return self.rows.count()


def listing(title, slug, summary, published_at, minutes, series_title, series_slug):
    series = None
    if series_slug:
        series = Link(series_title, reverse("articles:series", args=[series_slug]))
    return Listing(title, article_url(slug), summary, published_at, minutes, series)


def newest(now):
    return Publication.objects.live(now).articles().newest_first()


def article_list(now, number):
    """One page of all live articles. Raises ``InvalidPage``. Two queries."""
    return Paginator(listings(newest(now)), PAGE_SIZE).page(number)


def topic_listings(topic, now, number):
    """One page of a topic's live articles. Raises ``InvalidPage``. Two queries."""
    found = newest(now).filter(article__topics=topic)
    return Paginator(listings(found), PAGE_SIZE).page(number)


def newest_listings(now, count=NEWEST_ON_HOME):
    return listings(newest(now))[:count]


def series_parts(series, now):
    """The live articles of a series, in its order. One query."""
    live = Publication.objects.live(now).articles()
    return list(
        listings(live.filter(article__series=series).order_by("article__position"))
    )


def series_list(now):
    """Every series that has a live article, with its parts. One query."""
    live = (
        Publication.objects.live(now).articles().filter(article__series__isnull=False)
    )
    rows = live.order_by(
        Lower("article__series__title"), "article__series_id", "article__position"
    ).values_list(
        "article__series__description",
        "title",
        "article__slug",
        "summary",
        "first_published_at",
        "reading_minutes",
        "article__series__title",
        "article__series__slug",
    )
    return [
        series_listing([(row[0], listing(*row[1:])) for row in found])
        for _, found in groupby(rows, key=lambda row: row[-1])
    ]


def series_listing(found):
    description, first = found[0]
    return SeriesListing(
        first.series.title, first.series.url, description, tuple(p for _, p in found)
    )


def home_lists(now):
    """(newest articles, series). Two queries."""
    return newest_listings(now), series_list(now)


def reference_groups(now):
    """[(initial, works)]: all works that live texts cite or recommend. One query."""
    rows = (
        Citation.objects.filter(publication__in=Publication.objects.live(now))
        .order_by(
            Lower("reference__authors"),
            "reference__year",
            "reference__title",
            "reference_id",
            "publication__title",
            "article_id",
        )
        .values_list(
            "reference_id",
            "reference__entry",
            "reference__authors",
            "reference__title",
            "reference__year",
            "is_further_reading",
            "publication__title",
            "article__slug",
            "article__kind",
        )
    )
    works = [
        reference_listing(list(uses)) for _, uses in groupby(rows, key=lambda r: r[0])
    ]
    by_initial = {}
    for work in works:
        by_initial.setdefault(work.initial, []).append(work)
    return sorted(by_initial.items(), key=lambda pair: (pair[0] == "#", pair[0]))


def reference_listing(uses):
    _, entry, authors, title, year, *_ = uses[0]
    plain = f"{authors or 'No author'} ({year or 'n.d.'}). {title or 'Untitled'}"
    return ReferenceListing(
        html=safe(sanitize(entry or escape(plain))),
        initial=initial(authors or title),
        cited_in=tuple(use_link(use) for use in uses if not use[5]),
        recommended_in=tuple(use_link(use) for use in uses if use[5]),
    )


def use_link(use):
    title, slug, kind = use[6:]
    return Link(title, page_url(slug) if kind == "page" else article_url(slug))


def initial(name):
    """The letter under which a name stands: É under E, digits and signs under #."""
    first = unicodedata.normalize("NFKD", name.strip()[:1]).upper()[:1]
    return first if first.isalpha() else "#"
