import json
import unicodedata
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.core.paginator import Paginator
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.feeds.atom import document as atom_document
from articles.feeds.entries import Feed, entry, publications
from articles.feeds.json_feed import document as json_document
from articles.pages import Site
from articles.rendering import render
from articles.source import ArticleSource, FigureSource, Picture, Rendition
from tests.factories import (
    make_clinician,
    make_image,
    make_practice,
    make_published_article,
    make_published_page,
    make_topic,
)
from tests.feed_rules import assert_atom, assert_json_feed

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(client):
    feed = ElementTree.fromstring(client.get("/feed/").content)  # noqa: S314
    return feed, feed.findall(f"{ATOM}entry")


@pytest.mark.django_db
def test_entry_has_what_atom_asks_for(client, settings):
    settings.SITE_URL = "https://two-trees.example"
    make_practice(name="Two Trees")
    now = timezone.now()
    article = make_published_article(
        "Sleep & rest",
        now=now - timedelta(days=2),
        slug="sleep",
        summary="Nights.",
        body="Words.\n\n![](figure:lamp)",
        figures=[{"name": "lamp", "image": make_image(), "alt": "A lamp"}],
        faqs=[("Does <it> pass?", "It does.")],
        authors=[make_clinician("Dana Reyes"), make_clinician("Lee Park")],
    )
    article.publish(change_note="Added words.", now=now - timedelta(days=1))

    feed, [entry] = entries(client)

    assert feed.findtext(f"{ATOM}title") == "Two Trees"
    assert entry.findtext(f"{ATOM}title") == "Sleep & rest"
    assert entry.findtext(f"{ATOM}id") == (
        f"tag:two-trees.example,{now - timedelta(days=2):%Y-%m-%d}:{article.uuid}"
    )
    assert entry.find(f"{ATOM}link").get("href") == (
        "https://two-trees.example/articles/sleep/"
    )
    assert entry.findtext(f"{ATOM}summary") == "Nights."
    assert [name.text for name in entry.findall(f"{ATOM}author/{ATOM}name")] == [
        "Dana Reyes",
        "Lee Park",
    ]
    assert entry.findtext(f"{ATOM}published") < entry.findtext(f"{ATOM}updated")
    content = entry.findtext(f"{ATOM}content")
    assert "<p>Words.</p>" in content
    assert "<h3>Does &lt;it&gt; pass?</h3>\n<p>It does.</p>" in content
    assert "Lee Park, Licensed Marriage and Family Therapist, License No." in content
    assert 'src="https://two-trees.example/media/' in content


@pytest.mark.django_db
def test_id_of_an_entry_outlives_title_and_address(client):
    article = make_published_article("First title", slug="first")
    _, [before] = entries(client)
    article.title = "Second title"
    article.save()
    article.move_to("second")
    article.publish()

    _, [after] = entries(client)

    assert after.findtext(f"{ATOM}title") == "Second title"
    assert after.findtext(f"{ATOM}id") == before.findtext(f"{ATOM}id")


@pytest.fixture
def twenty_two():
    now = timezone.now()
    make_published_page("Fees")
    for n in range(22):
        make_published_article(f"Article {n}", now=now - timedelta(days=n))


@pytest.mark.django_db
def test_feed_goes_on_to_older_articles_and_has_no_pages(client, twenty_two):
    def read(path):
        feed = ElementTree.fromstring(client.get(path).content)  # noqa: S314
        links = {
            link.get("rel"): link.get("href").removeprefix("http://testserver")
            for link in feed.findall(f"{ATOM}link")
        }
        return links, [e.findtext(f"{ATOM}title") for e in feed.findall(f"{ATOM}entry")]

    links, titles = read("/feed/")
    assert titles == [f"Article {n}" for n in range(20)]
    assert links["next"] == links["last"] == "/feed/?page=2"
    assert "previous" not in links

    links, titles = read("/feed/?page=2")
    assert titles == ["Article 20", "Article 21"]
    assert links["self"] == "/feed/?page=2"
    assert links["previous"] == links["first"] == "/feed/"


@pytest.mark.django_db
def test_json_feed_goes_on_to_older_articles(client, twenty_two):
    first = client.get("/feed.json").json()
    assert first["next_url"] == "http://testserver/feed.json?page=2"

    second = client.get("/feed.json?page=2").json()
    assert [item["title"] for item in second["items"]] == ["Article 20", "Article 21"]
    assert "next_url" not in second


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/feed/", "/feed.json"])
@pytest.mark.parametrize("number", ["0", "2", "x", ""])
def test_page_that_is_none_of_the_feed_is_not_found(client, path, number):
    assert client.get(path, {"page": number}).status_code == 404


@pytest.mark.django_db
def test_json_feed_says_what_atom_says(client, settings):
    settings.SITE_URL = "https://two-trees.example"
    make_practice(name="Two Trees", tagline="Talking, in Oakland")
    now = datetime(2026, 3, 1, 20, tzinfo=UTC)
    article = make_published_article(
        "Sleep & <rest>",
        slug="sleep",
        now=now,
        summary="Nights <3.",
        body="Words.\n\n![](figure:lamp)",
        figures=[{"name": "lamp", "image": make_image(), "alt": "A lamp"}],
        topics=[make_topic("Nights")],
        ai_disclosure="A program mended the commas.",
    )

    response = client.get("/feed.json")
    feed = response.json()
    [item] = feed["items"]
    atom, [entry] = entries(client)
    url = "https://two-trees.example/articles/sleep/"

    assert_atom(atom)
    assert_json_feed(feed)

    assert response["Content-Type"] == "application/feed+json"
    assert item.pop("content_html") == entry.findtext(f"{ATOM}content")
    assert item.pop("image") == entry.find(f"{ATOM}link[@rel='enclosure']").get("href")
    assert item == {
        "id": article.tag_uri,
        "url": url,
        "title": "Sleep & <rest>",
        "summary": "Nights <3.",
        "date_published": "2026-03-01T12:00:00-08:00",
        "date_modified": "2026-03-01T12:00:00-08:00",
        "authors": [
            {
                "name": "Dana Reyes",
                "url": "https://two-trees.example/#clinician-dana-reyes",
            }
        ],
        "tags": ["Nights"],
        "language": "en-US",
    }
    del feed["items"]
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Two Trees",
        "home_page_url": "https://two-trees.example/",
        "feed_url": "https://two-trees.example/feed.json",
        "description": "Talking, in Oakland",
        "authors": [{"name": "Two Trees", "url": "https://two-trees.example/"}],
        "language": "en-US",
    }


@pytest.mark.django_db
def test_content_names_help_from_a_program_and_the_author_s_licence(client):
    make_published_article(ai_disclosure="A program mended the commas.")

    [item] = client.get("/feed.json").json()["items"]

    assert "<p>A program mended the commas.</p>" in item["content_html"]
    assert "Dana Reyes, Licensed Marriage and Family Therapist" in item["content_html"]


@pytest.mark.django_db
def test_summary_with_a_telephone_number_gives_way(client):
    make_published_article(summary="Call (510) 555-0100.", standfirst="Nights.")

    [item] = client.get("/feed.json").json()["items"]

    assert item["summary"] == "Nights."


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/articles/", "/articles/x/"])
def test_every_page_leads_to_both_feeds(client, path):
    make_published_article(slug="x")

    head = BeautifulSoup(client.get(path).content.decode(), "html.parser").head

    assert {
        link["type"]: link["href"]
        for link in head.select("link[rel=alternate][type*=feed], [type*=atom]")
    } == {"application/atom+xml": "/feed/", "application/feed+json": "/feed.json"}


@pytest.mark.django_db
@pytest.mark.parametrize("size", [2, 12])
@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("path", ["/feed/", "/feed.json"])
def test_feed_asks_eight_queries_whatever_its_size(
    client, monkeypatch, path, number, size
):
    monkeypatch.setattr("articles.feeds.entries.PAGE_SIZE", size // 2)
    image = make_image()
    for n in range(size):
        make_published_article(
            topics=[make_topic(f"Topic {n}")],
            body="![](figure:lamp)",
            figures=[{"name": "lamp", "image": image, "alt": "A lamp"}],
        )

    client.get(path)

    with CaptureQueriesContext(connection) as queries:
        assert client.get(path, {"page": number}).status_code == 200

    assert len(queries) == 8


PICTURE = Picture(800, 600, (Rendition("/media/images/a.jpg", 800, "jpeg"),))


def with_caption(text):
    figure = FigureSource("lamp", image="a", alt=text, caption=text, credit=text)
    source = ArticleSource(body="![](figure:lamp)", figures=(figure,))
    return render(source, {}, {"a": PICTURE}, cite=None)


@pytest.fixture
def naughty(testdata):
    strings = json.loads((testdata / "strings" / "blns.json").read_text())
    return [*strings, "\x01\x0b\ufffe\ud800", "\r\n\t", "]]>", "<![CDATA["]


@pytest.fixture
def naughty_feed(naughty):
    """A feed with an article for each string as title, names, caption and topic."""
    make_published_article(slug="x", topics=[make_topic()])
    now = timezone.now()
    site = Site.load(now)
    [publication] = publications(now)
    [topic], [person] = publication.article.topics.all(), site.clinicians
    found = []
    for text in naughty:
        publication.title = publication.summary = text
        topic.name = person.name_as_used = site.practice.name = text
        publication.page.document_data = with_caption(text).to_dict()
        found.append(entry(publication, site))
    return Feed(site, Paginator([publication], 1).page(1), tuple(found))


def in_xml(text):
    """What of it a feed can hold; other breaks than line ends become spaces."""
    breaks = str.maketrans("\x0b\x0c\x85", "   ")
    return "".join(filter(is_held, text.translate(breaks)))


def is_held(character):
    """By XML 1.0, section 2.2, and without what HTML calls errors of parsing."""
    point = ord(character)
    is_break = character in "\t\n\r"
    is_noncharacter = point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF
    is_control = unicodedata.category(character) in ("Cc", "Cs")
    return is_break or not (is_control or is_noncharacter)


@pytest.mark.django_db
def test_atom_holds_any_string(naughty, naughty_feed):
    text = atom_document(naughty_feed).writeString("utf-8")

    feed = ElementTree.fromstring(text)  # noqa: S314
    assert_atom(feed)
    titles = [e.findtext(f"{ATOM}title") or "" for e in feed.findall(f"{ATOM}entry")]

    def lines(text):
        return text.replace("\r\n", "\n").replace("\r", "\n")

    assert titles == [lines(in_xml(text)) for text in naughty]


@pytest.mark.django_db
def test_json_feed_holds_any_string(naughty, naughty_feed):
    text = json.dumps(json_document(naughty_feed), ensure_ascii=False).encode()

    feed = json.loads(text)
    assert_json_feed(feed)
    items = feed["items"]

    assert [item.get("title", "") for item in items] == [in_xml(t) for t in naughty]
    for item in items:
        content = BeautifulSoup(item["content_html"], "html.parser")
        assert {element.name for element in content.find_all(True)} <= ALLOWED


ALLOWED = set(
    "a br code del em figcaption figure img mark p picture span strong".split()
)
