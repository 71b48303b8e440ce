"""``/sitemap.xml``: the dates on which pages last changed, and their pictures."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.core.files.storage import default_storage
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from articles.models import Publication, PublishedQuestion, Rendition, Topic
from articles.pages.links import article_url, page_url
from articles.structured_data import absolute_url
from articles.structured_data.json_ld import moment

LISTS = ("home", "article_list", "series_list", "references")
IMAGE = "<image:image><image:loc>{}</image:loc></image:image>"
COLUMNS = (
    "article_id",
    "article__kind",
    "article__slug",
    "article__series__slug",
    "first_published_at",
    "updated_at",
    "picture",
    "has_questions",
)


@dataclass
class Entry:
    """``changed``: when each of the texts that it shows last changed in substance."""

    changed: list[datetime] = field(default_factory=list)
    picture: str = ""

    @property
    def changed_at(self):
        return moment(max(self.changed, default=None))


def sitemap(request, *, now):
    """Three queries. Addresses without anything live are not in it."""
    urls = format_html_join("", "{}", ((url(*one),) for one in sorted_entries(now)))
    xml = render_to_string("articles/sitemap.xml", {"urls": urls})
    return HttpResponse(xml, content_type="application/xml; charset=utf-8")


def sorted_entries(now):
    return sorted(entries(now).items(), key=lambda one: one[0])


def url(path, entry):
    """One of thousands: a template's loop over them would take seconds."""
    changed_at, picture = entry.changed_at, entry.picture
    return format_html(
        "<url><loc>{}</loc>{}{}</url>\n",
        absolute_url(path),
        format_html("<lastmod>{}</lastmod>", changed_at) if changed_at else "",
        format_html(IMAGE, picture) if picture else "",
    )


def entries(now):
    """{path: Entry}"""
    lists = {name: Entry() for name in (*LISTS, "faqs")}
    found = defaultdict(Entry)
    found.update((reverse(f"articles:{name}"), one) for name, one in lists.items())
    pictures, by_article, grouped = picture_urls(now), {}, defaultdict(list)
    for article, kind, slug, series, first, updated, picture, asks in rows(now):
        changed_at = updated or first
        own = found[page_url(slug) if kind == "page" else article_url(slug)]
        own.picture = pictures.get(picture, "")
        own.changed.append(changed_at)
        if asks:
            lists["faqs"].changed.append(changed_at)
        if kind == "page":
            continue
        by_article[article] = changed_at
        for name in LISTS:
            lists[name].changed.append(changed_at)
        grouped["archive", timezone.localtime(first).year].append(changed_at)
        if series:
            grouped["series", series].append(changed_at)
    for slug, article in topics():
        if article in by_article:
            grouped["topic", slug].append(by_article[article])
    for (name, of), changed in grouped.items():
        found[reverse(f"articles:{name}", args=[of])].changed = changed
    return found


def rows(now):
    asked = PublishedQuestion.objects.filter(page=OuterRef("pk"))
    live = Publication.objects.live(now).select_related(None)
    return live.annotate(has_questions=Exists(asked)).values_list(*COLUMNS)


def topics():
    return Topic.articles.through.objects.values_list("topic__slug", "article")


def picture_urls(now):
    """{image: address of its widest file that every program can show}. One query."""
    live = Publication.objects.live(now).order_by().values("picture")
    files = Rendition.objects.filter(
        image__in=live, crop="", format__in=("jpeg", "png")
    ).order_by("width")
    return {
        image: absolute_url(default_storage.url(name))
        for image, name in files.values_list("image", "file")
    }
