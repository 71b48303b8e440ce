"""Lists of articles, series and topics: narrow columns, constant queries."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.core.paginator import Paginator
from django.db.models.functions import Lower
from django.urls import reverse

from articles.models import Publication
from articles.pages.links import Link, article_url

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
