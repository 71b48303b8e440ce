"""Home, and the lists: articles, series, topics."""

from django.core.paginator import InvalidPage
from django.urls import reverse

from articles.models import Series, Topic
from articles.pages import (
    Link,
    Site,
    article_list,
    home_lists,
    series_list,
    series_parts,
    topic_listings,
)
from articles.pages.links import site_links
from articles.structured_data import site_metadata
from articles.views.errors import not_found
from articles.views.responses import page, reader_page


@reader_page
def home(request, *, now):
    site = Site.around(site_links(now), with_portraits=True, at=now)
    newest, series = home_lists(now)
    metadata = site_metadata(site, title=site.practice.name, path=reverse_home())
    return page(
        "articles/home.html", site, newest=newest, series=series, metadata=metadata
    )


@reader_page
def articles(request, *, now):
    path = reverse("articles:article_list")
    return paged(request, now, "articles/article_list.html", "Articles", path)


@reader_page
def topic(request, *, slug, now):
    found = Topic.objects.filter(slug=slug).first()
    if found is None:
        return not_found(request, now=now)
    return paged(
        request,
        now,
        "articles/topic.html",
        found.name,
        found.get_absolute_url(),
        topic=found,
    )


def paged(request, now, template, title, path, topic=None):
    """A list ten to a page; a number that isn't one of its pages is a 404."""
    number = request.GET.get("page", "1")
    try:
        shown = (
            topic_listings(topic, now, number) if topic else article_list(now, number)
        )
    except InvalidPage:
        return not_found(request, now=now)
    if topic and not shown.paginator.count:
        return not_found(request, now=now)
    site = Site.load(now)
    metadata = site_metadata(
        site,
        title=title if shown.number == 1 else f"{title}, page {shown.number}",
        path=path if shown.number == 1 else f"{path}?page={shown.number}",
        description=topic.description if topic else "",
        trail=home_trail(),
    )
    return page(
        template, site, listings=shown, path=path, topic=topic, metadata=metadata
    )


@reader_page
def series_index(request, *, now):
    site = Site.load(now)
    path = reverse("articles:series_list")
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
    site = Site.load(now)
    all_series = Link("Series", reverse("articles:series_list"))
    metadata = site_metadata(
        site,
        title=found.title,
        path=found.get_absolute_url(),
        description=found.description,
        trail=(*home_trail(), all_series),
    )
    return page(
        "articles/series.html", site, series=found, parts=parts, metadata=metadata
    )


def home_trail():
    return (Link("Home", reverse_home()),)


def reverse_home():
    return reverse("articles:home")
