"""What machines read of a page: description, canonical address, Open Graph, JSON-LD.

Everything is a plain value; templates print it by one tag. All addresses are absolute
and come from ``settings.SITE_URL``, never from the request. Nothing is said here that
the page doesn't show.
"""

from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone
from django.utils.text import Truncator

CONTEXT = "https://schema.org"
DESCRIPTION_LENGTH = 300


@dataclass(frozen=True)
class OpenGraphImage:
    url: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class Metadata:
    """``kind``: Open Graph's type; ``robots``: what search engines may do."""

    title: str
    description: str
    url: str
    kind: str = "website"
    image: OpenGraphImage | None = None
    json_ld: tuple[dict, ...] = ()
    robots: str = "max-image-preview:large"


def absolute_url(path):
    return urljoin(settings.SITE_URL + "/", path)


def site_metadata(site, *, title, path, description="", trail=()):
    """For home, lists and other pages that are not articles."""
    crumbs = breadcrumbs((*((link.title, link.url) for link in trail), (title, path)))
    return Metadata(
        title=title,
        description=described(description or site.practice.tagline),
        url=absolute_url(path),
        json_ld=(crumbs,) if trail else (website(site),),
    )


def article_metadata(site, page):
    image = first_image(page.document)
    steps = [(link.title, link.url) for link in page.trail]
    crumbs = breadcrumbs((*steps, (page.title, page.url)))
    return Metadata(
        title=page.title,
        description=described(page.summary or page.standfirst),
        url=absolute_url(page.url),
        kind="website" if page.is_page else "article",
        image=image,
        json_ld=(crumbs,)
        if page.is_page
        else (blog_posting(site, page, image), crumbs),
    )


def blog_posting(site, page, image):
    url = absolute_url(page.url)
    return without_empty(
        {
            "@context": CONTEXT,
            "@type": "BlogPosting",
            "@id": f"{url}#article",
            "mainEntityOfPage": url,
            "headline": page.title,
            "description": described(page.summary or page.standfirst),
            "image": image and image.url,
            "datePublished": moment(page.published_at),
            "dateModified": moment(page.updated_at or page.published_at),
            "author": [person(author) for author in page.authors],
            "publisher": {
                "@type": "Organization",
                "name": site.practice.name,
                "url": absolute_url("/"),
            },
            "isPartOf": page.series_place and series(page.series_place),
            "keywords": [topic.title for topic in page.topics],
            "wordCount": page.document.word_count,
            "inLanguage": "en-US",
        }
    )


def person(author):
    """Only the name in ``name``: titles and credentials have no place there."""
    return {
        "@type": "Person",
        "name": author.name,
        "url": absolute_url(author.url),
    }


def series(place):
    return {
        "@type": "CreativeWorkSeries",
        "name": place.series.title,
        "url": absolute_url(place.series.url),
    }


def website(site):
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "name": site.practice.name,
        "url": absolute_url("/"),
    }


def breadcrumbs(steps):
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": title,
                "item": absolute_url(path),
            }
            for position, (title, path) in enumerate(steps, start=1)
        ],
    }


def moment(value):
    """ISO 8601 with the practice's own offset."""
    return timezone.localtime(value).isoformat(timespec="seconds") if value else None


def described(text):
    return Truncator(" ".join(text.split())).chars(DESCRIPTION_LENGTH)


def without_empty(values):
    return {name: value for name, value in values.items() if value}


def first_image(document):
    """The article's first picture, in its widest file, or None."""
    finder = ImageFinder()
    finder.feed(document.lead_figure + document.body)
    found = finder.first
    if not found or not found.get("src"):
        return None
    path, width = widest(found)
    height = round(width * int(found["height"]) / int(found["width"]))
    return OpenGraphImage(absolute_url(path), found.get("alt") or "", width, height)


def widest(image):
    """(address, width in pixels) of the largest file that an ``<img>`` names."""
    files = [file.split() for file in (image.get("srcset") or "").split(",")]
    sized = [(int(f[1].rstrip("w")), f[0]) for f in files if len(f) == 2]
    width, path = max(sized, default=(int(image["width"]), image["src"]))
    return path, width


class ImageFinder(HTMLParser):
    first = None

    def handle_starttag(self, tag, attrs):
        if tag == "img" and self.first is None:
            self.first = dict(attrs)
