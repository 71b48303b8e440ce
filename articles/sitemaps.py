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

from articles.models import Publication, PublishedQuestion, Rendition, Topic
from articles.pages.links import article_url, page_url
from articles.structured_data import absolute_url
from articles.structured_data.json_ld import moment

LISTS = ("home", "article_list", "series_list", "references")
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
    found = sorted(entries(now).items())
    shown = [(absolute_url(path), entry) for path, entry in found]
    xml = render_to_string("articles/sitemap.xml", {"entries": shown})
    return HttpResponse(xml, content_type="application/xml; charset=utf-8")


def entries(now):
    """{path: Entry}"""
    lists = {name: Entry() for name in (*LISTS, "faqs")}
    found = defaultdict(Entry)
    found.update((reverse(f"articles:{name}"), one) for name, one in lists.items())
    pictures, by_article, years = picture_urls(now), {}, defaultdict(list)
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
        years[timezone.localtime(first).year].append(changed_at)
        if series:
            found[reverse("articles:series", args=[series])].changed.append(changed_at)
    for year, changed in years.items():
        found[reverse("articles:archive", args=[year])].changed = changed
    for slug, article in topics():
        if article in by_article:
            path = reverse("articles:topic", args=[slug])
            found[path].changed.append(by_article[article])
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
