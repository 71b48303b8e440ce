"""One article or plain page, and an article's references as data."""

import json

from django.http import HttpResponse

from articles.models import Publication, PublishedPage
from articles.pages import live_page
from articles.structured_data import article_metadata
from articles.views.errors import missing_article
from articles.views.responses import page, reader_page

# (column of PublishedPage, media type) of each format.
FORMATS = {
    "json": ("items", "application/vnd.citationstyles.csl+json"),
    "bib": ("biblatex", "application/x-bibtex; charset=utf-8"),
    "ris": ("ris", "application/x-research-info-systems; charset=utf-8"),
}


@reader_page
def article(request, *, slug, now):
    return shown("article", slug, request, now)


@reader_page
def plain_page(request, *, slug, now):
    return shown("page", slug, request, now)


def shown(kind, slug, request, now):
    found = live_page(kind=kind, slug=slug, now=now)
    if not found:
        return missing_article(request, slug=slug, now=now)
    site, article_page = found
    return page(
        f"articles/{kind}.html",
        site,
        page=article_page,
        metadata=article_metadata(site, article_page),
    )


@reader_page
def article_references(request, *, slug, ext, now):
    column, media_type = FORMATS[ext]
    live = Publication.objects.live(now).articles().filter(article__slug=slug)
    found = PublishedPage.objects.filter(publication__in=live)
    values = found.values_list(column, flat=True)
    if not values:
        return missing_article(request, slug=slug, now=now, rest=f"references.{ext}")
    data = values[0]
    if ext == "json":
        data = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    name = f"{slug}-references.{ext}"
    return HttpResponse(
        data,
        content_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
