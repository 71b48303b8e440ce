"""Where a page leads: menu, series, neighbours, topics, by a single query."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

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
from django.urls import reverse

from articles.models import CRISIS_CARDS, Article, Publication, Topic

NO_NUMBER = Cast(Value(None), IntegerField())
NO_TIME = Cast(Value(None), DateTimeField())
NO_SLUG = Cast(Value(""), CharField())
NO_TEXT = Cast(Value(""), TextField())


@dataclass(frozen=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True)
class Change:
    """What an author changed in substance, and when."""

    note: str
    at: datetime


@dataclass(frozen=True)
class Way(Link):
    """A link to an article, with what it is about in a sentence."""

    summary: str = ""


@dataclass(frozen=True)
class SeriesPlace:
    """Part ``number`` of ``total`` live articles, which are ``parts``."""

    series: Link
    number: int
    total: int
    parts: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Links:
    """``pages``: all live plain pages; ``menu``: those that the menu shows.

    ``topic_keys``: those of ``topics``; ``profiles``: {clinician's key: address of
    the page that introduces them}.
    """

    pages: tuple[Link, ...] = ()
    menu: tuple[Link, ...] = ()
    topics: tuple[Link, ...] = ()
    topic_keys: tuple[int, ...] = ()
    changes: tuple[Change, ...] = ()
    parts: tuple[Way, ...] = ()
    previous: Way | None = None
    next: Way | None = None
    crisis_card: str = ""
    profiles: dict[int, str] = field(default_factory=dict)


def article_url(slug):
    return reverse("articles:article", args=[slug]) if slug else ""


def page_url(slug):
    return reverse("articles:page", args=[slug])


def site_links(now):
    """Menu and plain pages, for every page of the site. One query."""
    return gathered(pages_of(now))


def links_around(article, first_published_at, now):
    """All links of one article's page. One query, whatever stands around it.

    ``first_published_at`` places an article without series between its neighbours;
    None for one that was never published.
    """
    parts = [pages_of(now), changes_of(article, now)]
    if not article.is_page and article.pk:
        parts.append(topics_of(article))
        parts.append(
            series_of(article, now)
            if article.series_id
            else neighbours_of(article, first_published_at or now, now)
        )
    rows = list(parts[0].union(*parts[1:], all=True))
    if article.series_id and all(r[::2][:2] != ("part", article.slug) for r in rows):
        # A draft's preview counts the draft among the parts.
        rows.append(
            ("part", article.title, article.slug, article.position, None, "", None)
        )
    return gathered(rows, article)


def pages_of(now):
    pages = Publication.objects.live(now).pages()
    return row("page", pages, text=NO_TEXT, about="article__about")


def changes_of(article, now):
    noted = Publication.objects.filter(
        article=article.pk, at__lte=now, revision__isnull=False
    ).exclude(change_note="")
    return noted.order_by().values_list(
        Value("change"), "change_note", NO_SLUG, NO_NUMBER, "at", NO_TEXT, NO_NUMBER
    )


def topics_of(article):
    return (
        Topic.objects.filter(articles=article)
        .order_by()
        .values_list(Value("topic"), "name", "slug", NO_NUMBER, NO_TIME, NO_TEXT, "pk")
        .union(cards_of(article), all=True)
    )


def cards_of(article):
    """The crisis cards that the article's topics ask for."""
    cards = Topic.objects.filter(articles=article).exclude(crisis_card="")
    return cards.order_by().values_list(
        Value("card"),
        "crisis_card",
        NO_SLUG,
        NO_NUMBER,
        NO_TIME,
        NO_TEXT,
        NO_NUMBER,
    )


def series_of(article, now):
    live = Publication.objects.live(now).articles()
    return row("part", live.filter(article__series=article.series_id), "position")


def neighbours_of(article, first_published_at, now):
    """The next older and the next newer article of those in no series."""
    # Asked of each by itself: the next one is near, those in no series are many.
    in_none = Article.objects.filter(pk=OuterRef("article"), series=None).order_by()
    loose = (
        Publication.objects.live(now)
        .articles()
        .filter(Exists(in_none))
        .exclude(article=article.pk)
    )
    older = loose.filter(
        Q(first_published_at__lt=first_published_at) | Q(article__gt=article.pk),
        first_published_at__lte=first_published_at,
    ).newest_first()
    newer = loose.filter(
        Q(first_published_at__gt=first_published_at) | Q(article__lt=article.pk),
        first_published_at__gte=first_published_at,
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


def gathered(rows, article=None):
    ordered = sorted(rows, key=place)
    by_role = {role: list(found) for role, found in groupby(ordered, lambda r: r[0])}
    pages, parts = by_role.get("page", []), by_role.get("part", [])
    here = article.slug if article else None
    index = next((i for i, part in enumerate(parts) if part[2] == here), None)
    around = {
        "previous": parts[index - 1 : index] if index else by_role.get("older", []),
        "next": by_role.get("newer", []),
    }
    if index is not None:
        around["next"] = parts[index + 1 : index + 2]
    return Links(
        pages=tuple(Link(r[1], page_url(r[2])) for r in pages),
        menu=tuple(Link(r[1], page_url(r[2])) for r in pages if r[3] is not None),
        topics=tuple(
            Link(r[1], reverse("articles:topic", args=[r[2]]))
            for r in by_role.get("topic", [])
        ),
        topic_keys=tuple(r[6] for r in by_role.get("topic", [])),
        changes=tuple(
            Change(r[1], r[4])
            for r in sorted(by_role.get("change", []), key=lambda r: r[4], reverse=True)
        ),
        parts=tuple(way(r) for r in parts),
        crisis_card=first_card({r[1] for r in by_role.get("card", [])}),
        profiles={r[6]: page_url(r[2]) for r in reversed(pages) if r[6]},
        **{name: way(found[0]) if found else None for name, found in around.items()},
    )


def place(row):
    """As the therapist numbered them; then pages about a person; then by title."""
    role, title, slug, number, _, _, about = row
    return role, number is None, number or 0, not about, title, slug or ""


def way(row):
    return Way(row[1], article_url(row[2]), row[5])


def first_card(keys):
    """Of several topics' cards the table's first: two would be one too many."""
    return next((key for key in CRISIS_CARDS if key in keys), "")
