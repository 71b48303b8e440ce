"""``/sitemap.xml`` with the dates on which pages last changed, and ``/robots.txt``."""

from collections import defaultdict

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from articles.models import Publication, Topic
from articles.pages.links import article_url, page_url
from articles.structured_data import absolute_url

PRIVATE = ("/admin/", "/accounts/")


def sitemap(request, *, now):
    """Two queries. Addresses without anything live are not in it."""
    entries = [
        (absolute_url(path), changed_at) for path, changed_at in sorted(paths(now))
    ]
    xml = render_to_string("articles/sitemap.xml", {"entries": entries})
    return HttpResponse(xml, content_type="application/xml; charset=utf-8")


def paths(now):
    """(path, when what it shows last changed in substance, None if never)."""
    live = Publication.objects.live(now).select_related(None)
    rows = live.values_list(
        "article_id",
        "article__kind",
        "article__slug",
        "article__series__slug",
        "first_published_at",
        "updated_at",
    )
    changed = defaultdict(list)
    by_article = {}
    for article, kind, slug, series, first, updated in rows:
        moment = updated or first
        if kind == "page":
            changed[page_url(slug)].append(moment)
            continue
        by_article[article] = moment
        changed[article_url(slug)].append(moment)
        if series:
            changed[reverse("articles:series", args=[series])].append(moment)
    for slug, article in Topic.articles.through.objects.filter(
        article__in=live.articles().values("article")
    ).values_list("topic__slug", "article"):
        changed[reverse("articles:topic", args=[slug])].append(by_article[article])
    everything = list(by_article.values())
    for name in ("home", "article_list", "series_list", "references"):
        changed[reverse(f"articles:{name}")].extend(everything)
    return [(path, max(moments, default=None)) for path, moments in changed.items()]


def robots(request, *, now):
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in PRIVATE),
        "",
        f"Sitemap: {absolute_url(reverse('articles:sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
