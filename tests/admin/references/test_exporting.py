"""The library as a file, from the admin's list."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.factories import make_reference

LIST = reverse("admin:articles_reference_changelist")


def export(client, ext="json", **query):
    address = reverse("admin:articles_reference_export", args=[ext])
    return client.get(address, query)


def keys(response):
    return [item["id"] for item in json.loads(response.content)]


@pytest.fixture
def library(db):
    works = [
        make_reference(family="Adams", note="Mine", custom={"kind": "x"}),
        make_reference(family="Beck"),
        make_reference(family="Carr"),
    ]
    works[1].confirm("doi")
    return works


def test_whole_library_leaves_whole(administrator, library):
    response = export(administrator)

    assert json.loads(response.content) == [work.item for work in library]
    assert "attachment" in response.headers["Content-Disposition"]


def test_list_offers_what_it_shows(administrator, library):
    page = administrator.get(LIST, {"q": "beck"}).content.decode()
    links = BeautifulSoup(page, "html.parser").select(".desk-export a")

    assert [link.get_text() for link in links] == ["CSL-JSON", "BibLaTeX", "RIS"]
    assert keys(administrator.get(links[0]["href"])) == [library[1].key]


@pytest.mark.parametrize(
    "query", [{"confirmation__exact": "doi"}, {"q": "beck", "p": "1"}]
)
def test_search_and_filters_hold_for_the_file(administrator, library, query):
    assert keys(export(administrator, **query)) == [library[1].key]


def test_file_holds_every_page_of_the_list(administrator, db):
    works = [make_reference() for _ in range(60)]
    assert len(keys(export(administrator, p="2"))) == len(works)


def test_address_that_the_list_does_not_know_leads_to_the_list(administrator, library):
    assert export(administrator, x="1").url == f"{LIST}?e=1"


@pytest.mark.parametrize("ext", ["json", "bib", "ris"])
def test_marked_works(therapist, library, ext):
    marked = [library[0].pk, library[2].pk]
    data = {"action": f"save_as_{ext}", "_selected_action": marked}

    answer = therapist.post(LIST, data).content.decode()

    assert "Adams" in answer
    assert "Carr" in answer
    assert "Beck" not in answer


@pytest.mark.parametrize("marked", ["x", "\0", "9" * 30])
def test_impossible_mark_is_left_out(therapist, library, marked):
    data = {"action": "save_as_json", "_selected_action": [marked, library[0].pk]}
    assert keys(therapist.post(LIST, data)) == [library[0].key]


def test_nothing_else_can_be_done_with_the_marked(administrator, library):
    page = BeautifulSoup(administrator.get(LIST).content.decode(), "html.parser")
    actions = [option["value"] for option in page.select("select[name=action] option")]

    assert actions == ["", "save_as_json", "save_as_bib", "save_as_ris"]
