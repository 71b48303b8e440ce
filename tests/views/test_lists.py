from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from articles.models import Clinician, Practice
from articles.pages.list_rows import topic_rows
from tests.factories import (
    make_clinician,
    make_image,
    make_practice,
    make_published_article,
    make_published_page,
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


def test_of_very_many_series_home_shows_those_begun_last(client, monkeypatch):
    monkeypatch.setattr("articles.pages.lists.SERIES_ON_HOME", 2)
    for title in ("Old", "Young", "Middle"):
        make_published_article(series=make_series(title))
    make_series("Without a part")

    assert [
        heading.get_text() for heading in soup(client, "/").select(".panels h3")
    ] == ["Middle", "Young"]


@pytest.mark.parametrize("is_wide", [False, True])
def test_wide_topic_has_the_same_articles_however_they_are_found(is_wide):
    now, topic = timezone.now(), make_topic("Sleep")
    for n in range(4):
        topics = [topic] if n % 2 else [make_topic(f"Other {n}")]
        made = now - timedelta(days=n)
        make_published_article(f"Article {n}", topics=topics, now=made)
    make_published_page("Sleep well", topics=[topic])

    rows = topic_rows(is_wide)(now=now, topic=topic.pk)

    assert [title for title, *_ in rows] == ["Article 1", "Article 3"]


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


def at(year, month=6, day=15):
    return datetime(year, month, day, 12, tzinfo=UTC)


def test_archive_lists_the_articles_of_its_year_only(client):
    for year in (2024, 2025, 2025):
        make_published_article(f"Of {year}", now=at(year))

    page = soup(client, "/archive/2025/")

    assert titles(page) == ["Of 2025", "Of 2025"]
    assert page.h1.get_text() == "2025"
    assert page.select_one(".years [aria-current]").get_text() == "2025"


def test_archive_pages_by_ten_and_says_which_page(client):
    for day in range(1, 12):
        make_published_article(f"Day {day}", now=at(2025, day=day))

    second = soup(client, "/archive/2025/?page=2")

    assert titles(second) == ["Day 1"]
    assert second.title.get_text().startswith("Articles of 2025, page 2")
    assert second.select_one("a[rel=prev]")["href"] == "/archive/2025/"
    assert client.get("/archive/2025/?page=3").status_code == 404


@pytest.mark.parametrize("number", ["02", "+2", " 2", "2 ", "٢", "2_", "2.0", "0", ""])
@pytest.mark.parametrize("path", ["/articles/", "/feed/", "/feed.json"])
def test_a_page_has_one_address_and_no_other_spelling_of_its_number(
    client, path, number
):
    for day in range(1, 22):
        make_published_article(f"Day {day}", now=at(2025, day=day))

    assert client.get(path, {"page": "2"}).status_code == 200
    assert client.get(path, {"page": number}).status_code == 404


@pytest.mark.parametrize("year", ["2019", "0000", "1000", "2999", "9999", "20250", "x"])
def test_year_without_articles_is_not_found(client, year):
    make_published_article("Of 2025", now=at(2025))

    assert client.get(f"/archive/{year}/").status_code == 404


def test_years_count_what_is_live_in_the_practices_own_time(client, settings):
    settings.TIME_ZONE = "America/Los_Angeles"
    make_published_article("Late", now=datetime(2025, 1, 1, 3, tzinfo=UTC))
    make_published_article("Withdrawn", now=at(2025)).withdraw()
    make_published_article("Of 2023", now=at(2023))
    scheduled = make_published_article("Later", at=timezone.now() + timedelta(days=1))

    page = soup(client, "/articles/")
    years = [(a.get_text(), a["href"]) for a in page.select(".years a")]

    assert scheduled.title not in page.get_text()
    assert years == [("2024", "/archive/2024/"), ("2023", "/archive/2023/")]
    assert titles(soup(client, "/archive/2024/")) == ["Late"]
    assert client.get("/archive/2025/").status_code == 404


def test_list_of_one_year_needs_no_years_beside_it(client):
    make_published_article()

    assert not soup(client, "/articles/").select(".years")


def test_series_says_how_long_all_of_it_takes(client):
    series = make_series("Rest", slug="rest")
    for number in range(2):
        make_published_article(f"Part {number}", series=series, body="word " * 500)

    page = soup(client, "/series/rest/")

    facts = page.select_one(".page-header .facts").get_text()
    assert facts == "2 parts, 4 min in all"
    assert page.select_one(".page-header .button")["href"] == "/articles/part-0/"


def test_home_without_picture_shows_the_contact_beside_the_welcome(client):
    make_practice(phone="(510) 555-0100")

    page = soup(client, "/")

    assert page.select_one(".welcome .where")
    assert not page.select(".welcome-picture")


def test_home_picture_stands_beside_the_welcome_and_loads_first(client):
    image = make_image(width=1600, height=1000)
    make_practice(
        phone="(510) 555-0100", home_picture=image, home_picture_alt="Two herons"
    )

    page = soup(client, "/")
    picture = page.select_one(".welcome-picture img")

    assert (picture["alt"], picture["fetchpriority"]) == ("Two herons", "high")
    assert page.select_one(".introduction .where")


def test_home_of_an_untouched_practice_is_a_name_and_no_empty_section(client):
    page = soup(client, "/")

    assert page.h1.get_text()
    assert not page.main.select("section, .where, .welcome-picture, .buttons")
