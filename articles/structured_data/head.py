"""What stands in a page's head: description, canonical address, names for others."""

from dataclasses import dataclass
from functools import lru_cache

from articles.citations.coins import full_name
from articles.citations.reading.bibtex_names import name_of
from articles.models.reader_urls import url_of
from articles.structured_data.addresses import absolute_url
from articles.structured_data.descriptions import described, without_contact
from articles.structured_data.json_ld import (
    blog_posting,
    breadcrumbs,
    moment,
    practice,
    profile_page,
    reviewed_page,
    website,
)
from articles.structured_data.pictures import (
    OpenGraphImage,
    image_of_page,
    image_of_site,
)

# Of the people of a practice; to take a name apart takes long.
MOST_NAMES = 200


@dataclass(frozen=True)
class Metadata:
    """``kind``: Open Graph's type; ``robots``: what search engines may do.

    ``properties`` are Open Graph's further ones and ``names`` those that reference
    managers read, both pairs of name and content.
    """

    title: str
    description: str
    url: str
    kind: str = "website"
    social_description: str = ""
    image: OpenGraphImage | None = None
    properties: tuple[tuple[str, str], ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    previous: str = ""
    next: str = ""
    json_ld: tuple[dict, ...] = ()
    robots: str = "max-image-preview:large"

    @property
    def card(self):
        """How large others show a link (Twitter's names, which many read)."""
        return "summary_large_image" if self.image else "summary"


def site_metadata(site, *, title, path, heading="", description="", trail=()):
    """For home, lists and other pages that are not articles.

    ``heading``: what the page itself is headed, where that is not its title.
    """
    steps = (*((link.title, link.url) for link in trail), (heading or title, path))
    tagline = site.practice.tagline
    return Metadata(
        title=title,
        description=described(description or tagline),
        social_description=without_contact(description, tagline),
        url=absolute_url(path),
        image=image_of_site(site),
        json_ld=(breadcrumbs(from_home(site, steps)),)
        if trail
        else (website(site), practice(site)),
    )


def article_metadata(site, page):
    return Metadata(
        title=page.title,
        description=described(page.summary or page.standfirst),
        social_description=without_contact(page.summary, page.standfirst),
        url=absolute_url(page.url),
        kind="website" if page.is_page else "article",
        image=image_of_page(site, page),
        properties=() if page.is_page else tuple(article_properties(page)),
        names=() if page.is_page else tuple(citation_names(page)),
        previous=neighbour(page, page.previous),
        next=neighbour(page, page.next),
        json_ld=tuple(json_ld(site, page)),
    )


def json_ld(site, page):
    steps = [*((link.title, link.url) for link in page.trail), (page.title, page.url)]
    if not page.is_page:
        yield blog_posting(site, page)
        yield breadcrumbs(steps)
        return
    if page.about:
        yield profile_page(page)
    elif page.reviewed_on:
        yield reviewed_page(page)
    yield breadcrumbs(from_home(site, steps))


def from_home(site, steps):
    """Where no trail is printed, the way home is the practice's name in the header."""
    home = url_of("home")
    return [(site.practice.name if url == home else title, url) for title, url in steps]


def neighbour(page, link):
    """The part of the series before or after this one."""
    return absolute_url(link.url) if page.series_place and link else ""


def article_properties(page):
    """Open Graph's properties of an article (https://ogp.me/#type_article)."""
    yield "article:published_time", moment(page.published_at)
    yield "article:modified_time", moment(page.updated_at or page.published_at)
    for author in page.authors:
        yield "article:author", absolute_url(author.url)
    if page.series_place:
        yield "article:section", page.series_place.series.title
    for topic in page.topics:
        yield "article:tag", topic.title


def citation_names(page):
    """What reference managers read, so that the page is saved as what it is.

    Zotero takes the kind from ``z:itemType``, title, authors and date from Highwire's
    names, and the name of the site from Open Graph's. Highwire's name of a journal is
    left out: by it, others would take the site for a journal.
    """
    yield "z:itemType", "blogPost"
    yield "citation_title", page.title
    for author in page.authors:
        yield "citation_author", inverted(author.name)
    yield "citation_publication_date", local_date(page.published_at)
    if page.updated_at:
        # By this one Zotero cites the page, as APA does: by its last change.
        yield "citation_date", local_date(page.updated_at)
    yield "citation_language", "en-US"
    yield "citation_public_url", absolute_url(page.url)


@lru_cache(maxsize=MOST_NAMES)
def inverted(name):
    """ "Family, Given"; as typed where a reader would part it wrongly.

    Two words on either side of the comma are read as two persons by Zotero.
    """
    parts = full_name(name_of(name) or {"literal": name})
    family, _, given = parts.partition(", ")
    return name if " " in family and " " in given else parts


def local_date(value):
    """With strokes between, as Google Scholar and Zotero both read it."""
    return moment(value)[:10].replace("-", "/")
