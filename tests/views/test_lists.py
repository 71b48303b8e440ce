from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from articles.models import Clinician, Practice
from tests.factories import (
    make_clinician,
    make_image,
    make_practice,
    make_published_article,
    make_series,
    make_topic,
)

pytestmark = pytest.mark.django_db


def soup(client, path):
    return BeautifulSoup(client.get(path).content.decode(), "html.parser")


def titles(page):
    return [heading.get_text() for heading in page.select(".listing h2")]


@pytest.fixture
def twelve():
    now = timezone.now()
    return [
        make_published_article(f"Article {n}", now=now - timedelta(days=n))
        for n in range(12)
    ]


def test_newest_articles_come_first_ten_to_a_page(client, twelve):
    first, second = soup(client, "/articles/"), soup(client, "/articles/?page=2")

    assert titles(first) == [f"Article {n}" for n in range(10)]
    assert titles(second) == ["Article 10", "Article 11"]
    assert first.select_one("a[rel=next]")["href"] == "/articles/?page=2"
    assert second.select_one("a[rel=prev]")["href"] == "/articles/"


@pytest.mark.parametrize(
    "number", ["3", "0", "-1", "x", "1.5", "", "999999999999999999999", "٢٣", "last"]
)
def test_page_that_is_none_of_the_list_is_not_found(client, twelve, number):
    assert client.get("/articles/", {"page": number}).status_code == 404


def test_topic_lists_its_articles_only(client):
    topic = make_topic("Sleep", slug="sleep", description="Nights.")
    make_published_article("On sleep", topics=[topic])
    make_published_article("On work")

    page = soup(client, "/topics/sleep/")

    assert titles(page) == ["On sleep"]
    assert "Nights." in page.main.get_text()


def test_series_lists_its_articles_in_order(client):
    series = make_series("Rest", slug="rest")
    articles = [make_published_article(t, series=series) for t in ("A", "B", "C")]
    series.reorder([articles[2].pk, articles[0].pk, articles[1].pk])

    assert titles(soup(client, "/series/rest/")) == ["C", "A", "B"]


def test_series_of_one_name_stay_apart(client):
    for slug in ("one", "two"):
        series = make_series("Rest", slug=slug)
        make_published_article(f"In {slug}", series=series)

    assert len(soup(client, "/series/").select(".listing > li")) == 2


def test_home_says_who_and_where(client):
    make_practice(
        name="Two Trees",
        tagline="Talking, in Oakland",
        introduction="We *listen*.",
        how_to_begin="1. Call.",
        place="12 Elm Street",
        phone="(510) 555-0100",
    )
    make_clinician(
        biography="Nineteen years.", portrait=make_image(width=700, height=900)
    )

    page = soup(client, "/")
    text = page.main.get_text(" ")

    assert page.h1.get_text() == "Two Trees"
    for part in ("Talking, in Oakland", "listen", "Call.", "12 Elm Street", "Nineteen"):
        assert part in text
    assert page.select_one('a[href="tel:+15105550100"]')
    assert (
        page.select_one("#clinician-dana-reyes img")["alt"] == "Portrait of Dana Reyes"
    )


@pytest.mark.parametrize(
    "path",
    ["/", "/articles/", "/series/", "/references/", "/none/"],
)
def test_empty_site_answers_properly(client, path):
    Practice.objects.all().delete()

    response = client.get(path)
    page = BeautifulSoup(response.content.decode(), "html.parser")

    assert response.status_code == (404 if path == "/none/" else 200)
    assert "None" not in page.get_text()
    for element in page.select("h1, h2, h3, ul, ol, p, section, nav"):
        assert element.get_text().strip(), element
    assert not Practice.objects.exists(), "a reader's page wrote to the database"


def test_licences_stand_on_every_page(client):
    make_clinician()
    make_published_article(slug="x")
    make_published_article(slug="gone").withdraw()
    line = "Dana Reyes, Licensed Marriage and Family Therapist, License No. 12345"

    for path in ("/", "/articles/", "/articles/x/", "/articles/gone/", "/none/"):
        assert line in soup(client, path).footer.get_text()


def test_practice_without_clinicians_has_its_pages(client):
    make_practice(name="Two Trees")
    assert not Clinician.objects.exists()

    assert soup(client, "/").h1.get_text() == "Two Trees"
