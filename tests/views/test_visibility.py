"""Nothing that is not live shows anywhere: one word, looked for on every address."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import FAQ
from tests.factories import (
    make_article,
    make_published_article,
    make_published_page,
    make_reference,
    make_series,
    make_topic,
)

pytestmark = pytest.mark.django_db
WORD = "Quetzalcoatlus"
ADDRESSES = [
    "/",
    "/articles/",
    "/articles/hidden/",
    "/articles/hidden/references.json",
    "/articles/hidden/references.bib",
    "/articles/hidden/references.ris",
    "/articles/shown/",
    "/hidden/",
    "/series/",
    "/series/shared/",
    "/series/own/",
    "/topics/shared/",
    "/topics/own/",
    "/references/",
    "/feed/",
    "/sitemap.xml",
    "/robots.txt",
    "/nowhere/",
]


def fields(number=""):
    """A text in every part of which the word stands."""
    work = make_reference(family=WORD, title=f"{WORD} and sleep {number}")
    return {
        "standfirst": f"{WORD} stands first.",
        "summary": f"{WORD} summed up.",
        "body": f"## {WORD} heads\n\n{WORD} says so [@{work.key}].",
        "faqs": [(f"Why {WORD}?", f"{WORD} knows.")],
        "further_reading": [make_reference(family=WORD)],
        "cta_heading": f"{WORD} invites",
        "cta_text": f"{WORD} is here.",
    }


def draft(**place):
    return make_article(f"{WORD} title", **fields(), **place)


def scheduled(**place):
    later = timezone.now() + timedelta(hours=1)
    return make_published_article(f"{WORD} title", at=later, **fields(), **place)


def withdrawn(**place):
    now = timezone.now()
    article = make_published_article(
        f"{WORD} title", now=now - timedelta(days=2), **fields(), **place
    )
    article.withdraw(now=now - timedelta(days=1))
    return article


def live_with_unpublished_changes(**place):
    article = make_published_article("Quiet title", **place)
    changed = fields()
    faqs = changed.pop("faqs")
    changed.pop("further_reading")
    for name, value in {**changed, "title": f"{WORD} title"}.items():
        setattr(article, name, value)
    article.save()
    FAQ.objects.create(article=article, question=faqs[0][0], answer=faqs[0][1])
    article.settle_draft()
    return article


def live_with_a_change_scheduled(**place):
    article = live_with_unpublished_changes(**place)
    article.publish(at=timezone.now() + timedelta(hours=1), change_note=f"{WORD} new")
    return article


STATES = [
    draft,
    scheduled,
    withdrawn,
    live_with_unpublished_changes,
    live_with_a_change_scheduled,
]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_what_is_not_live_shows_nowhere(client, state):
    shared = make_series(slug="shared")
    topic = make_topic("Shared", slug="shared")
    make_published_article("Shown", slug="shown", series=shared, topics=[topic])
    state(slug="hidden", series=shared, topics=[topic, make_topic("Own", slug="own")])

    for address in ADDRESSES:
        response = client.get(address, follow=True)
        assert WORD not in response.content.decode(), address


@pytest.mark.parametrize("state", [draft, scheduled, withdrawn])
def test_page_that_is_not_live_shows_nowhere(client, state):
    state(slug="hidden", kind="page", menu_position=1)

    for address in ADDRESSES:
        assert WORD not in client.get(address, follow=True).content.decode(), address


def test_the_search_for_the_word_finds_it_when_live(client):
    shared = make_series(slug="shared")
    topic = make_topic("Shared", slug="shared")
    own = make_topic("Own", slug="own")
    make_published_article(
        f"{WORD} title", slug="hidden", series=shared, topics=[topic, own], **fields()
    )
    make_published_article("Shown", slug="shown", series=shared)
    without = {"/series/own/", "/robots.txt", "/nowhere/", "/sitemap.xml"}

    for address in sorted({*ADDRESSES} - without):
        response = client.get(address, follow=True)
        assert WORD in response.content.decode(), address


@pytest.mark.parametrize("state", [draft, scheduled, withdrawn])
def test_series_and_topic_without_anything_live_are_not_there(client, state):
    state(
        slug="hidden",
        series=make_series("Lonely", slug="own"),
        topics=[make_topic("Lonely", slug="own")],
    )

    for address in ("/series/own/", "/topics/own/"):
        assert client.get(address).status_code == 404
    for address in ("/", "/series/", "/sitemap.xml"):
        text = client.get(address).content.decode()
        assert "Lonely" not in text
        assert "/own/" not in text


def test_scheduled_article_appears_at_its_minute(client, monkeypatch):
    soon = timezone.now() + timedelta(minutes=5)
    article = make_published_article("Tomorrow's", at=soon)
    assert client.get(article.get_absolute_url()).status_code == 404

    monkeypatch.setattr(timezone, "now", lambda: soon)

    assert client.get(article.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("state", [draft, scheduled])
def test_address_of_what_was_never_live_is_not_found(client, state):
    article = state(slug="hidden")
    article.move_to("moved")

    for address in ("/articles/hidden/", "/articles/moved/"):
        response = client.get(address)
        assert response.status_code == 404
        assert "moved" not in response.headers.get("Location", "")


def test_menu_page_is_on_every_page_while_live(client):
    page = make_published_page("Our fees", slug="fees", menu_position=1)
    assert "Our fees" in client.get("/").content.decode()

    page.withdraw()

    assert "Our fees" not in client.get("/").content.decode()
