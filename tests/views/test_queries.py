"""How many queries a page asks, and that data does not make them more."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import (
    make_clinician,
    make_image,
    make_published_article,
    make_published_page,
    make_reference,
    make_series,
    make_topic,
)

pytestmark = pytest.mark.django_db


def count(client, path):
    """Asked again: what is counted over everything is kept until it changes."""
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    assert response.status_code == 200
    return len(queries)


def rich_article(size, *, series=None, title="Rich"):
    """An article with ``size`` of everything."""
    works = [make_reference(family=f"Writer{n}") for n in range(size)]
    further = [make_reference(family=f"Reader{n}") for n in range(size)]
    body = "\n\n".join(
        f"## Part {n}\n\nSo it is [@{w.key}]." for n, w in enumerate(works)
    )
    return make_published_article(
        title,
        body=body,
        faqs=[(f"Why {n}?", f"Because [@{w.key}].") for n, w in enumerate(works)],
        further_reading=further,
        topics=[make_topic(f"{title} topic {n}") for n in range(size)],
        series=series,
        authors=[make_clinician(f"Clinician {n}") for n in range(size)],
    )


# The article with its place; what stands around it; clinicians, their licences, the
# practice's places; and, as the sixth, what to read next, which is ranked by counting.
@pytest.mark.parametrize("size", [1, 12])
def test_article_page_asks_six_queries(client, size):
    article = rich_article(size)
    for n in range(size):
        make_published_page(f"Page {n}", menu_position=n)
        make_published_article(f"Neighbour {n}", topics=article.topics.all())

    assert count(client, article.get_absolute_url()) == 6


@pytest.mark.parametrize("size", [1, 12])
def test_article_in_a_series_asks_six_queries(client, size):
    series = make_series()
    for n in range(size):
        make_published_article(f"Part {n}", series=series)

    article = rich_article(1, series=series)

    assert count(client, article.get_absolute_url()) == 6


def test_article_without_clinicians_asks_at_most_six_queries(client):
    article = make_published_article()
    article.authorships.all().delete()
    article.authors.model.objects.all().delete()

    assert count(client, article.get_absolute_url()) <= 6


@pytest.mark.parametrize("size", [1, 12])
def test_article_as_a_file_asks_three_queries(client, size):
    article = rich_article(size)

    assert count(client, f"{article.get_absolute_url()}cite.bib") == 3


PATHS = {
    "/": 7,
    "/articles/": 6,
    f"/archive/{timezone.localdate().year}/": 6,
    "/series/": 5,
    "/series/alone/": 6,
    "/topics/sleep/": 7,
    "/references/": 7,
    "/references/?q=worked": 6,
    "/references/?author=holt-lunstad-a": 6,
    "/references.json": 1,
    "/references.bib": 1,
    "/page/": 5,
    "/faqs/": 5,
    "/feed/": 7,
    "/feed.json": 7,
    "/sitemap.xml": 2,
    "/robots.txt": 1,
}


@pytest.mark.parametrize("size", [1, 12])
@pytest.mark.parametrize("path", PATHS)
def test_page_asks_the_same_queries_whatever_its_size(client, path, size):
    topic = make_topic("Sleep", slug="sleep")
    alone = make_series(slug="alone")
    for n in range(size):
        work = make_reference()
        make_published_article(
            f"Article {n}",
            body=f"So it is [@{work.key}].",
            topics=[topic],
            series=alone if n % 2 else make_series(),
            authors=[make_clinician(f"Clinician {n}", portrait=make_image())],
        )
    make_published_article("In the series", series=alone, topics=[topic])
    make_published_page("Page", slug="page", menu_position=1)
    for n in range(size):
        make_published_page(f"Page {n}")

    assert count(client, path) == PATHS[path]


def test_lists_leave_the_wide_columns_alone(client):
    make_published_article(
        topics=[make_topic(slug="sleep")], series=make_series(slug="s")
    )
    for path in ("/", "/articles/", "/series/", "/series/s/", "/topics/sleep/"):
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        asked = " ".join(query["sql"] for query in queries)
        assert "document_data" not in asked
        assert "source_data" not in asked
        assert '"body"' not in asked
