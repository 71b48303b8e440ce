"""Lists of articles, series and topics: narrow columns, constant queries."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.core.paginator import Paginator
from django.db.models import Count
from django.db.models.functions import ExtractYear, Lower
from django.urls import reverse

from articles.models import Publication
from articles.pages.links import Link, article_url
from articles.pages.pictures import Shown, card_pictures

PAGE_SIZE = 10
NEWEST_ON_HOME = 5


@dataclass(frozen=True)
class Listing:
    """One article in a list; ``picture`` is shown by ``includes/card_picture.html``."""

    title: str
    url: str
    summary: str
    published_at: datetime
    reading_minutes: int
    series: Link | None = None
    picture: Shown | None = None


@dataclass(frozen=True)
class SeriesListing:
    title: str
    url: str
    description: str
    parts: tuple[Listing, ...]

    @property
    def minutes(self):
        return reading_minutes(self.parts)


@dataclass(frozen=True)
class Year:
    """A year in the practice's own time, and how many live articles are of it."""

    year: int
    count: int

    @property
    def url(self):
        return reverse("articles:archive", args=[self.year])


COLUMNS = (
    "title",
    "article__slug",
    "summary",
    "first_published_at",
    "reading_minutes",
    "picture",
    "article__series__title",
    "article__series__slug",
)


def listings(publications):
    """The articles of a Publication queryset, in its order. Two queries when read."""
    return Listings(publications.values_list(*COLUMNS))


class Listings:
    """A sliceable, countable sequence for the paginator."""

    def __init__(self, rows):
        self.rows = rows

    def __getitem__(self, index):
        return with_pictures(self.rows[index])

    def __iter__(self):
        return iter(with_pictures(self.rows))

    def __len__(self):
        return self.rows.count()


def with_pictures(rows):
    """The listings of ``COLUMNS``; one query for the pictures of all."""
    rows = list(rows)
    at = COLUMNS.index("picture")
    pictures = card_pictures({row[at] for row in rows if row[at]})
    return [listing(*row[:at], pictures.get(row[at]), *row[at + 1 :]) for row in rows]


def listing(title, slug, summary, published_at, minutes, picture, *series):
    series_title, series_slug = series
    link = None
    if series_slug:
        link = Link(series_title, reverse("articles:series", args=[series_slug]))
    return Listing(
        title, article_url(slug), summary, published_at, minutes, link, picture
    )


def newest(now):
    return Publication.objects.live(now).articles().newest_first()


def article_list(now, number):
    """One page of all live articles. Raises ``InvalidPage``. Three queries."""
    return Paginator(listings(newest(now)), PAGE_SIZE).page(number)


def topic_listings(topic, now, number):
    """One page of a topic's live articles. Raises ``InvalidPage``. Three queries."""
    found = newest(now).filter(article__topics=topic)
    return Paginator(listings(found), PAGE_SIZE).page(number)


def years(now):
    """The years of all live articles, the newest first. One query."""
    found = newest(now).order_by()
    counts = found.values_list(ExtractYear("first_published_at")).annotate(Count("pk"))
    return [Year(*row) for row in sorted(counts, reverse=True)]


def year_listings(year, now, number):
    """One page of a year's live articles. Raises ``InvalidPage``. Three queries."""
    found = newest(now).filter(first_published_at__year=year)
    return Paginator(listings(found), PAGE_SIZE).page(number)


def reading_minutes(parts):
    return sum(part.reading_minutes for part in parts)


def newest_listings(now, count=NEWEST_ON_HOME):
    return listings(newest(now))[:count]


def series_parts(series, now):
    """The live articles of a series, in its order. Two queries."""
    live = Publication.objects.live(now).articles()
    return list(
        listings(live.filter(article__series=series).order_by("article__position"))
    )


def series_list(now):
    """Every series that has a live article, with its parts. Two queries."""
    live = (
        Publication.objects.live(now).articles().filter(article__series__isnull=False)
    )
    rows = list(
        live.order_by(
            Lower("article__series__title"), "article__series_id", "article__position"
        ).values_list(*COLUMNS, "article__series__description")
    )
    parts = with_pictures(row[:-1] for row in rows)
    found = zip(parts, (row[-1] for row in rows), strict=True)
    return [
        series_listing(list(one))
        for _, one in groupby(found, key=lambda part: part[0].series.url)
    ]


def series_listing(found):
    first, description = found[0]
    return SeriesListing(
        first.series.title, first.series.url, description, tuple(p for p, _ in found)
    )


def home_lists(now):
    """(newest articles, series). Four queries."""
    return newest_listings(now), series_list(now)
