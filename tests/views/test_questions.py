"""The page of all questions."""

from collections import Counter
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import (
    make_article,
    make_published_article,
    make_published_page,
    make_reference,
    make_topic,
)

pytestmark = pytest.mark.django_db


def soup(client, path="/faqs/"):
    return BeautifulSoup(client.get(path).content.decode(), "html.parser")


def headings(page):
    """[(heading, its questions)]"""
    return [
        (
            section.h2.get_text(),
            [question.get_text() for question in section.select("summary h3")],
        )
        for section in page.select("section.questions")
    ]


def asked(*questions):
    return [(question, f"Answer to {question}") for question in questions]


def test_questions_stand_under_their_topics(client):
    now = timezone.now()
    sleep, work = make_topic("Sleep"), make_topic("Work")
    make_published_article("On work", topics=[work], faqs=asked("W1?", "W2?"))
    for n, days in enumerate((3, 1)):
        make_published_article(
            f"Night {n}",
            topics=[sleep],
            faqs=asked(f"S{n}?"),
            now=now - timedelta(days=days),
        )
    make_published_article("Loose", faqs=asked("L?"))
    make_published_page("Fees", faqs=asked("How much?"), topics=[sleep])

    assert headings(soup(client)) == [
        ("About the practice", ["How much?"]),
        ("Sleep", ["S1?", "S0?"]),
        ("Work", ["W1?", "W2?"]),
        ("Other questions", ["L?"]),
    ]


def test_question_of_several_topics_stands_once_under_the_narrowest(client):
    wide, narrow = make_topic("Anxiety"), make_topic("Panic")
    make_published_article(topics=[wide, narrow], faqs=asked("P?"))
    make_published_article(topics=[wide], faqs=asked("A?"))
    make_article(topics=[narrow])
    make_published_article("No questions", topics=[narrow])

    assert headings(soup(client)) == [("Anxiety", ["A?"]), ("Panic", ["P?"])]


def test_only_what_is_live_is_shown(client):
    now = timezone.now()
    article = make_published_article(faqs=asked("Old?"), now=now - timedelta(days=2))
    article.faqs.update(question="New?")
    article.settle_draft()
    make_published_article("Coming", at=now + timedelta(days=1), faqs=asked("C?"))
    make_published_article("Gone", faqs=asked("G?")).withdraw()
    make_article("Draft", faqs=asked("D?"))

    assert headings(soup(client)) == [("Other questions", ["Old?"])]
    article.publish()
    assert headings(soup(client)) == [("Other questions", ["New?"])]


def test_citation_leads_to_the_article_s_own_entry(client):
    work = make_reference()
    answer = f"So it is [@{work.key}], as [fees](/fees/) say."
    for slug in ("one", "two"):
        make_published_article(slug=slug, faqs=[("Why?", answer), ("Who?", answer)])

    page = soup(client)
    links = [a["href"] for a in page.select("details .prose a")]

    assert Counter(links) == {
        f"/articles/one/#ref-{work.key}": 2,
        f"/articles/two/#ref-{work.key}": 2,
        "/fees/": 4,
    }
    assert soup(client, "/articles/one/").find(id=f"ref-{work.key}")
    ids = Counter(element["id"] for element in page.find_all(id=True))
    assert set(ids.values()) == {1}


def test_answer_names_the_article_it_is_from(client):
    make_published_article("Sleep & rest", slug="sleep", faqs=asked("Why <b>?"))

    details = soup(client).select_one("details")

    assert details.h3.get_text() == "Why <b>?"
    assert details.select_one(".from").get_text() == "From: Sleep & rest"
    assert details.select_one(".from a")["href"] == "/articles/sleep/"


@pytest.fixture
def many():
    """Seventy questions under two topics: thirteen articles of five and one."""
    topics = [make_topic("Sleep", slug="sleep"), make_topic("Work", slug="work")]
    now = timezone.now()
    for n in range(14):
        make_published_article(
            f"Article {n}",
            topics=[topics[n > 10]],
            faqs=asked(*(f"Question {n}.{m}?" for m in range(5))),
            now=now - timedelta(days=n),
        )


def test_long_list_goes_on_to_a_next_page_between_articles(client, many):
    first, second = soup(client), soup(client, "/faqs/?page=2")

    assert [(name, len(found)) for name, found in headings(first)] == [("Sleep", 50)]
    assert [(name, len(found)) for name, found in headings(second)] == [
        ("Sleep", 5),
        ("Work", 15),
    ]
    assert first.select_one("a[rel=next]")["href"] == "/faqs/?page=2"
    assert second.select_one("a[rel=prev]")["href"] == "/faqs/"
    assert second.find("link", rel="canonical")["href"].endswith("/faqs/?page=2")


def test_contents_lead_to_every_topic_on_whatever_page(client, many):
    def contents(page):
        return {
            line.a["href"]: line.span.find(string=True)
            for line in page.select(".questions-contents li")
        }

    assert contents(soup(client)) == {
        "#topic-sleep": "55",
        "/faqs/?page=2#topic-work": "15",
    }
    assert contents(soup(client, "/faqs/?page=2")) == {
        "/faqs/#topic-sleep": "55",
        "#topic-work": "15",
    }


@pytest.mark.parametrize("number", ["0", "-1", "2", "x", "", "1.5", "9" * 30])
def test_page_that_is_none_of_the_list_is_not_found(client, number):
    make_published_article(faqs=asked("Why?"))

    assert client.get("/faqs/", {"page": number}).status_code == 404


def test_site_without_questions_says_so(client):
    page = soup(client)

    assert "No article here answers questions yet." in page.main.get_text()
    assert not page.main.select("ul, nav, section")


@pytest.mark.parametrize("size", [1, 12])
def test_page_asks_six_queries_whatever_its_size(client, size):
    for n in range(size):
        make_published_article(
            topics=[make_topic(f"Topic {n}"), make_topic(f"Wide {n}")],
            faqs=asked(*(f"Q{n}.{m}?" for m in range(3))),
        )

    client.get("/faqs/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/faqs/")

    assert len(queries) == 6
    asked_for = " ".join(query["sql"] for query in queries)
    assert "document_data" not in asked_for
