"""The text that readers see at an address, as it was finished when published."""

from dataclasses import dataclass
from datetime import datetime

from articles.models import Article, Publication, Series
from articles.models.prepared import NOW, given_text, prepared
from articles.pages.pictures import OneFile, file_of, open_graph_image
from articles.rendering import Document
from articles.source import ArticleSource


@dataclass(frozen=True)
class LiveText:
    """``article``: the columns that its place needs; another would be a query more."""

    article: Article
    source: ArticleSource
    document: Document
    summary: str
    published_at: datetime
    updated_at: datetime | None
    social_picture: OneFile | None


# In the order of the models' fields, for ``from_db``.
ARTICLE = ("id", "kind", "slug", "series_id", "crisis_card", "about_id")
SERIES = ("id", "title", "slug")


def live_there():
    """What is live at the address that is given when this is asked."""
    live = Publication.objects.live(NOW).filter(
        article__kind=given_text("kind"), article__slug=given_text("slug")
    )
    return live.order_by()


@prepared
def rows():
    """Columns of the article, of its series, then of the publication."""
    return live_there().values_list(
        *(f"article__{name}" for name in ARTICLE),
        *(f"article__series__{name}" for name in SERIES),
        "revision__source_data",
        "page__document_data",
        "summary",
        "first_published_at",
        "updated_at",
        file_of("picture", "social"),
    )


def live_text(*, kind, slug, now):
    """The LiveText, None if nothing is live there. One query."""
    found = rows()(kind=kind, slug=slug, now=now)
    if not found:
        return None
    of_article, of_series, rest = parted(found[0], len(ARTICLE), len(SERIES))
    article = Article.from_db(None, ARTICLE, of_article)
    if article.series_id:
        article.series = Series.from_db(None, SERIES, of_series)
    source, document, summary, published_at, updated_at, file = rest
    return LiveText(
        article,
        ArticleSource.from_dict(source),
        Document.from_dict(document),
        summary,
        published_at,
        updated_at,
        open_graph_image(file),
    )


@prepared
def columns(*names):
    return live_there().values_list(*names)


def live_columns(*names, kind, slug, now):
    """These columns of the publication that is live there, else None. One query."""
    return next(iter(columns(*names)(kind=kind, slug=slug, now=now)), None)


def parted(row, *lengths):
    for length in lengths:
        yield row[:length]
        row = row[length:]
    yield row
