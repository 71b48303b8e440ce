"""What both feeds say of an article."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import InvalidPage
from django.http import Http404
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from articles.characters import permitted
from articles.models import Publication
from articles.pages import Site, kept_for_all
from articles.pages.article import FAQ_HEADING
from articles.pages.authors import Author, authors
from articles.pages.lists import article_count
from articles.pages.numbered import Pages
from articles.pages.outside import abroad
from articles.structured_data import absolute_url, without_contact

PAGE_SIZE = 20
WIDEST_PICTURE = 1600
COLUMNS = (
    "title",
    "summary",
    "first_published_at",
    "updated_at",
    "article__slug",
    "article__kind",
    "article__tag_uri",
    "page__document_data",
    "revision__source_data",
    "picture__width",
    "picture__height",
)


@dataclass(frozen=True)
class FeedPicture:
    url: str
    media_type: str


@dataclass(frozen=True)
class Entry:
    """Plain texts but ``content``, which is HTML with whole addresses."""

    id: str
    url: str
    title: str
    summary: str
    content: str
    authors: tuple[Author, ...]
    topics: tuple[str, ...]
    published_at: datetime
    updated_at: datetime | None
    picture: FeedPicture | None


@dataclass(frozen=True)
class Feed:
    """``listed``: a page of the paginator."""

    site: Site
    listed: object
    entries: tuple[Entry, ...]


def feed(request, now):
    """The page of live articles that is asked for, newest first. Raises ``Http404``.

    Eight queries, four where the site is kept for all pages; one more after a change,
    to count the articles.
    """
    site = Site.load(now, kept=kept_for_all(request))
    paginator = Pages(publications(now), PAGE_SIZE)
    paginator.count = article_count(now)
    try:
        listed = paginator.page(request.GET.get("page", "1"))
    except InvalidPage as problem:
        raise Http404 from problem
    return Feed(site, listed, tuple(entry(one, site) for one in listed.object_list))


def publications(now):
    live = Publication.objects.live(now).articles().newest_first()
    return (
        live.select_related("article", "page", "revision", "picture")
        .only(*COLUMNS)
        .prefetch_related("article__topics", "picture__renditions")
    )


def entry(publication, site):
    url = absolute_url(publication.get_absolute_url())
    source, document = publication.revision.source, publication.page.document
    topics = publication.article.topics.all()
    return Entry(
        id=publication.article.tag_uri,
        url=url,
        title=permitted(publication.title),
        summary=permitted(without_contact(publication.summary, source.standfirst)),
        content=permitted(abroad(full_text(source, document, site), url)),
        authors=authors(source.authors, site),
        topics=tuple(permitted(topic.name) for topic in topics),
        published_at=publication.first_published_at,
        updated_at=publication.updated_at,
        picture=picture(publication.picture),
    )


def full_text(source, document, site):
    """Body, questions, and what the law wants beside an author's name.

    Citations lead to the list on the article's own page.
    """
    heading = format_html("<h2>{}</h2>\n", source.faq_heading or FAQ_HEADING)
    questions = "".join(
        format_html("<h3>{}</h3>\n", faq.question) + faq.html for faq in document.faqs
    )
    return "".join(
        (
            document.lead_figure,
            document.body,
            heading + questions if questions else "",
            format_html("<p>{}</p>\n", source.ai_disclosure)
            if source.ai_disclosure
            else "",
            licences(source, site),
        )
    )


def licences(source, site):
    by_slug = {clinician.slug: clinician for clinician in site.clinicians}
    written_by = (by_slug[slug] for slug in source.authors if slug in by_slug)
    lines = ((line,) for person in written_by for line in person.licence_lines())
    return format_html_join("", "<p>{}</p>\n", lines)


def picture(image):
    """The widest file of up to 1600 px that every program can show, or None."""
    if image is None:
        return None
    files = [
        file
        for file in image.renditions.all()
        if file.format in ("jpeg", "png")
        and not file.crop
        and file.width <= WIDEST_PICTURE
    ]
    if not files:
        return None
    widest = max(files, key=lambda file: file.width)
    return FeedPicture(absolute_url(widest.file.url), f"image/{widest.format}")


def page_url(name, number):
    """The address of a feed's page; the first has no number."""
    url = absolute_url(reverse(name))
    return f"{url}?page={number}" if number > 1 else url
