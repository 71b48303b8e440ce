"""What is answered where there is no page: moved, gone, not found, out of order."""

import logging
from functools import wraps

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.http import escape_leading_slashes

from articles.models import Address, OldPath, Publication, normalize_path
from articles.models.practice import CRISIS_NOTICE
from articles.pages.help_lines import ALWAYS, linked
from articles.pages.links import Link
from articles.pages.lists import newest_listings
from articles.views.responses import page, reader_page, site_of, unkept

logger = logging.getLogger(__name__)
LONGEST_PATH = 300


@reader_page
def elsewhere(request, *, path, now):
    """Every address that no other pattern has: never a page of its own."""
    return not_found(request, now=now)


def or_not_found(view):
    """``view``, whose ``Http404`` becomes a page before the page cache is offered it.

    Answered outside the view, it would not be known what the address declares.
    """

    @wraps(view)
    def answer(request, *, now, **kwargs):
        try:
            return view(request, now=now, **kwargs)
        except Http404:
            return not_found(request, now=now)

    return answer


def not_found(request, exception=None, *, now=None):
    """301 for an address of the former site or without its last slash, else 404."""
    if target := former_path(request.path, now or timezone.now()):
        moved = HttpResponsePermanentRedirect(target)
        return moved if is_plainly_written(request.path) else unkept(moved)
    if target := with_slash(request.path_info, request.META["QUERY_STRING"]):
        return unkept(HttpResponsePermanentRedirect(target))
    site = site_of(request, now or timezone.now())
    return page("404.html", site, status=404)


def former_path(path, now):
    if len(path) > LONGEST_PATH or "\0" in path:
        return None
    old = (
        OldPath.objects.filter(path=normalize_path(path))
        .select_related("article")
        .only("article__slug", "article__kind")
        .first()
    )
    return old and current_url(old.article, now)


def is_plainly_written(path):
    """Is it one of the two spellings of a former address that are kept?

    Slashes and spaces around it are forgiven in endless combinations.
    """
    return path.removesuffix("/") == normalize_path(path)


def with_slash(path, query):
    """Where ``path`` stands with a slash behind it, still asking what was asked."""
    if path.endswith("/"):
        return None
    try:
        match = resolve(f"{path}/")
    except Resolver404:
        return None
    if match.url_name in ("elsewhere", "media"):
        return None
    return escape_leading_slashes(f"{path}/{'?' if query else ''}{query}")


def missing_article(request, *, slug, now, rest=""):
    """For an address that shows nothing: 301 if it moved, 410 if withdrawn, else 404.

    ``rest``: what stood behind the article's address, such as "references.json".
    """
    address = (
        Address.objects.filter(slug=slug)
        .select_related("article__series")
        .only(
            "article__slug",
            "article__kind",
            "article__series__title",
            "article__series__slug",
        )
        .first()
    )
    url = address and current_url(address.article, now)
    if not url:
        return not_found(request, now=now)
    if f"{url}{rest}" != request.path:
        return HttpResponsePermanentRedirect(f"{url}{rest}")
    return gone(request, address.article, now)


def current_url(article, now):
    """Where an article stands, or stood until withdrawn; None if never published."""
    was_shown = Publication.objects.in_force(now).filter(article=article).exists()
    return article.get_absolute_url() if was_shown else None


def gone(request, article, now):
    """A kind page for who comes for a withdrawn article: never a word of it."""
    series = None
    live = Publication.objects.live(now).filter(article__series=article.series_id)
    if article.series_id and live.exists():
        series = Link(article.series.title, article.series.get_absolute_url())
    return page(
        "410.html",
        site_of(request, now),
        status=410,
        series=series,
        newest=newest_listings(now),
    )


def server_error(request):
    """The last resort: with the practice's licences if they can be had, else without.

    Whatever failed before may fail here again, so any failure leads to a page made
    of constants.
    """
    try:
        site = site_of(request, timezone.now())
    except Exception:
        logger.exception("The error page could not load the practice's details.")
        site = None
    html = render_to_string(
        "500.html",
        {"site": site, "crisis_notice": linked(CRISIS_NOTICE), "help_lines": ALWAYS},
    )
    return HttpResponse(html, status=500)
