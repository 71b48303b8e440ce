from datetime import timedelta

import pytest
from django.utils import timezone

from articles.pages.related import related
from tests.factories import (
    make_article,
    make_published_article,
    make_published_page,
    make_reference,
    make_series,
    make_topic,
)

pytestmark = pytest.mark.django_db


def titles(article, *works, beside=()):
    cited = [work.key for work in works]
    topics = article.topics.values_list("pk", flat=True)
    found = related(article, cited, timezone.now(), topics=topics, beside=beside)
    return [way.title for way in found]


def cites(title, *works, **fields):
    body = " ".join(f"So it is [@{work.key}]." for work in works)
    return make_published_article(title, body=body or "Words.", **fields)


def test_those_that_share_most_come_first_and_three_at_most():
    sleep, night = make_topic("Sleep"), make_topic("Night")
    work = make_reference()
    here = cites("Here", work, topics=[sleep, night])
    cites("One work", work)
    cites("One topic", topics=[sleep])
    cites("Topic and work", work, topics=[night])
    cites("Both topics", topics=[sleep, night])
    cites("Nothing")

    assert titles(here, work) == ["Both topics", "Topic and work", "One topic"]


def test_of_equals_the_newest_comes_first():
    sleep = make_topic()
    now = timezone.now()
    here = cites("Here", topics=[sleep])
    for title, days in (("Old", 9), ("New", 1), ("Middle", 5)):
        cites(title, topics=[sleep], now=now - timedelta(days=days))

    assert titles(here) == ["New", "Middle", "Old"]


def test_part_of_the_series_counts_unless_the_page_names_it():
    series = make_series()
    here = cites("Here", series=series)
    following = cites("Next", series=series)
    cites("Last", series=series)

    assert titles(here, beside=[following.get_absolute_url()]) == ["Last"]


def test_of_very_many_those_with_the_same_topic_last_are_looked_at(monkeypatch):
    monkeypatch.setattr("articles.pages.related.LOOKED_AT", 2)
    wide, narrow, now = make_topic("Wide"), make_topic("Narrow"), timezone.now()
    here = cites("Here", topics=[wide, narrow], now=now)
    for title in ("First", "Second", "Third"):
        cites(title, topics=[wide], now=now)
    cites("Both", topics=[wide, narrow], now=now)

    assert titles(here) == ["Both", "Third"]


def test_only_what_is_live_is_related():
    sleep, work = make_topic(), make_reference()
    here = cites("Here", work, topics=[sleep])
    cites("Withdrawn", work, topics=[sleep]).withdraw()
    make_article("Draft", body=f"[@{work.key}]", topics=[sleep])
    make_published_page("Page", topics=[sleep])
    later = timezone.now() + timedelta(days=1)
    cites("Scheduled", work, topics=[sleep], at=later)

    assert titles(here, work) == []


def test_work_that_only_an_earlier_version_cited_does_not_count():
    work = make_reference()
    here, other = cites("Here", work), cites("Other", work)
    other.body = "No more."
    other.settle_draft()
    other.save()
    other.publish()

    assert titles(here, work) == []


def test_draft_that_was_never_saved_has_none():
    assert related(make_article().__class__(), [], timezone.now()) == ()
