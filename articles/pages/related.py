"""What to read after an article: others that share its topics, sources or series."""

from django.db.models import (
    Case,
    Count,
    IntegerField,
    OuterRef,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from articles.models import Article, Citation, Publication
from articles.pages.links import Way, article_url

MOST_RELATED = 3
# An editor says by a topic that two articles belong together. That they cite the same
# work, or are parts of one series, says less.
TOPIC_WEIGHT = 2
# Of a topic that very many articles have, those that got it last; and as many of the
# places where the same works are cited.
LOOKED_AT = 50


def related(article, cited, now, *, topics=(), beside=()):
    """Up to three live articles, those that share most first. At most one query.

    ``cited``: keys of the works in the article's list; ``topics``: keys of its topics;
    ``beside``: addresses that the page names already, such as the next part.
    """
    sharers = candidates(article, cited, topics)
    if article.is_page or not (article.pk and sharers):
        return ()
    first, *others = sharers
    rows = (
        Publication.objects.live(now)
        .articles()
        .filter(article__in=first.union(*others))
        .exclude(article=article.pk)
        .annotate(shares=shared(article, cited, topics))
        .order_by("-shares", "-first_published_at", "article_id")
        .values_list("title", "article__slug", "summary", "shares")
    )
    found = [
        Way(title, article_url(slug), summary)
        for title, slug, summary, shares in rows[: MOST_RELATED + len(beside)]
        if shares
    ]
    return tuple(way for way in found if way.url not in beside)[:MOST_RELATED]


def candidates(article, cited, topics):
    """Keys of who may share anything, so that nobody else is counted for."""
    found = [last_of(tagged().filter(topic=topic)) for topic in topics]
    if cited:
        found.append(last_of(works_shared(cited)))
    if article.series_id:
        parts = Article.objects.filter(series=article.series_id).order_by()
        found.append(parts.values("pk"))
    return found


def last_of(rows):
    last = rows.order_by("-pk").values("pk")[:LOOKED_AT]
    return rows.model.objects.filter(pk__in=last).order_by().values("article")


def shared(article, cited, topics):
    total = Value(0)
    if topics:
        of_article = tagged().filter(topic__in=topics, article=OuterRef("article"))
        total += counted(of_article, "article") * TOPIC_WEIGHT
    if cited:
        works = works_shared(cited).filter(publication=OuterRef("pk"))
        total += counted(works, "publication")
    if article.series_id:
        is_part = When(article__series=article.series_id, then=Value(1))
        total += Case(is_part, default=Value(0))
    return total


def tagged():
    return Article.topics.through.objects


def works_shared(cited):
    return Citation.objects.filter(reference__key__in=cited, publication__isnull=False)


def counted(rows, group):
    number = rows.order_by().values(group).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), Value(0))
