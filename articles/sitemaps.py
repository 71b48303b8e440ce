"""``/sitemap.xml``: when pages last changed in substance, and their pictures.

By the protocol of sitemaps.org; of more than ``PART`` addresses it is an index, whose
parts are ``/sitemap-1.xml`` and so on. The lists come first, then the texts in the
order in which they were begun, so that a new one changes the last part alone.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.core.files.storage import default_storage
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from articles.models import Publication, PublishedQuestion, Rendition, Topic
from articles.models.kept import Kept
from articles.pages.links import article_url, page_url
from articles.structured_data import absolute_url
from articles.structured_data.json_ld import moment

# The protocol allows 50,000; a file of this many is still soon made and read.
PART = 5_000
LISTS = ("home", "article_list", "series_list", "references")
LASTMOD = "<lastmod>{}</lastmod>"
IMAGE = "<image:image><image:loc>{}</image:loc></image:image>"


@dataclass(frozen=True)
class Entry:
    """``changed_at``: when the last of what it shows changed, None if never."""

    path: str
    changed_at: datetime | None
    picture: str = ""


@dataclass(frozen=True)
class Outline:
    """``lists``: their entries; ``parts``: when each part last changed."""

    lists: tuple[Entry, ...]
    parts: tuple[datetime | None, ...]


def sitemap(request, *, now):
    """Three queries, two more after a change. What has nothing live is not in it."""
    found = Kept.at(now).get(outline, now)
    return index(found.parts) if len(found.parts) > 1 else part(found, 1, now)


def sitemap_part(request, *, number, now):
    """Three queries, two more after a change. Raises ``Http404``."""
    found = Kept.at(now).get(outline, now)
    if not 1 < len(found.parts) >= int(number):
        raise Http404
    return part(found, int(number), now)


def index(parts):
    lines = (
        (absolute_url(reverse("articles:sitemap_part", args=[n])), lastmod(changed_at))
        for n, changed_at in enumerate(parts, start=1)
    )
    line = "<sitemap><loc>{}</loc>{}</sitemap>\n"
    return xml("sitemap_index.xml", sitemaps=format_html_join("", line, lines))


def part(found, number, now):
    begin, end = PART * (number - 1), PART * number
    count = len(found.lists)
    entries = (
        *found.lists[begin:end],
        *texts(now, max(0, begin - count), max(0, end - count)),
    )
    return xml("sitemap.xml", urls=format_html_join("", "{}", map(url, entries)))


def xml(template, **context):
    text = render_to_string(f"articles/{template}", context)
    return HttpResponse(text, content_type="application/xml; charset=utf-8")


def url(entry):
    """One of thousands: a template's loop over them would take seconds."""
    line = "<url><loc>{}</loc>{}{}</url>\n"
    picture = format_html(IMAGE, entry.picture) if entry.picture else ""
    changed = lastmod(entry.changed_at)
    return (format_html(line, absolute_url(entry.path), changed, picture),)


def lastmod(changed_at):
    return format_html(LASTMOD, moment(changed_at)) if changed_at else ""


def outline(now):
    """Two queries, over all that is live."""
    asked = PublishedQuestion.objects.filter(page=OuterRef("pk"))
    rows = in_order(now).annotate(asks=Exists(asked)).values_list(*COLUMNS)
    # {(name of the address, what it is of): when its texts changed}
    changed, by_article, of_texts = defaultdict(list), {}, []
    for article, kind, series, first, updated, asks in rows:
        at = updated or first
        of_texts.append(at)
        if asks:
            changed["faqs", None].append(at)
        if kind == "page":
            continue
        by_article[article] = at
        for name in LISTS:
            changed[name, None].append(at)
        changed["archive", timezone.localtime(first).year].append(at)
        if series:
            changed["series", series].append(at)
    for slug, article in Topic.articles.through.objects.values_list(*TAGGED):
        if article in by_article:
            changed["topic", slug].append(by_article[article])
    lists = tuple(list_entries(changed))
    all_changed = [*(entry.changed_at for entry in lists), *of_texts]
    return Outline(lists, tuple(map(latest, parted(all_changed))))


COLUMNS = (
    "article_id",
    "article__kind",
    "article__series__slug",
    "first_published_at",
    "updated_at",
    "asks",
)
TAGGED = ("topic__slug", "article")


def in_order(now):
    return Publication.objects.live(now).order_by("article_id")


def list_entries(changed):
    found = {(name, None): [] for name in (*LISTS, "faqs")} | changed
    for name, of in sorted(found, key=str):
        path = reverse(f"articles:{name}", args=[of] if of else [])
        yield Entry(path, latest(found[name, of]))


def parted(moments):
    return [moments[n : n + PART] for n in range(0, len(moments), PART)]


def latest(moments):
    return max(filter(None, moments), default=None)


def texts(now, begin, end):
    """Two queries."""
    rows = list(
        in_order(now).values_list(
            "article__kind",
            "article__slug",
            "first_published_at",
            "updated_at",
            "picture",
        )[begin:end]
    )
    pictures = picture_urls({row[4] for row in rows})
    for kind, slug, first, updated, picture in rows:
        path = page_url(slug) if kind == "page" else article_url(slug)
        yield Entry(path, updated or first, pictures.get(picture, ""))


def picture_urls(images):
    """{image: address of its widest file that every program can show}. One query."""
    files = Rendition.objects.filter(
        image__in=images, crop="", format__in=("jpeg", "png")
    ).order_by("width")
    return {
        image: absolute_url(default_storage.url(name))
        for image, name in files.values_list("image", "file")
    }
