"""The query of all that a page leads to: one row a link, told apart by its role.

A row is (role, title, slug, number, time, text, key), by the kind of link.
"""

from django.db.models import (
    CharField,
    DateTimeField,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast

from articles.models import Article, Publication, Topic
from articles.models.prepared import NOW, given_number, given_time, prepared

NO_NUMBER = Cast(Value(None), IntegerField())
NO_TIME = Cast(Value(None), DateTimeField())
NO_SLUG = Cast(Value(""), CharField())
NO_TEXT = Cast(Value(""), TextField())
ARTICLE, SERIES = given_number("article"), given_number("series")
PUBLISHED_AT = given_time("first_published_at")


@prepared
def pages():
    return pages_of()


@prepared
def rows_around(with_pages, has_place, in_series):
    found = [changes_of()]
    if with_pages:
        found.append(pages_of())
    if has_place:
        found += [topics_of(), series_of() if in_series else neighbours_of()]
    first, *others = found
    return first.union(*others, all=True) if others else first


def pages_of():
    pages = Publication.objects.live(NOW).pages()
    return row("page", pages, text=NO_TEXT, about="article__about")


def changes_of():
    past = Publication.objects.past(NOW).filter(article=ARTICLE)
    noted = past.filter(revision__isnull=False).exclude(change_note="")
    return noted.order_by().values_list(
        Value("change"), "change_note", NO_SLUG, NO_NUMBER, "at", NO_TEXT, NO_NUMBER
    )


def topics_of():
    return (
        Topic.objects.filter(articles=ARTICLE)
        .order_by()
        .values_list(Value("topic"), "name", "slug", NO_NUMBER, NO_TIME, NO_TEXT, "pk")
        .union(cards_of(), all=True)
    )


def cards_of():
    """The crisis cards that the article's topics ask for."""
    cards = Topic.objects.filter(articles=ARTICLE).exclude(crisis_card="")
    return cards.order_by().values_list(
        Value("card"),
        "crisis_card",
        NO_SLUG,
        NO_NUMBER,
        NO_TIME,
        NO_TEXT,
        NO_NUMBER,
    )


def series_of():
    live = Publication.objects.live(NOW).articles()
    return row("part", live.filter(article__series=SERIES), "position")


def neighbours_of():
    """The next older and the next newer article of those in no series."""
    # Asked of each by itself: the next one is near, those in no series are many.
    in_none = Article.objects.filter(pk=OuterRef("article"), series=None).order_by()
    loose = (
        Publication.objects.live(NOW)
        .articles()
        .filter(Exists(in_none))
        .exclude(article=ARTICLE)
    )
    older = loose.filter(
        Q(first_published_at__lt=PUBLISHED_AT) | Q(article__gt=ARTICLE),
        first_published_at__lte=PUBLISHED_AT,
    ).newest_first()
    newer = loose.filter(
        Q(first_published_at__gt=PUBLISHED_AT) | Q(article__lt=ARTICLE),
        first_published_at__gte=PUBLISHED_AT,
    ).order_by("first_published_at", "-article_id")
    older, newer = older.values("pk")[:1], newer.values("pk")[:1]
    return row("older", Publication.objects.filter(pk=Subquery(older))).union(
        row("newer", Publication.objects.filter(pk=Subquery(newer))), all=True
    )


def row(role, publications, number="menu_position", *, text="summary", about=NO_NUMBER):
    return publications.order_by().values_list(
        Value(role),
        "title",
        "article__slug",
        f"article__{number}",
        NO_TIME,
        text,
        about,
    )
