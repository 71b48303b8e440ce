"""Where a page leads: menu, series, neighbours, topics, by a single query."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.utils.text import Truncator

from articles.models import CRISIS_CARDS
from articles.models.reader_urls import slug_url
from articles.pages.link_rows import pages, rows_around

LONGEST_TEASER = 30


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
class SiteLinks:
    """``pages``: all live plain pages; ``menu``: those that the menu shows.

    ``profiles``: {clinician's key: address of the page that introduces them}.
    """

    pages: tuple[Link, ...] = ()
    menu: tuple[Link, ...] = ()
    profiles: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Links:
    """What one article's page leads to beside what every page does, ``site``.

    ``topic_keys``: those of ``topics``.
    """

    site: SiteLinks
    topics: tuple[Link, ...] = ()
    topic_keys: tuple[int, ...] = ()
    changes: tuple[Change, ...] = ()
    parts: tuple[Way, ...] = ()
    previous: Way | None = None
    next: Way | None = None
    crisis_card: str = ""


def article_url(slug):
    return slug_url("article", slug) if slug else ""


def page_url(slug):
    return slug_url("page", slug)


def site_links(now):
    """Menu and plain pages, for every page of the site. One query."""
    return of_site(pages()(now=now))


def links_around(article, first_published_at, now, site=None):
    """All links of one article's page. One query, whatever stands around it.

    ``first_published_at`` places an article without series between its neighbours;
    None for one that was never published. ``site``: its links where they are known;
    else they are read along.
    """
    has_place = bool(article.pk) and not article.is_page
    ask = rows_around(site is None, has_place, bool(article.series_id))
    rows = ask(
        now=now,
        article=article.pk,
        series=article.series_id,
        first_published_at=first_published_at or now,
    )
    if article.series_id and all(r[::2][:2] != ("part", article.slug) for r in rows):
        # A draft's preview counts the draft among the parts.
        rows.append(
            ("part", article.title, article.slug, article.position, None, "", None)
        )
    return around(article, rows, site or of_site(rows))


def of_site(rows):
    pages = sorted((r for r in rows if r[0] == "page"), key=place)
    return SiteLinks(
        pages=tuple(Link(r[1], page_url(r[2])) for r in pages),
        menu=tuple(Link(r[1], page_url(r[2])) for r in pages if r[3] is not None),
        profiles={r[6]: page_url(r[2]) for r in reversed(pages) if r[6]},
    )


def around(article, rows, site):
    ordered = sorted(rows, key=place)
    by_role = {role: list(found) for role, found in groupby(ordered, lambda r: r[0])}
    parts, topics = by_role.get("part", []), by_role.get("topic", [])
    changes = sorted(by_role.get("change", []), key=lambda r: r[4], reverse=True)
    index = next((i for i, r in enumerate(parts) if r[2] == article.slug), None)
    previous = parts[index - 1 : index] if index else by_role.get("older", [])
    following = by_role.get("newer", [])
    if index is not None:
        following = parts[index + 1 : index + 2]
    return Links(
        site=site,
        topics=tuple(Link(r[1], slug_url("topic", r[2])) for r in topics),
        topic_keys=tuple(r[6] for r in topics),
        changes=tuple(Change(r[1], r[4]) for r in changes),
        parts=tuple(way(r) for r in parts),
        previous=way(previous[0]) if previous else None,
        next=way(following[0]) if following else None,
        crisis_card=first_card({r[1] for r in by_role.get("card", [])}),
    )


def place(row):
    """As the therapist numbered them; then pages about a person; then by title."""
    role, title, slug, number, _, _, about = row
    return role, number is None, number or 0, not about, title, slug or ""


def way(row):
    return Way(row[1], article_url(row[2]), teaser(row[5]))


def teaser(summary):
    """At most so many words of a text beside a link to more."""
    words = summary.split()
    if len(words) <= LONGEST_TEASER:
        return " ".join(words)
    return Truncator(summary).words(LONGEST_TEASER, truncate=" …")


def first_card(keys):
    """Of several topics' cards the table's first: two would be one too many."""
    return next((key for key in CRISIS_CARDS if key in keys), "")
