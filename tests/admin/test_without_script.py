"""One more row can be had where no script adds it."""

import pytest
from bs4 import BeautifulSoup

from articles.models import Article, Clinician, Place
from tests.admin.conftest import form_url
from tests.admin.forms import form_data
from tests.factories import make_article, make_clinician, make_practice

pytestmark = pytest.mark.django_db
PRACTICE = "/admin/articles/practice/1/change/"


def followed(client, url, part):
    """The page to which the link under ``part`` leads a browser without script."""
    page = BeautifulSoup(client.get(url).content, "html.parser")
    links = page.select(f"noscript a[href$='#{part}-group']")
    assert len(links) == 1
    return client.get(url + links[0]["href"])


def test_second_place_is_added(owner):
    make_practice(place="41 Saltmarsh Lane")

    data = form_data(followed(owner, PRACTICE, "places"))
    owner.post(PRACTICE, data | {"places-1-city": "Berkeley"})

    assert list(Place.objects.values_list("city", flat=True)) == ["Oakland", "Berkeley"]


def test_second_license_is_added(owner):
    url = f"/admin/articles/clinician/{make_clinician().pk}/change/"
    row = {"licences-1-kind": "lpcc", "licences-1-number": "777"}

    data = form_data(followed(owner, url, "licences"))
    owner.post(url, data | row)

    licences = Clinician.objects.get().licences
    assert list(licences.values_list("number", flat=True)) == ["12345", "777"]


def test_question_is_added(therapist):
    article = make_article(faqs=[("Why?", "So.")])
    url = form_url(article)

    data = form_data(followed(therapist, url, "faqs"))
    therapist.post(url, data | {"faqs-1-question": "How?"})

    asked = Article.objects.get().faqs.values_list("question", flat=True)
    assert list(asked) == ["Why?", "How?"]


@pytest.mark.parametrize("asked", ["", "?another=nothing", "?another="])
def test_row_stands_there_only_when_asked_for(owner, asked):
    make_practice(place="41 Saltmarsh Lane")

    data = form_data(owner.get(PRACTICE + asked))

    assert data["places-TOTAL_FORMS"] == 1
