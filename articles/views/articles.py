"""One article or plain page; an article and its references as data."""

from articles.citations import to_csl_json
from articles.citations.export import public_item
from articles.pages import kept_for_all, live_page
from articles.pages.cite import live_item
from articles.pages.files import attachment, references_as_file
from articles.pages.live import live_columns
from articles.structured_data import article_metadata
from articles.views.errors import missing_article
from articles.views.responses import page, reader_page

# The column of a publication's page that holds each format.
COLUMNS = {"json": "page__items", "bib": "page__biblatex", "ris": "page__ris"}


@reader_page
def article(request, *, slug, now):
    return shown("article", slug, request, now)


@reader_page
def plain_page(request, *, slug, now):
    return shown("page", slug, request, now)


def shown(kind, slug, request, now):
    found = live_page(kind=kind, slug=slug, now=now, kept=kept_for_all(request))
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
    found = live_columns(COLUMNS[ext], kind="article", slug=slug, now=now)
    if found is None:
        return missing_article(request, slug=slug, now=now, rest=f"references.{ext}")
    [kept] = found
    text = to_csl_json(map(public_item, kept)) if ext == "json" else kept
    return attachment(text, name=f"{slug}-references", ext=ext)


@reader_page
def article_cite(request, *, slug, ext, now):
    """The article itself, for a reference manager."""
    item = live_item(slug, now, kept=kept_for_all(request))
    if item is None:
        return missing_article(request, slug=slug, now=now, rest=f"cite.{ext}")
    return references_as_file([item], name=slug, ext=ext)
