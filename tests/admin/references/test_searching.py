"""The library's list and the Cite dialog find works by any words, in few queries."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_article, make_reference

LIST = reverse("admin:articles_reference_changelist")
WORKS = reverse("admin:works")
HOSTILE = [
    "\0",
    "%",
    "_",
    "|",
    "'\"><script>",
    "x" * 9000,
    "q " * 900,
    "10.1/%_\\",
    "–",
]


def found(client, query):
    return [work["key"] for work in client.get(WORKS, {"q": query}).json()["works"]]


def rows(client, query):
    page = BeautifulSoup(client.get(LIST, {"q": query}).content.decode(), "html.parser")
    return [cell.get_text() for cell in page.select("th.field-work")]


@pytest.mark.parametrize("query", HOSTILE)
@pytest.mark.parametrize("path", [LIST, WORKS])
def test_any_query_is_answered(administrator, path, query):
    make_reference()
    assert administrator.get(path, {"q": query}).status_code == 200


@pytest.mark.parametrize("search", [found, rows])
def test_words_are_found_without_accents_in_any_order(administrator, search):
    work = make_reference(family="Müller", title="On Sleep", year=1999)
    make_reference(family="Beck")

    for query in ("muller 1999", "SLEEP mül", work.key, work.item["DOI"]):
        assert search(administrator, query) == [work.key]


def test_dialog_shows_first_what_was_cited_last(administrator):
    works = [make_reference(family=family) for family in ("Adams", "Beck", "Carr")]
    make_article(body=f"So [@{works[2].key}].")
    make_article(body=f"So [@{works[1].key}].")

    assert found(administrator, "") == [works[n].key for n in (1, 2, 0)]


def test_dialog_puts_an_author_before_a_word_of_a_title(administrator):
    title = make_reference(family="Adams", title="Grief and Beck")
    author = make_reference(family="Beck")

    assert found(administrator, "beck") == [author.key, title.key]


@pytest.mark.parametrize("size", [1, 11])
@pytest.mark.parametrize(
    ("path", "asked"),
    [(LIST, 2), (f"{LIST}?q=holt", 2), (WORKS, 3), (f"{WORKS}?q=holt", 1)],
)
def test_queries_do_not_grow_with_the_library(administrator, path, asked, size):
    for _ in range(size):
        make_article(body=f"So [@{make_reference().key}].")

    with CaptureQueriesContext(connection) as queries:
        administrator.get(path)

    # The others are of the session and of who is signed in.
    assert len([query for query in queries if "articles_" in query["sql"]]) == asked
