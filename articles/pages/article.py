"""The page of one article, or of a plain page such as "Fees"."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from articles.models import CRISIS_CARDS, Clinician
from articles.models.crisis_cards import CrisisCard
from articles.models.reader_urls import url_of
from articles.pages.authors import Author, authors
from articles.pages.availability import CONTACT
from articles.pages.cite import how_to_cite
from articles.pages.finished import safe
from articles.pages.invitation import Invitation, own_invitation
from articles.pages.links import (
    Change,
    Link,
    SeriesPlace,
    Way,
    links_around,
    page_url,
)
from articles.pages.live import live_text
from articles.pages.pictures import OneFile
from articles.pages.reading_aids import with_cards
from articles.pages.related import related
from articles.pages.site import Site
from articles.rendering import Document, reference_list

FAQ_HEADING = "Questions people ask"
MOST_OPEN_FAQS = 6


@dataclass(frozen=True)
class ArticlePage:
    """``social_picture``: its own first picture, cut for Open Graph."""

    title: str
    standfirst: str
    summary: str
    url: str
    is_page: bool
    document: Document
    authors: tuple[Author, ...] = ()
    published_at: datetime | None = None
    updated_at: datetime | None = None
    changes: tuple[Change, ...] = ()
    reviewed_on: date | None = None
    review_due_on: date | None = None
    faq_heading: str = FAQ_HEADING
    invitation: Invitation | None = None
    topics: tuple[Link, ...] = ()
    series_place: SeriesPlace | None = None
    previous: Way | None = None
    next: Way | None = None
    related: tuple[Way, ...] = ()
    how_to_cite: str = ""
    ai_disclosure: str = ""
    crisis_card: CrisisCard | None = None
    social_picture: OneFile | None = None
    about: Clinician | None = None
    trail: tuple[Link, ...] = field(default=())

    @property
    def is_contact(self):
        """Do the practice's contact details stand on it by themselves?"""
        return self.is_page and self.url == page_url(CONTACT)

    @property
    def has_files(self):
        """Do its reference list and itself stand below its address as data?"""
        return bool(self.url) and not self.is_page

    @cached_property
    def outline(self):
        """The contents: two levels of the body, then the sections that follow it."""
        entries = [
            (heading.level, f"#{heading.id}", heading.text)
            for heading in self.document.toc
            if heading.level <= 3
        ]
        if self.document.faqs:
            entries.append((2, "#questions", self.faq_heading))
        if self.document.references:
            entries.append((2, "#references", "References"))
        return entries if len(entries) > 2 else []

    @property
    def body(self):
        """With the lead picture behind a first paragraph, else before the text.

        A phone's first screen then holds the first words; CSS moves the picture up
        where there is room.
        """
        first, end, rest = self.document.body.partition("</p>")
        if not (first.startswith("<p>") and end):
            return with_cards(self.document.lead_figure + self.document.body)
        return with_cards(f"{first}{end}\n{self.document.lead_figure}{rest}")

    @cached_property
    def faqs(self):
        return [
            (faq.id, faq.question, with_cards(faq.html)) for faq in self.document.faqs
        ]

    @property
    def folds_faqs(self):
        """Whether answers stay closed until their question is opened.

        A few open answers are read on as text; of many, a reader first wants to see
        which questions there are, without scrolling past screens of answers.
        """
        return len(self.document.faqs) > MOST_OPEN_FAQS

    @property
    def leads_on(self):
        """Whether there is more to read than the series, which has a box of its own."""
        beside = not self.series_place and (self.previous or self.next)
        return bool(self.related or beside)

    @cached_property
    def references(self):
        """Made here only for a text that an older release has rendered."""
        document = self.document
        return safe(document.reference_list or reference_list(document))

    @cached_property
    def further_reading(self):
        return [(e.id, safe(e.html)) for e in self.document.further_reading]


def live_page(*, kind, slug, now, kept=None):
    """(site, page) of what readers see at an address, None if nothing. Six queries.

    ``kept``: as for ``Site.load``; with a site in it three queries.
    """
    text = live_text(kind=kind, slug=slug, now=now)
    if text is None:
        return None
    return article_context(
        text.article,
        text.source,
        text.document,
        now=now,
        kept=kept,
        summary=text.summary,
        published_at=text.published_at,
        updated_at=text.updated_at,
        social_picture=text.social_picture,
    )


def article_context(
    article,
    source,
    document,
    *,
    now,
    kept=None,
    summary="",
    published_at=None,
    updated_at=None,
    social_picture=None,
):
    """(site, page) of an article whose text is ``source``, rendered as ``document``.

    ``article`` gives the place: address, series, topics; it need not be saved.
    Five queries, one less for a plain page.
    """
    known = Site.known(kept)
    links = links_around(article, published_at, now, known and known.links)
    site = known or Site.load(now, links.site, kept=kept)
    is_page = article.is_page
    people = () if is_page else authors(source.authors, site)
    page = ArticlePage(
        **as_written(source),
        **ways_on(article, document, links, now),
        summary=summary or source.summary or source.standfirst,
        url=article.get_absolute_url(),
        is_page=is_page,
        document=document,
        authors=people,
        published_at=None if is_page else published_at,
        updated_at=updated_at,
        changes=links.changes,
        invitation=own_invitation(source, document, site)
        or (None if is_page else site.invitation),
        how_to_cite=how_to_cite(
            article,
            title=source.title,
            authors=[author.name for author in people],
            site_name=site.practice.name,
            at=updated_at or published_at,
        ),
        crisis_card=CRISIS_CARDS.get(article.crisis_card or links.crisis_card),
        social_picture=social_picture,
        about=next((c for c in site.clinicians if c.pk == article.about_id), None),
    )
    return site, page


def as_written(source):
    """The fields of an ArticlePage that stand in the source as they are shown."""
    return {
        "title": source.title,
        "standfirst": source.standfirst,
        "faq_heading": source.faq_heading or FAQ_HEADING,
        "reviewed_on": source.reviewed_on,
        "review_due_on": source.review_due_on,
        "ai_disclosure": source.ai_disclosure,
    }


def ways_on(article, document, links, now):
    """The fields of an ArticlePage that lead elsewhere. One query."""
    beside = [way.url for way in (links.previous, links.next) if way]
    return {
        "topics": links.topics,
        "series_place": series_place(article, links),
        "previous": links.previous,
        "next": links.next,
        "related": related(
            article, document.cited, now, topics=links.topic_keys, beside=beside
        ),
        "trail": trail(article),
    }


def series_place(article, links):
    if not article.series_id or not links.parts:
        return None
    urls = [part.url for part in links.parts]
    here = article.get_absolute_url()
    if here not in urls:
        return None
    return SeriesPlace(
        Link(article.series.title, article.series.get_absolute_url()),
        urls.index(here) + 1,
        len(urls),
        links.parts,
    )


def trail(article):
    """The way from the home page to here, without the page itself."""
    home = Link("Home", url_of("home"))
    if article.is_page:
        return (home,)
    articles = Link("Articles", url_of("article_list"))
    if not article.series_id:
        return (home, articles)
    return (
        home,
        articles,
        Link(article.series.title, article.series.get_absolute_url()),
    )
