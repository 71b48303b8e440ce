"""What to read after an article: others that share its topics, sources or series."""

from django.db.models import (
    Case,
    Count,
    IntegerField,
    OuterRef,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from articles.models import Article, Citation, Publication
from articles.models.prepared import (
    NOW,
    each,
    filled_up,
    given_each,
    given_number,
    prepared,
)
from articles.pages.links import Way, article_url, teaser

MOST_RELATED = 3
# An editor says by a topic that two articles belong together. That they cite the same
# work, or are parts of one series, says less.
TOPIC_WEIGHT = 2
# Of a topic that very many articles have, those that got it last; and as many of the
# places where the same works are cited.
LOOKED_AT = 50
ARTICLE, SERIES = given_number("article"), given_number("series")


def related(article, cited, now, *, topics=(), beside=()):
    """Up to three live articles, those that share most first. At most one query.

    ``cited``: keys of the works in the article's list; ``topics``: keys of its topics;
    ``beside``: addresses that the page names already, such as the next part.
    """
    cited, topics = filled_up(cited), filled_up(topics)
    in_series = bool(article.series_id)
    if article.is_page or not (article.pk and (cited or topics or in_series)):
        return ()
    ask = ranked(len(topics), len(cited), in_series, LOOKED_AT)
    rows = ask.part(
        slice(0, MOST_RELATED + len(beside)),
        now=now,
        article=article.pk,
        series=article.series_id,
        **each("topic", topics),
        **each("work", cited),
    )
    found = [
        Way(title, article_url(slug), teaser(summary))
        for title, slug, summary, shares in rows
        if shares
    ]
    return tuple(way for way in found if way.url not in beside)[:MOST_RELATED]


@prepared
def ranked(topics, works, in_series, looked_at):
    """Live articles that may share anything, those that share most first.

    With an article's topics and works, so many of each; ``looked_at``: at most so many
    of each topic, and so many places where the works are cited.
    """
    topics = given_each("topic", IntegerField(), topics)
    works = given_each("work", TextField(), works)
    first, *others = candidates(topics, works, in_series, looked_at)
    return (
        Publication.objects.live(NOW)
        .articles()
        .filter(article__in=first.union(*others))
        .exclude(article=ARTICLE)
        .annotate(shares=shared(topics, works, in_series))
        .order_by("-shares", "-first_published_at", "article_id")
        .values_list("title", "article__slug", "summary", "shares")
    )


def candidates(topics, works, in_series, looked_at):
    """Keys of who may share anything, so that nobody else is counted for."""
    found = [last_of(tagged().filter(topic=topic), looked_at) for topic in topics]
    if works:
        found.append(last_of(works_shared(works), looked_at))
    if in_series:
        parts = Article.objects.filter(series=SERIES).order_by()
        found.append(parts.values("pk"))
    return found


def last_of(rows, looked_at):
    last = rows.order_by("-pk").values("pk")[:looked_at]
    return rows.model.objects.filter(pk__in=last).order_by().values("article")


def shared(topics, works, in_series):
    total = Value(0)
    if topics:
        of_article = tagged().filter(topic__pk__in=topics, article=OuterRef("article"))
        total += counted(of_article, "article") * TOPIC_WEIGHT
    if works:
        cited = works_shared(works).filter(publication=OuterRef("pk"))
        total += counted(cited, "publication")
    if in_series:
        is_part = When(article__series=SERIES, then=Value(1))
        total += Case(is_part, default=Value(0))
    return total


def tagged():
    return Article.topics.through.objects


def works_shared(works):
    return Citation.objects.filter(reference__key__in=works, publication__isnull=False)


def counted(rows, group):
    number = rows.order_by().values(group).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), Value(0))
