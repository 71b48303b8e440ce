import pytest
from django.urls import reverse

from articles.models import Generation, Series, Topic
from tests.factories import (
    make_article,
    make_published_article,
    make_series,
    make_topic,
)

pytestmark = pytest.mark.django_db


def url(thing, view="change"):
    return reverse(f"admin:articles_{thing._meta.model_name}_{view}", args=[thing.pk])


def fields(series, **changes):
    values = {
        "title": series.title,
        "slug": series.slug,
        "description": series.description,
    }
    return values | changes


def test_articles_are_put_in_order(therapist):
    series = make_series()
    first, second = (make_article(t, series=series) for t in ("One", "Two"))

    therapist.post(url(series), fields(series, order=f"{second.pk} {first.pk}"))

    assert series.article_ids() == [second.pk, first.pk]


@pytest.mark.parametrize("order", ["", "999", "x y", "1 1 1"])
def test_nonsense_leaves_the_order_alone(therapist, order):
    series = make_series()
    keys = [make_article(t, series=series).pk for t in ("One", "Two")]

    response = therapist.post(url(series), fields(series, order=order))

    assert response.status_code == 302
    assert series.article_ids() == keys


def test_article_that_left_meanwhile_does_not_come_back(therapist):
    series = make_series()
    first, second = (make_article(t, series=series) for t in ("One", "Two"))
    series.remove(first)

    therapist.post(url(series), fields(series, order=f"{first.pk} {second.pk}"))

    assert series.article_ids() == [second.pk]


def test_series_of_one_article_opens(therapist):
    series = make_series()
    make_published_article("Only one", series=series)

    assert "Only one" in therapist.get(url(series)).text


def test_change_is_seen_at_once(therapist):
    series, before = make_series(), Generation.current()

    therapist.post(url(series), fields(series, title="Another name"))

    assert Generation.current() > before


def test_series_with_articles_is_not_deleted(therapist):
    series = make_series()
    make_article("Sleep", series=series)

    page = therapist.post(url(series, "delete"), {"post": "yes"})

    assert Series.objects.exists()
    assert page.status_code == 200
    assert "“Sleep” is part of it" in page.text


def test_empty_series_and_topic_are_deleted(therapist):
    for thing in (make_series(), make_topic()):
        therapist.post(url(thing, "delete"), {"post": "yes"})

    assert not Series.objects.exists()
    assert not Topic.objects.exists()


def test_choice_left_empty_is_called_none(therapist):
    topic = make_topic("Grief")
    html = therapist.get(
        reverse("admin:articles_topic_change", args=[topic.pk])
    ).content.decode()

    assert '<option value="" selected>None</option>' in html
    assert "-----" not in html
