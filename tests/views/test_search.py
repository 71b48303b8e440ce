"""The page of the search."""

import json

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    make_published_article,
    make_published_page,
    make_series,
    make_topic,
)

pytestmark = pytest.mark.django_db


def soup(client, typed, **query):
    response = client.get("/search/", {"q": typed, **query})
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html.parser")


def heading(page):
    return " ".join(page.select_one("#results").get_text().split())


def test_result_shows_the_passage_with_its_words_marked(client):
    make_published_article(
        "Why we argue",
        slug="argue",
        body="One thing.\n\n## Silence\n\nHe goes silent & <b>leaves</b>.",
        topics=[make_topic("Couples", slug="couples")],
    )

    page = soup(client, "silent")
    result = page.select_one(".listing > li")

    assert heading(page) == "One result for “silent”"
    assert result.h3.a["href"] == "/articles/argue/"
    assert result.select_one(".passage").get_text() == "He goes silent & <b>leaves</b>."
    assert [mark.get_text() for mark in result.select("mark")] == ["silent"]
    assert (
        result.select_one(".leads-to a")["href"] == "/articles/argue/#section-silence"
    )
    assert result.select_one(".facts a")["href"] == "/topics/couples/"


def test_an_answer_leads_to_its_question(client):
    make_published_page(
        "Fees", slug="fees", faqs=[("Do you take insurance?", "No, but we help.")]
    )

    link = soup(client, "insurance help").select_one(".leads-to a")

    assert link.get_text() == "Do you take insurance?"
    assert link["href"].startswith("/fees/#faq-")


def test_links_into_a_page_lead_to_what_is_there(client):
    make_published_article(
        "One",
        slug="one",
        body="## Panic & “fear”\n\nIt passes.",
        faqs=[("Why?", "So.")],
    )

    for typed in ("passes", "why so"):
        for link in soup(client, typed).select(".leads-to a"):
            path, _, anchor = link["href"].partition("#")
            assert f'id="{anchor}"' in client.get(path).content.decode()


def test_mended_question_offers_the_one_that_was_typed(client):
    make_published_article("On attachment")

    page = soup(client, "atachment")
    instead = page.select_one(".search-mended a")

    assert "Showing results for “attachment”" in page.get_text()
    assert instead["href"] == "/search/?q=atachment&exact=1"
    assert (
        heading(soup(client, "atachment", exact=1)) == "Nothing found for “atachment”"
    )


def test_page_without_a_question_leads_on(client):
    make_published_article("New", topics=[make_topic("Sleep")])
    make_topic("Unused")

    page = soup(client, "")

    assert [a.get_text() for a in page.select(".search-topics a")] == ["Sleep"]
    assert [a.get_text() for a in page.select(".search-newest a")] == ["New"]
    assert page.select_one("#results") is None
    assert page.select_one("form")["role"] == "search"
    assert "autofocus" not in page.select_one("input[name=q]").attrs


def test_results_are_kept_by_nobody(client):
    asked = client.get("/search/", {"q": "grief"})
    empty = client.get("/search/")

    assert asked.headers["Cache-Control"] == "no-store"
    assert 'name="robots" content="noindex"' in asked.content.decode()
    assert 'rel="canonical" href="http://testserver/search/"' in asked.content.decode()
    assert "noindex" not in empty.content.decode()
    assert "Set-Cookie" not in asked.headers


@pytest.mark.parametrize("typed", ["suicide", "i want to die", "Kill myself"])
def test_words_of_despair_show_the_numbers_above_all(client, typed):
    page = soup(client, typed)

    card = page.select_one("main section.help")
    assert card.select_one("a[href='tel:988']")
    assert page.main.get_text().index("988") < page.main.get_text().index("Nothing")
    assert soup(client, "grief").select_one("main section.help") is None


def test_results_come_ten_to_a_page(client):
    for number in range(12):
        make_published_article(f"Grief {number}", body="Said.")

    first, second = soup(client, "grief"), soup(client, "grief", page=2)

    assert heading(first) == "12 results for “grief”"
    assert [len(p.select(".listing > li")) for p in (first, second)] == [10, 2]
    assert first.select_one("a[rel=next]")["href"] == "/search/?q=grief&page=2"
    assert second.select_one(".listing")["start"] == "11"
    assert client.get("/search/", {"q": "grief", "page": 3}).status_code == 404


HOSTILE = [
    *(
        "'",
        '"',
        '""',
        "*",
        "^",
        ":",
        "(",
        ")",
        "-",
        "--",
        "+",
        "{}",
        "\\",
        "\0",
        "\ud800",
    ),
    *(
        "AND",
        "OR",
        "NOT",
        "a AND",
        "NEAR(a b)",
        "title : x",
        "x*",
        "^x",
        "<->",
        "!x & y",
    ),
    *(
        "x" * 10_000,
        "a " * 5_000,
        '"' * 999,
        "-a " * 999,
        "😀",
        "%",
        "_",
        "1e5 -1.5 2/3",
    ),
    *(
        "'; DROP TABLE articles_searchentry; --",
        "<script>alert(1)</script>",
        "the and of",
    ),
]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_any_string_gives_a_calm_page(client, typed):
    make_published_article("The x of a title")

    page = soup(client, typed.encode("utf-8", "replace").decode())

    assert page.select("script") == page.select("script[type='application/ld+json']")
    assert page.h1.get_text() == "Search"


def test_every_naughty_string_gives_a_calm_page(client, testdata):
    make_published_article("Undefined null true")

    for typed in json.loads((testdata / "strings" / "blns.json").read_text()):
        assert client.get("/search/", {"q": typed}).status_code == 200


def test_number_of_queries_does_not_grow_with_what_is_found(client):
    topic, series = make_topic("Grief"), make_series("On grief")
    make_published_article("Grief", topics=[topic], series=series)
    few = queries(client, "grief loss")

    for number in range(12):
        make_published_article(f"Grief {number}", topics=[topic], series=series)

    assert queries(client, "grief loss") == few <= 16


def queries(client, typed):
    with CaptureQueriesContext(connection) as asked:
        soup(client, typed)
    return len(asked)
