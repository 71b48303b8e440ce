"""What is counted over everything live is asked again when that has changed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Generation, Publication, Reference
from articles.models.kept import SETTLED, Kept, KeptOfWorks
from tests.factories import make_published_article, make_reference

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


def titles(now):
    return set(Reference.everything.values_list("title", flat=True))


def kept_titles(now):
    return KeptOfWorks.at(now).get(titles, now)


def test_what_works_say_is_kept_while_none_is_written(django_assert_num_queries):
    make_reference(title="Rest")
    later = timezone.now() + HOUR
    kept_titles(later)

    with django_assert_num_queries(1):
        assert kept_titles(later + HOUR) == {"Rest"}


def test_it_is_asked_anew_after_a_work_is_written():
    work = make_reference(title="Rest")
    later = timezone.now() + HOUR
    seen = [kept_titles(later)]
    make_reference(title="Sleep")
    seen.append(kept_titles(later))
    work.write({**work.item, "title": "Rest and mood"})
    seen.append(kept_titles(later))

    assert seen == [{"Rest"}, {"Rest", "Sleep"}, {"Rest and mood", "Sleep"}]


def test_what_was_written_just_now_may_not_be_all():
    """Another's transaction, begun before, may end only now."""
    make_reference(title="Rest")
    soon = timezone.now() + SETTLED / 2
    kept_titles(soon)
    written = Reference.objects.get().edited_at
    Reference.objects.bulk_create([Reference(key="late", title="Late")])
    Reference.objects.filter(key="late").update(edited_at=written - SETTLED / 4)

    assert kept_titles(soon) == {"Rest", "Late"}


def test_without_any_work_nothing_is_kept():
    assert KeptOfWorks.at(timezone.now()) is not KeptOfWorks.at(timezone.now())
