import json
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from tests.factories import (
    make_clinician,
    make_image,
    make_practice,
    make_published_article,
    make_published_page,
)

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
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Dana Reyes, Lee Park"
    assert entry.findtext(f"{ATOM}published") < entry.findtext(f"{ATOM}updated")
    content = entry.findtext(f"{ATOM}content")
    assert "<p>Words.</p>" in content
    assert "<h2>Does &lt;it&gt; pass?</h2>\n<p>It does.</p>" in content
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


@pytest.mark.django_db
def test_newest_twenty_articles_and_no_pages(client):
    now = timezone.now()
    make_published_page("Fees")
    for n in range(22):
        make_published_article(f"Article {n}", now=now - timedelta(days=n))

    _, found = entries(client)

    titles = [entry.findtext(f"{ATOM}title") for entry in found]
    assert titles == [f"Article {n}" for n in range(20)]


@pytest.mark.django_db
def test_any_title_gives_a_feed_that_parses(client, testdata):
    strings = json.loads((testdata / "strings" / "blns.json").read_text())
    titles = [s for s in strings if s.strip() and "\0" not in s]
    article = make_published_article("Plain")
    publication = article.publications.get()
    for title in titles:
        type(publication).objects.filter(pk=publication.pk).update(
            title=title.encode(errors="replace").decode()[:200], summary=title[:300]
        )
        _, [entry] = entries(client)
        assert entry.find(f"{ATOM}id") is not None
