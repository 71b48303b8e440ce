from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from tests.factories import (
    make_published_article,
    make_published_page,
    make_series,
    make_topic,
)

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MARCH, APRIL, MAY = (datetime(2026, month, 1, 12, tzinfo=UTC) for month in (3, 4, 5))


def entries(client):
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314
    found = {}
    for url in root.findall(f"{SITEMAP}url"):
        modified = url.findtext(f"{SITEMAP}lastmod")
        found[url.findtext(f"{SITEMAP}loc").removeprefix("http://testserver")] = (
            datetime.fromisoformat(modified) if modified else None
        )
    return found


def test_pages_have_the_date_of_their_last_substantial_change(client):
    series, topic = make_series(slug="rest"), make_topic(slug="sleep")
    one = make_published_article(slug="one", series=series, topics=[topic], now=MARCH)
    one.publish(change_note="More.", now=APRIL)
    one.publish(now=MAY)
    make_published_article(slug="two", now=MARCH)
    make_published_page(slug="fees", now=MAY)

    assert entries(client) == {
        "/": APRIL,
        "/articles/": APRIL,
        "/articles/one/": APRIL,
        "/articles/two/": MARCH,
        "/fees/": MAY,
        "/references/": APRIL,
        "/series/": APRIL,
        "/series/rest/": APRIL,
        "/topics/sleep/": APRIL,
    }


def test_empty_site_has_its_lists_without_dates(client):
    assert set(entries(client).values()) == {None}


def test_every_address_of_the_sitemap_answers(client):
    make_published_article(slug="one", series=make_series(), topics=[make_topic()])
    make_published_page(slug="fees")

    for path in entries(client):
        assert client.get(path).status_code == 200


def test_robots_names_the_sitemap_by_the_site_s_own_address(client, settings):
    settings.SITE_URL = "https://two-trees.example"

    text = client.get("/robots.txt").content.decode()

    assert "Sitemap: https://two-trees.example/sitemap.xml" in text
    assert "Disallow: /admin/" in text
