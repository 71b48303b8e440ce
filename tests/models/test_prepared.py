"""What is asked of a prepared query is what its queryset would give."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles.models import Publication, PublishedPage
from articles.models.prepared import (
    NOW,
    each,
    filled_up,
    given_each,
    given_text,
    prepared,
)
from tests.factories import make_published_article

TEXT = given_text("slug").output_field
HOUR = timedelta(hours=1)


def rows_of(slug, columns=("title", "first_published_at", "page__document_data")):
    live = Publication.objects.live(NOW).filter(article__slug=slug)
    return live.order_by("pk").values_list(*columns)


@pytest.mark.django_db
def test_rows_are_those_of_the_queryset_in_the_types_of_python():
    make_published_article("One", slug="one")
    ask, now = prepared(rows_of)(given_text("slug")), timezone.now()

    [(title, published_at, document)] = ask(now=now, slug="one")

    assert title == "One"
    assert isinstance(published_at, datetime)
    assert published_at.tzinfo
    assert document == PublishedPage.objects.get().document_data


@pytest.mark.django_db
def test_same_query_answers_for_other_values():
    now = timezone.now()
    make_published_article("One", slug="one")
    make_published_article("Two", slug="two", at=now + HOUR)
    ask = prepared(rows_of)(given_text("slug"), ("title",))

    assert ask(now=now, slug="one") == [("One",)]
    assert ask(now=now, slug="two") == []
    assert ask(now=now + HOUR, slug="two") == [("Two",)]
    assert ask(now=now, slug="' OR 1=1 --") == []


@pytest.mark.django_db
def test_each_shape_is_built_once():
    built = []

    @prepared
    def of(count):
        built.append(count)
        slugs = given_each("slug", TEXT, count)
        found = Publication.objects.filter(article__slug__in=slugs)
        return found.order_by("title").values_list("title")

    for slug in ("a", "b", "c"):
        make_published_article(slug.title(), slug=slug)

    assert of(2)(**each("slug", "ab")) == [("A",), ("B",)]
    assert of(2)(**each("slug", "bc")) == [("B",), ("C",)]
    assert of(1)(**each("slug", "c")) == [("C",)]
    assert built == [2, 1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("window", "titles"),
    [
        (slice(0, 2), ["A", "B"]),
        (slice(1, 3), ["B", "C"]),
        (slice(2, 9), ["C"]),
        (slice(3, 9), []),
        (slice(0, 0), []),
        (slice(2, 1), []),
    ],
)
def test_part_is_that_of_a_slice(window, titles):
    for title in "ABC":
        make_published_article(title)
    ask = prepared(lambda: Publication.objects.order_by("title").values_list("title"))

    assert [title for (title,) in ask().part(window)] == titles


@pytest.mark.parametrize(
    ("values", "filled"),
    [
        ("", ""),
        ("a", "a"),
        ("ab", "ab"),
        ("abc", "abcc"),
        ("abcd", "abcd"),
        ("abcde", "abcdeeee"),
    ],
)
def test_lists_are_filled_up_to_few_lengths(values, filled):
    assert filled_up(values) == list(filled)


@pytest.mark.django_db
def test_value_that_is_not_given_is_an_error():
    ask = prepared(rows_of)(given_text("slug"))

    with pytest.raises(KeyError, match="slug"):
        ask(now=timezone.now())
    assert not connection.needs_rollback
