"""Lists of articles, series and topics: narrow columns, constant queries."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby

from django.core.paginator import Page
from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils import timezone

from articles.models.kept import Kept
from articles.models.reader_urls import slug_url
from articles.pages.links import Link, article_url
from articles.pages.list_rows import (
    COLUMNS,
    all_series_rows,
    last_series_rows,
    newest,
    newest_rows,
    part_rows,
    topic_rows,
    year_rows,
)
from articles.pages.numbered import Pages, Rows
from articles.pages.pictures import Shown, card_pictures

PAGE_SIZE = 10
NEWEST_ON_HOME = 5
SERIES_ON_HOME = 6


@dataclass(frozen=True)
class Listing:
    """One article in a list; ``picture`` is shown by the tag ``picture``."""

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

    @cached_property
    def url(self):
        return reverse("articles:archive", args=[self.year])


class Listings(Rows):
    """The articles that a prepared query finds. Two queries a page."""

    def __getitem__(self, window):
        return with_pictures(super().__getitem__(window))


def with_pictures(rows):
    """The listings of ``COLUMNS``; one query for the pictures of all."""
    at = COLUMNS.index("picture")
    pictures = card_pictures({row[at] for row in rows if row[at]})
    return [listing(*row[:at], pictures.get(row[at]), *row[at + 1 :]) for row in rows]


def listing(title, slug, summary, published_at, minutes, picture, *series):
    series_title, series_slug = series
    link = None
    if series_slug:
        link = Link(series_title, slug_url("series", series_slug))
    return Listing(
        title, article_url(slug), summary, published_at, minutes, link, picture
    )


@dataclass(frozen=True)
class ListPage:
    """``listed``: a page of the paginator; ``years``: of all live articles."""

    listed: Page
    years: tuple[Year, ...]


def article_list(now, number):
    """One page of all live articles. Raises ``InvalidPage``. Three queries.

    This and the next two: one more after a change, and one for a topic.
    """
    kept = Kept.at(now)
    count = total(kept.get(years, now))
    return list_page(Listings(newest_rows(), count, now=now), kept, now, number)


def topic_listings(topic, now, number):
    """One page of a topic's live articles. Raises ``InvalidPage``. Three queries."""
    kept = Kept.at(now)
    count = kept.get(topic_counts, now).get(topic.pk, 0)
    rows = topic_rows(is_wide(count, kept.get(years, now)))
    found = Listings(rows, count, now=now, topic=topic.pk)
    return list_page(found, kept, now, number)


def is_wide(count, years):
    """Are the newest articles of a topic found sooner among all than by the topic?

    A page of ten is then found among ``total / count`` times as many.
    """
    return count * count > PAGE_SIZE * total(years)


def article_count(now):
    """How many articles are live. One query, two after a change."""
    return total(Kept.at(now).get(years, now))


def year_listings(year, now, number):
    """One page of a year's live articles. Raises ``InvalidPage``. Three queries."""
    kept = Kept.at(now)
    count = total(one for one in kept.get(years, now) if one.year == year)
    first, last = first_moment(year), first_moment(year + 1)
    found = Listings(year_rows(), count, now=now, first=first, last=last)
    return list_page(found, kept, now, number)


def first_moment(year):
    """Of a year in the practice's own time."""
    return timezone.make_aware(datetime(year, 1, 1))


def total(years):
    return sum(year.count for year in years)


def list_page(found, kept, now, number):
    paginator = Pages(found, PAGE_SIZE)
    return ListPage(paginator.page(number), kept.get(years, now))


def years(now):
    """The years of all live articles, the newest first. One query."""
    found = newest(now).order_by()
    counts = found.values_list(ExtractYear("first_published_at")).annotate(Count("pk"))
    return tuple(Year(*row) for row in sorted(counts, reverse=True))


def topic_counts(now):
    """{topic's key: how many live articles it has}. One query."""
    tagged = newest(now).order_by().filter(article__topics__isnull=False)
    return dict(tagged.values_list("article__topics").annotate(Count("pk")))


def reading_minutes(parts):
    return sum(part.reading_minutes for part in parts)


def newest_listings(now, count=NEWEST_ON_HOME):
    """Two queries."""
    return with_pictures(newest_rows().part(slice(0, count), now=now))


def series_parts(series, now):
    """The live articles of a series, in its order. Two queries."""
    return with_pictures(part_rows()(now=now, series=series.pk))


def series_list(now):
    """Every series that has a live article, with its parts. Two queries."""
    rows = all_series_rows()(now=now)
    parts = with_pictures([row[:-1] for row in rows])
    return in_series(parts, [row[-1] for row in rows])


def in_series(parts, descriptions):
    found = zip(parts, descriptions, strict=True)
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
    """(newest articles, series). Three queries."""
    return newest_listings(now), home_series(now)


def home_series(now):
    """All series or, of many, those begun last; without pictures. One query."""
    rows = last_series_rows(SERIES_ON_HOME)(now=now)
    at = COLUMNS.index("picture")
    parts = [listing(*row[:at], None, *row[at + 1 : -1]) for row in rows]
    return in_series(parts, [row[-1] for row in rows])
