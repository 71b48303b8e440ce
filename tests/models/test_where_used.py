from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Reference
from articles.models.where_used import articles_that_cite, read_mentions
from tests.factories import make_article, make_published_article, make_reference

pytestmark = pytest.mark.django_db


def uses(reference, now=None):
    """[(title, [(live?, draft?, [words before each citation])])]."""
    articles = articles_that_cite(reference, now or timezone.now())
    keys = set(reference.keys.values_list("key", flat=True))
    read_mentions(articles, keys, reference.key)
    return [
        (
            article.title,
            [
                (text.is_live, text.is_draft, [m.before for m in text.mentions])
                for text in article.texts
            ],
        )
        for article in articles
    ]


def test_live_text_and_draft_are_told_apart():
    reference = make_reference()
    article = make_published_article("Live", body=f"It hurts [@{reference.key}].")
    make_article("Draft", body=f"Perhaps [@{reference.key}].")
    make_article("Other", body="Nothing here.")
    assert uses(reference) == [
        ("Draft", [(False, True, ["Perhaps "])]),
        ("Live", [(True, True, ["It hurts "])]),
    ]

    article.body = f"It may hurt [@{reference.key}]."
    article.save()
    article.settle_draft()

    assert uses(reference)[1] == (
        "Live",
        [(True, False, ["It hurts "]), (False, True, ["It may hurt "])],
    )


def test_past_and_withdrawn_texts_are_not_listed():
    reference = make_reference()
    now = timezone.now()
    article = make_published_article(
        body=f"Then [@{reference.key}].", now=now - timedelta(days=2)
    )
    article.body = "Nothing now."
    article.save()
    article.settle_draft()
    assert len(uses(reference)) == 1

    article.publish(now=now)

    assert uses(reference) == []


def test_scheduled_text_is_listed_with_its_time():
    reference = make_reference()
    at = timezone.now() + timedelta(days=3)
    make_published_article(body=f"Soon [@{reference.key}].", at=at)

    (article,) = articles_that_cite(reference, timezone.now())

    assert [(text.at, text.is_live) for text in article.texts] == [(at, False)]


def test_answers_captions_and_further_reading_are_looked_through():
    reference = make_reference()
    make_article(
        "One",
        faqs=[("Why?", "a"), ("How?", f"b [@{reference.key}]")],
        figures=[{"name": "sea", "caption": f"c [@{reference.key}]"}],
    )
    make_article("Two", further_reading=[reference])

    assert uses(reference) == [
        ("One", [(False, True, ["b ", "c "])]),
        ("Two", [(False, True, [""])]),
    ]


def test_alias_counts_as_the_work():
    reference, twin = make_reference(), make_reference("Other")
    make_published_article(body=f"So [@{twin.key}].")

    reference.absorb(twin)

    assert uses(reference) == [("Why we argue", [(True, True, ["So "])])]
    assert Reference.objects.count() == 1


def test_queries_do_not_grow_with_the_articles(django_assert_num_queries):
    reference = make_reference()
    for number in range(6):
        make_article(f"{number}", body=f"[@{reference.key}]", faqs=[("a", "b")])
        make_published_article(f"Live {number}", body=f"[@{reference.key}]")

    with django_assert_num_queries(4):
        articles = articles_that_cite(reference, timezone.now())
        read_mentions(articles, {reference.key}, reference.key)
