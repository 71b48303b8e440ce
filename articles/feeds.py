"""The Atom feed (RFC 4287): the newest articles in full."""

import re

from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html

from articles.models import Publication
from articles.pages import Site
from articles.pages.article import authors
from articles.pages.links import site_links
from articles.pages.outside import abroad
from articles.structured_data import absolute_url

NEWEST = 20
# What XML 1.0 cannot hold (section 2.2), not even escaped.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class FullTextFeed(Atom1Feed):
    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


def feed(request, *, now):
    """Four queries, whatever the number of articles."""
    site = Site.around(site_links(now))
    publications = newest(now)
    atom = FullTextFeed(
        title=plain(site.practice.name),
        link=absolute_url(reverse("articles:home")),
        description=plain(site.practice.tagline),
        feed_url=absolute_url(reverse("articles:feed")),
        feed_guid=absolute_url(reverse("articles:home")),
        language="en-US",
    )
    for publication in publications:
        atom.add_item(**entry(publication, site))
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)


def newest(now):
    return (
        Publication.objects.live(now)
        .articles()
        .newest_first()
        .select_related("article", "page", "revision")
        .only(
            "title",
            "summary",
            "first_published_at",
            "updated_at",
            "article__slug",
            "article__kind",
            "article__tag_uri",
            "page__document_data",
            "revision__source_data",
        )[:NEWEST]
    )


def entry(publication, site):
    url = absolute_url(publication.get_absolute_url())
    document = publication.page.document
    written_by = authors(publication.revision.source.authors, site)
    return {
        "title": plain(publication.title),
        "link": url,
        "unique_id": publication.article.tag_uri,
        "author_name": plain(", ".join(author.full_name for author in written_by)),
        "description": plain(publication.summary),
        "content": plain(abroad(full_text(document), url)),
        "pubdate": publication.first_published_at,
        "updateddate": publication.shown_at,
    }


def full_text(document):
    """Body and questions; citations lead to the list on the article's own page."""
    questions = (
        str(format_html("<h2>{}</h2>\n", faq.question)) + faq.html
        for faq in document.faqs
    )
    return "".join((document.lead_figure, document.body, *questions))


def plain(text):
    return NOT_XML.sub("", text)
