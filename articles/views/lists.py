"""Home, and the lists: articles, series, topics, years."""

from functools import partial

from django.core.paginator import InvalidPage
from django.urls import reverse

from articles.models import Series, Topic
from articles.models.reader_urls import url_of
from articles.pages import (
    Link,
    article_list,
    home_lists,
    reading_minutes,
    series_list,
    series_parts,
    topic_listings,
    year_listings,
)
from articles.structured_data import site_metadata
from articles.views.errors import not_found
from articles.views.responses import numbered_page, page, reader_page, site_of


@reader_page
def home(request, *, now):
    site = site_of(request, now, with_portraits=True)
    newest, series = home_lists(now)
    metadata = site_metadata(site, title=site.practice.name, path=reverse_home())
    return page(
        "articles/home.html", site, newest=newest, series=series, metadata=metadata
    )


@numbered_page
def articles(request, *, now):
    path = url_of("article_list")
    return paged(request, now, "articles/article_list.html", article_list, path)


@numbered_page
def topic(request, *, slug, now):
    found = Topic.objects.filter(slug=slug).first()
    if found is None:
        return not_found(request, now=now)
    return paged(
        request,
        now,
        "articles/topic.html",
        partial(topic_listings, found),
        found.get_absolute_url(),
        title=found.name,
        description=found.description,
        topic=found,
    )


@numbered_page
def archive(request, *, year, now):
    year = int(year)
    return paged(
        request,
        now,
        "articles/archive.html",
        partial(year_listings, year),
        reverse("articles:archive", args=[year]),
        title=f"Articles of {year}",
        heading=str(year),
        trail=(*home_trail(), Link("Articles", url_of("article_list"))),
        year=year,
    )


def paged(
    request,
    now,
    template,
    listed,
    path,
    *,
    title="Articles",
    heading="",
    description="",
    trail=None,
    **context,
):
    """A list ten to a page; a number that isn't one of its pages is a 404.

    ``listed``: called with the moment and the number, gives that page of the list.
    ``context``: what the list is of; without articles there is no such page.
    """
    try:
        found = listed(now, request.GET.get("page", "1"))
    except InvalidPage:
        return not_found(request, now=now)
    shown = found.listed
    if context and not shown.paginator.count:
        return not_found(request, now=now)
    site = site_of(request, now)
    metadata = site_metadata(
        site,
        title=title if shown.number == 1 else f"{title}, page {shown.number}",
        heading=heading or title,
        path=path if shown.number == 1 else f"{path}?page={shown.number}",
        description=description,
        trail=trail or home_trail(),
    )
    context |= {"listings": shown, "years": found.years, "path": path}
    return page(template, site, metadata=metadata, **context)


@reader_page
def series_index(request, *, now):
    site = site_of(request, now)
    path = url_of("series_list")
    metadata = site_metadata(site, title="Series", path=path, trail=home_trail())
    return page(
        "articles/series_list.html", site, series=series_list(now), metadata=metadata
    )


@reader_page
def series(request, *, slug, now):
    found = Series.objects.filter(slug=slug).first()
    parts = series_parts(found, now) if found else []
    if not parts:
        return not_found(request, now=now)
    site = site_of(request, now)
    all_series = Link("Series", url_of("series_list"))
    metadata = site_metadata(
        site,
        title=found.title,
        path=found.get_absolute_url(),
        description=found.description,
        trail=(*home_trail(), all_series),
    )
    return page(
        "articles/series.html",
        site,
        series=found,
        parts=parts,
        minutes=reading_minutes(parts),
        metadata=metadata,
    )


def home_trail():
    return (Link("Home", reverse_home()),)


def reverse_home():
    return url_of("home")
