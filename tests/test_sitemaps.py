from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from tests.factories import (
    make_image,
    make_published_article,
    make_published_page,
    make_series,
    make_topic,
)

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
MARCH, APRIL, MAY = (datetime(2026, month, 1, 12, tzinfo=UTC) for month in (3, 4, 5))


def entries(client, path="/sitemap.xml", kind="url"):
    root = ElementTree.fromstring(client.get(path).content)  # noqa: S314
    found = {}
    for url in root.findall(f"{SITEMAP}{kind}"):
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
        "/archive/2026/": APRIL,
        "/articles/": APRIL,
        "/articles/one/": APRIL,
        "/articles/two/": MARCH,
        "/faqs/": None,
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


@pytest.mark.parametrize("asks", [False, True])
def test_page_of_questions_changes_with_the_texts_that_have_some(client, asks):
    make_published_article(slug="plain", now=MAY)
    faqs = [("Why?", "So.")] if asks else []
    make_published_page(slug="fees", faqs=faqs, now=APRIL)

    assert entries(client)["/faqs/"] == (APRIL if asks else None)


def test_picture_stands_with_its_page(client, settings):
    settings.SITE_URL = "https://two-trees.example"
    figure = {"name": "lamp", "image": make_image(), "alt": "A lamp"}
    make_published_article(slug="one", body="![](figure:lamp)", figures=[figure])
    make_published_article(slug="two")

    root = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314
    found = {
        url.findtext(f"{SITEMAP}loc"): url.findtext(f"{IMAGE}image/{IMAGE}loc")
        for url in root.findall(f"{SITEMAP}url")
    }
    picture = found.pop("https://two-trees.example/articles/one/")

    assert set(found.values()) == {None}
    page = client.get("/articles/one/").content.decode()
    assert picture.startswith("https://two-trees.example/media/")
    assert picture.removeprefix("https://two-trees.example") in page


def test_year_is_that_of_the_practice_s_own_clock(client):
    make_published_article(now=datetime(2026, 1, 1, 2, tzinfo=UTC))

    years = {path for path in entries(client) if path.startswith("/archive/")}
    assert years == {"/archive/2025/"}
    assert client.get("/archive/2025/").status_code == 200


def test_of_more_addresses_than_a_part_holds_it_is_an_index(client, monkeypatch):
    make_published_article(slug="one", now=MARCH)
    make_published_article(slug="two", now=APRIL)
    make_published_page(slug="fees", now=MAY)
    whole = entries(client)
    monkeypatch.setattr("articles.sitemaps.PART", len(whole) - 2)
    make_published_article(slug="three", now=MAY).withdraw()

    parts = entries(client, kind="sitemap")

    assert parts == {"/sitemap-1.xml": APRIL, "/sitemap-2.xml": MAY}
    of_each = [entries(client, path) for path in parts]
    assert set(of_each[1]) == {"/articles/two/", "/fees/"}
    assert of_each[0] | of_each[1] == whole


@pytest.mark.parametrize("number", ["0", "1", "3", "01", "99999", "x"])
def test_part_that_is_none_is_not_found(client, monkeypatch, number):
    make_published_article()
    if number != "1":
        monkeypatch.setattr("articles.sitemaps.PART", 4)

    assert client.get(f"/sitemap-{number}.xml").status_code == 404


@pytest.mark.parametrize("size", [1, 12])
def test_index_asks_one_query_and_a_part_three(
    client, monkeypatch, django_assert_num_queries, size
):
    monkeypatch.setattr("articles.sitemaps.PART", 6)
    for n in range(size):
        figures = [{"name": "lamp", "image": make_image(), "alt": "A lamp"}]
        make_published_article(f"A{n}", body="![](figure:lamp)", figures=figures)
    client.get("/sitemap.xml")

    with django_assert_num_queries(1):
        client.get("/sitemap.xml")
    with django_assert_num_queries(3):
        client.get("/sitemap-2.xml")
