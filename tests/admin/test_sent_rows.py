"""Forms whose rows came back otherwise than they were sent out."""

import pytest
from bs4 import BeautifulSoup

from articles.admin.sent_rows import GONE, INCOMPLETE
from articles.models import Article, Clinician, Place, Practice
from tests.admin.conftest import form_url
from tests.admin.forms import form_data
from tests.factories import make_article, make_clinician, make_practice

pytestmark = pytest.mark.django_db
PRACTICE = "/admin/articles/practice/1/change/"


@pytest.fixture
def practice():
    return make_practice(place="41 Saltmarsh Lane")


def without_counts(data, *names):
    names = names or ("TOTAL_FORMS", "INITIAL_FORMS")
    return {k: v for k, v in data.items() if not k.endswith(names)}


def shown(response, part):
    """(what is said above the rows, the values of their inputs)"""
    page = BeautifulSoup(response.content, "html.parser")
    rows = page.select_one(f"#{part}-group")
    said = [error.get_text(strip=True) for error in rows.select(".errorlist.nonform")]
    return said, {i["name"]: i.get("value") for i in rows.select("input[name]")}


@pytest.mark.parametrize("names", [(), ("TOTAL_FORMS",), ("INITIAL_FORMS",)])
def test_counts_that_did_not_arrive_lose_nothing(owner, practice, names):
    typed = {"places-0-city": "Berkeley", "name": "Two Herons"}
    data = without_counts(form_data(owner.get(PRACTICE)), *names) | typed

    response = owner.post(PRACTICE, data)

    said, values = shown(response, "places")
    assert said == [INCOMPLETE]
    assert "ManagementForm" not in response.text
    assert values["places-0-city"] == "Berkeley"
    assert values["places-0-street"] == "41 Saltmarsh Lane"
    assert Place.objects.get().city == "Oakland"
    assert Practice.current().name != "Two Herons"


def test_what_is_sent_again_is_saved(owner, practice):
    data = without_counts(form_data(owner.get(PRACTICE)))
    data |= {"places-0-city": "Berkeley"}
    data |= {"places-1-city": "Albany", "places-1-position": "1"}

    again = form_data(owner.post(PRACTICE, data))

    assert owner.post(PRACTICE, again).status_code == 302
    assert list(Place.objects.values_list("city", flat=True)) == ["Berkeley", "Albany"]


@pytest.mark.parametrize("key", ["x", "", "9999", "\x00", "1" * 400])
def test_row_that_is_gone_is_kept_as_a_new_one(owner, practice, key):
    data = form_data(owner.get(PRACTICE)) | {"places-0-id": key}

    response = owner.post(PRACTICE, data)

    said, values = shown(response, "places")
    assert said == [GONE]
    assert values["places-0-street"] == "41 Saltmarsh Lane"
    assert not values["places-0-id"]
    Place.objects.all().delete()
    assert owner.post(PRACTICE, form_data(response)).status_code == 302
    assert Place.objects.get().street == "41 Saltmarsh Lane"


def test_row_that_another_window_removed_can_be_taken_out(owner, practice):
    data = form_data(owner.get(PRACTICE)) | {"places-0-DELETE": "on"}
    Place.objects.all().delete()

    assert owner.post(PRACTICE, data).status_code == 302
    assert not Place.objects.exists()


def test_licenses_are_held_alike(owner):
    url = f"/admin/articles/clinician/{make_clinician().pk}/change/"
    data = without_counts(form_data(owner.get(url))) | {"licences-0-number": "777"}

    response = owner.post(url, data)

    said, values = shown(response, "licences")
    assert said == [INCOMPLETE]
    assert values["licences-0-number"] == "777"
    assert Clinician.objects.get().licences.get().number == "12345"


def test_questions_of_an_article_are_not_lost_with_their_counts(therapist):
    article = make_article(faqs=[("Why?", "So."), ("How?", "Thus.")])
    url = form_url(article)
    data = without_counts(form_data(therapist.get(url)))
    data = {k: v for k, v in data.items() if not k.startswith("faqs-")}

    response = therapist.post(url, data | {"title": "Typed"})

    said, values = shown(response, "faqs")
    assert said == [INCOMPLETE]
    assert values["faqs-1-question"] == "How?"
    assert Article.objects.get().faqs.count() == 2
    assert therapist.post(url, form_data(response)).status_code == 302
    assert Article.objects.get().faqs.count() == 2
    assert Article.objects.get().title == "Typed"


def test_untouched_form_says_nothing(owner, practice):
    assert owner.post(PRACTICE, form_data(owner.get(PRACTICE))).status_code == 302
