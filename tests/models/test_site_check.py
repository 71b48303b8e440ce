"""What is missing on a site, each with its opposite."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Clinician
from articles.models.site_check import missing_on_site
from tests.factories import (
    make_clinician,
    make_practice,
    make_published_article,
    make_published_page,
)

pytestmark = pytest.mark.django_db
TODAY = date.today()
PRIVACY = "**Effective date:** today.\n\n## Do Not Track\n\nNobody is tracked."
ESTIMATE = (
    "$400, [www.cms.gov/nosurprises](https://www.cms.gov/nosurprises), 1-800-985-3059"
)
YESTERDAY, TOMORROW = TODAY - timedelta(days=2), TODAY + timedelta(days=2)


def codes():
    return [found.code for found in missing_on_site(timezone.now())]


@pytest.fixture
def complete():
    """A site on which nothing is missing."""
    make_practice(phone="(707) 555-0142")
    make_clinician()
    make_published_page("About", slug="about")
    make_published_page("Privacy", slug="privacy", body=PRIVACY)
    assert codes() == []


def test_empty_site_lacks_a_clinician_pages_and_a_way_to_reach_it():
    make_practice()

    assert codes() == [f"articles.W00{number}" for number in (3, 4, 6, 7)]


def test_fees_need_a_good_faith_estimate(complete):
    make_published_page("Fees", slug="fees")
    (found,) = missing_on_site(timezone.now())
    assert (found.code, found.new_page) == ("articles.W005", "Good faith estimate")

    make_published_page("Estimate", slug="good-faith-estimate", body=ESTIMATE)
    assert codes() == []


def test_words_that_a_page_must_have_are_asked_for(complete):
    make_published_page("Fees", slug="fees")
    page = make_published_page("Estimate", slug="good-faith-estimate", body="$400.")

    (found,) = missing_on_site(timezone.now())

    assert (found.code, found.pk) == ("articles.W012", page.pk)
    assert found.advice == "It has to name: cms.gov/nosurprises, 1-800-985-3059."


def test_withdrawn_page_is_missing_and_opened_to_be_mended(complete):
    about = Article.objects.get(slug="about")
    about.withdraw()

    (found,) = missing_on_site(timezone.now())

    assert (found.code, found.pk, found.new_page) == ("articles.W006", about.pk, "")


def test_licence_without_its_number_is_named(complete):
    person = Clinician.objects.get()
    person.licences.update(number="")

    (found,) = missing_on_site(timezone.now())

    assert (found.model, found.pk) == ("clinician", person.pk)
    assert found.advice.startswith("Enter the number")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"crisis_notice": "Call 988."}, ["articles.W008"]),
        ({"notice": "Away.", "notice_until": YESTERDAY}, ["articles.W011"]),
        ({"notice": "Away.", "notice_until": TOMORROW}, []),
        ({"notice": "", "notice_until": YESTERDAY}, []),
        ({"phone": ""}, ["articles.W007"]),
        ({"phone": "", "email": "a@b.example"}, []),
    ],
)
def test_practice_is_looked_at(complete, fields, expected):
    make_practice(**fields)

    assert codes() == expected


@pytest.mark.parametrize(("due", "count"), [(YESTERDAY, 1), (TOMORROW, 0), (None, 0)])
def test_overdue_review_is_named(complete, due, count):
    make_published_article(review_due_on=due)

    assert codes() == ["articles.W010"] * count


def test_live_article_whose_author_was_taken_out_is_named(complete):
    article = make_published_article()
    article.authorships.all().delete()

    assert codes() == ["articles.W009"]


@pytest.mark.parametrize(("days", "count"), [(59, 1), (-3, 1), (62, 0)])
def test_renewal_is_said_sixty_days_before_and_to_the_practice_alone(
    complete, days, count
):
    licence = Clinician.objects.get().licences.get()
    licence.renewal_due_on = timezone.localdate() + timedelta(days=days)
    licence.save()

    assert codes() == [""] * count


def test_renewal_on_the_calendars_first_and_last_days_is_no_error(complete):
    licence = Clinician.objects.get().licences.get()
    for day, count in ((date.min, 1), (date.max, 0)):
        licence.renewal_due_on = day
        licence.save()

        assert codes() == [""] * count


def test_queries_do_not_grow(complete, django_assert_num_queries):
    def grow(names):
        for name in names:
            make_published_article(name, review_due_on=YESTERDAY)
            make_clinician(f"Person {name}", licence=False)
            make_published_page(f"Page {name}")

    for names in ("A", "BCD"):
        grow(names)
        with django_assert_num_queries(7):
            missing_on_site(timezone.now())
