from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Reference
from articles.models.attention import conditions, counts
from tests.factories import (
    make_article,
    make_practice,
    make_published_article,
    make_reference,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def works(name, now=NOW):
    return set(Reference.objects.filter(conditions(now)[name]))


def check(reference, state, kind="doi"):
    return reference.checks.create(kind=kind, state=state, checked_at=NOW)


def notice(reference, kind="retraction", **fields):
    return reference.notices.create(kind=kind, source="Crossref", **fields)


def test_decision_moves_a_retraction_from_one_list_to_another():
    reference, other = make_reference(), make_reference()
    found = notice(reference)
    notice(other, "expression_of_concern")
    assert works("retracted") == {reference}
    assert works("concern") == {other}

    found.decide("confirmed", mark="Retraction published 2012")
    assert works("retracted") == set()
    assert works("retraction-confirmed") == {reference}

    found.decide("on_purpose")
    assert works("retraction-confirmed") == set()


@pytest.mark.parametrize("state", ["dead", "failing", "blocked", "unknown", "question"])
def test_state_has_its_list(state):
    reference, other = make_reference(), make_reference()
    check(reference, state)
    check(reference, "ok", "notices")
    check(other, "ok")

    assert works(state) == {reference}


def test_question_is_answered_by_who_has_seen_the_work():
    reference = make_reference()
    check(reference, "question", "identity")

    reference.confirm("person")

    assert works("question") == set()


def test_blocked_page_at_which_somebody_looked_waits_for_nobody():
    reference = make_reference()
    check(reference, "blocked", "url")

    reference.confirm("page", on=NOW.date())
    assert works("blocked") == set()

    reference.confirm("page", on=NOW.date() - timedelta(days=400))
    assert works("blocked") == {reference}


def test_uncited_is_what_stands_neither_on_the_site_nor_in_a_draft():
    uncited, drafted, live, past = (make_reference() for _ in range(4))
    make_article(body=f"[@{drafted.key}]")
    make_published_article(body=f"[@{live.key}]")
    article = make_published_article(body=f"[@{past.key}]", now=NOW - timedelta(days=2))
    article.body = "Without."
    article.save()
    article.settle_draft()
    article.publish(now=NOW - timedelta(days=1))

    assert works("uncited") == {uncited, past}


def test_old_sources_are_those_of_the_practice_s_own_measure():
    old, new = make_reference(year=2001), make_reference(year=NOW.year)
    assert works("old") == {old}

    make_practice(sources_age_years=0)
    assert works("old") == set()
    assert new


def test_pages_at_which_nobody_looked_for_a_year():
    page = {"DOI": "", "type": "webpage", "URL": "https://example.org"}
    seen, fresh, never = (make_reference(**page) for _ in range(3))
    make_reference()
    seen.confirm("page", on=NOW.date() - timedelta(days=400))
    fresh.confirm("page", on=NOW.date() - timedelta(days=300))
    long_ago = NOW - timedelta(days=366)
    Reference.objects.filter(pk__in=[never.pk, fresh.pk]).update(created_at=long_ago)

    assert works("page-unseen") == {seen, never}


def test_counting_takes_two_queries_for_any_library(django_assert_num_queries):
    make_practice()
    for _ in range(5):
        check(make_reference(), "dead")
    names = list(conditions(NOW))

    with django_assert_num_queries(2):
        found = counts(names, NOW)

    assert found["dead"] == found["not-confirmed"] == found["uncited"] == 5
    assert found["retracted"] == 0
