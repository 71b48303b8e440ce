"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json

from django.http import HttpResponse
from django.urls import reverse

from articles.characters import permitted
from articles.feeds.entries import feed, page_url
from articles.structured_data import absolute_url
from articles.structured_data.json_ld import moment, without_empty

PATH = "articles:feed_json"
MEDIA_TYPE = "application/feed+json"


def json_feed(request, *, now):
    """Eight queries at most, whatever the number of articles."""
    found = feed(request, now)
    text = json.dumps(document(found), ensure_ascii=False)
    return HttpResponse(text, content_type=MEDIA_TYPE)


def document(found):
    practice, listed = found.site.practice, found.listed
    home = absolute_url(reverse("articles:home"))
    values = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": permitted(practice.name),
        "home_page_url": home,
        "feed_url": page_url(PATH, 1),
        "description": permitted(practice.tagline),
        "next_url": listed.has_next() and page_url(PATH, listed.next_page_number()),
        "authors": [{"name": permitted(practice.name), "url": home}],
        "language": "en-US",
    }
    return {**without_empty(values), "items": [item(one) for one in found.entries]}


def item(entry):
    return without_empty(
        {
            "id": entry.id,
            "url": entry.url,
            "title": entry.title,
            "content_html": entry.content,
            "summary": entry.summary,
            "image": entry.picture and entry.picture.url,
            "date_published": moment(entry.published_at),
            "date_modified": moment(entry.updated_at or entry.published_at),
            "authors": [
                {"name": permitted(one.full_name), "url": absolute_url(one.url)}
                for one in entry.authors
            ],
            "tags": list(entry.topics),
            "language": "en-US",
        }
    )
