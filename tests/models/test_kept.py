"""What is counted over everything live is asked again when that has changed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Generation, Publication
from articles.models.kept import Kept
from tests.factories import make_published_article

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def live_count(now):
    return Publication.objects.live(now).count()


def kept_count(now):
    return Kept.at(now).get(live_count, now)


def test_what_is_kept_costs_one_query(django_assert_num_queries):
    make_published_article()
    now = timezone.now()
    kept_count(now)

    with django_assert_num_queries(1):
        assert kept_count(now + HOUR) == 1


def test_it_is_counted_anew_after_each_change():
    article = make_published_article()
    seen = [kept_count(timezone.now())]
    make_published_article("Another")
    seen.append(kept_count(timezone.now()))
    article.withdraw()
    seen.append(kept_count(timezone.now()))

    assert seen == [1, 2, 1]


def test_it_is_counted_anew_after_a_switch_that_was_planned():
    now = timezone.now()
    make_published_article()
    make_published_article("Planned", at=now + HOUR)
    make_published_article("Going").withdraw(at=now + 3 * HOUR)
    moments = [timezone.now() + n * HOUR for n in (0, 2, 4)]

    assert [kept_count(moment) for moment in moments] == [2, 3, 2]
    assert kept_count(moments[0]) == 2


def test_a_restored_database_with_the_same_number_is_another():
    make_published_article()
    assert kept_count(timezone.now()) == 1
    Publication.objects.all().delete()
    Generation.objects.update(at=timezone.now())

    assert kept_count(timezone.now()) == 0


def test_before_the_first_change_nothing_is_kept():
    assert Kept.at(timezone.now()) is not Kept.at(timezone.now())
