"""The Atom feed, whose pages lead to older articles (RFC 5005, section 3)."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from articles.characters import permitted
from articles.feeds.entries import feed, page_url
from articles.structured_data import absolute_url

PATH = "articles:feed"


class FullTextFeed(Atom1Feed):
    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        for rel, url in self.feed["pages"]:
            handler.addQuickElement("link", "", {"rel": rel, "href": url})

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for author in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", permitted(author.full_name))
            handler.addQuickElement("uri", absolute_url(author.url))
            handler.endElement("author")
        if picture := item["picture"]:
            link = {"href": picture.url, "type": picture.media_type}
            handler.addQuickElement("link", "", {"rel": "enclosure", **link})
        handler.addQuickElement("content", item["content"], {"type": "html"})


def atom(request, *, now):
    """Eight queries at most, whatever the number of articles."""
    found = feed(request, now)
    written = document(found)
    return HttpResponse(written.writeString("utf-8"), content_type=written.content_type)


def document(found):
    practice = found.site.practice
    home = absolute_url(reverse("articles:home"))
    written = FullTextFeed(
        title=permitted(practice.name),
        link=home,
        description=permitted(practice.tagline),
        author_name=permitted(practice.name),
        author_link=home,
        feed_url=page_url(PATH, found.listed.number),
        feed_guid=home,
        language="en-US",
        pages=tuple(pages(found.listed)),
    )
    for entry in found.entries:
        written.add_item(**item(entry))
    return written


def pages(listed):
    """(relation, address) of the feed's other pages, none where there is only one."""
    if not listed.has_other_pages():
        return
    yield "first", page_url(PATH, 1)
    if listed.has_previous():
        yield "previous", page_url(PATH, listed.previous_page_number())
    if listed.has_next():
        yield "next", page_url(PATH, listed.next_page_number())
    yield "last", page_url(PATH, listed.paginator.num_pages)


def item(entry):
    """An entry by Django's names. It declares the summary to be HTML."""
    return {
        "title": entry.title,
        "link": entry.url,
        "unique_id": entry.id,
        "description": escape(entry.summary) or None,
        "pubdate": entry.published_at,
        "updateddate": entry.updated_at or entry.published_at,
        "categories": entry.topics,
        "authors": entry.authors,
        "content": entry.content,
        "picture": entry.picture,
    }
