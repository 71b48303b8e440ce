"""The public library as a page and as files, whole or as far as it was asked for."""

from dataclasses import replace
from functools import partial

from django.core.paginator import InvalidPage
from django.urls import reverse

from articles.citations.export import public_item
from articles.pages import Asked, public_items, references_page
from articles.pages.files import references_as_file
from articles.pages.links import Link
from articles.structured_data import site_metadata
from articles.views.errors import not_found
from articles.views.lists import home_trail
from articles.views.responses import page, reader_page, site_of

LONGEST_WORDS = 200


@partial(reader_page, declares="page,author")
def references(request, *, now):
    asked = asked_for(request)
    try:
        shown = references_page(now, asked, request.GET.get("page", "1"))
    except InvalidPage:
        return not_found(request, now=now)
    if asked.author and not (shown.author_name or asked.words):
        return not_found(request, now=now)
    site = site_of(request, now)
    response = page(
        "articles/references.html",
        site,
        shown=shown,
        asked=asked,
        path=reverse("articles:references"),
        metadata=metadata(site, asked, shown),
    )
    return as_asked(response, asked)


@partial(reader_page, declares="author")
def references_file(request, *, ext, now):
    asked = asked_for(request)
    items = map(public_item, public_items(now, asked))
    if asked.author and not asked.words:
        items = list(items)
        if not items:
            return not_found(request, now=now)
    response = references_as_file(items, name="references", ext=ext)
    return as_asked(response, asked)


def asked_for(request):
    words = " ".join(request.GET.get("q", "").replace("\0", "").split())
    author = request.GET.get("author", "").replace("\0", "")
    return Asked(words=words[:LONGEST_WORDS], author=author[:LONGEST_WORDS])


def as_asked(response, asked):
    """What somebody searched for is kept nowhere, by no cache and no search engine."""
    if asked.words:
        response.headers["Cache-Control"] = "no-store"
    if not asked.is_everything:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def metadata(site, asked, shown):
    path = reverse("articles:references")
    number = f"page={shown.works.number}" if shown.works.number > 1 else ""
    query = "&".join(filter(None, (asked.query, number)))
    trail = home_trail()
    if not asked.is_everything:
        trail = (*trail, Link("References", path))
    found = site_metadata(
        site,
        title=title(asked, shown),
        heading="References" if asked.is_everything else "",
        path=f"{path}?{query}" if query else path,
        trail=trail,
    )
    return found if asked.is_everything else replace(found, robots="noindex")


def title(asked, shown):
    if asked.words:
        named = f"References with “{asked.words}”"
    elif asked.author:
        named = f"References by {shown.author_name}"
    else:
        named = "References"
    number = shown.works.number
    return named if number == 1 else f"{named}, page {number}"
