"""What to read after an article: others that share its topics, sources or series."""

from django.db.models import (
    Case,
    Count,
    IntegerField,
    OuterRef,
    Q,
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


def related(article, cited, now, *, beside=()):
    """Up to three live articles, those that share most first. At most one query.

    ``cited``: keys of the works in the article's list; ``beside``: addresses that the
    page names already, such as the next part of the series.
    """
    if article.is_page or not article.pk:
        return ()
    shares = shared(article, cited)
    rows = (
        Publication.objects.live(now)
        .articles()
        .filter(candidates(article, cited))
        .exclude(article=article.pk)
        .annotate(shares=shares)
        .order_by("-shares", "-first_published_at", "article_id")
        .values_list("title", "article__slug", "summary")
    )
    found = [
        Way(title, article_url(slug), summary)
        for title, slug, summary in rows[: MOST_RELATED + len(beside)]
    ]
    return tuple(way for way in found if way.url not in beside)[:MOST_RELATED]


def candidates(article, cited):
    """Who shares anything at all, so that nobody else is counted for."""
    found = Q(article__in=topics_shared(article).values("article"))
    if cited:
        found |= Q(pk__in=works_shared(cited).values("publication"))
    if article.series_id:
        found |= Q(article__series=article.series_id)
    return found


def shared(article, cited):
    topics = topics_shared(article).filter(article=OuterRef("article"))
    total = counted(topics, "article") * TOPIC_WEIGHT
    if cited:
        works = works_shared(cited).filter(publication=OuterRef("pk"))
        total += counted(works, "publication")
    if article.series_id:
        is_part = When(article__series=article.series_id, then=Value(1))
        total += Case(is_part, default=Value(0))
    return total


def topics_shared(article):
    tagged = Article.topics.through.objects
    own = tagged.filter(article=article.pk).values("topic")
    return tagged.filter(topic__in=own)


def works_shared(cited):
    return Citation.objects.filter(reference__key__in=cited, publication__isnull=False)


def counted(rows, group):
    number = rows.order_by().values(group).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), Value(0))
