"""What stands beside the form as one types."""

import pytest

from articles.citations import pandoc
from articles.models import Reference
from tests.admin.sent import sent
from tests.factories import make_reference

pytestmark = pytest.mark.django_db
LOOK = "/admin/articles/reference/look/"
BOOK = {
    "kind": "book",
    "author-TOTAL_FORMS": "1",
    "author-INITIAL_FORMS": "0",
    "author-0-is_group": "1",
    "author-0-literal": "National Institute of Mental Health",
    "author-0-abbreviation": "NIMH",
    "issued_year": "1988",
    "work_title": "A secure base",
    "publisher": "Routledge",
}


def look(client, **typed):
    return client.post(LOOK, BOOK | typed).json()


def test_entry_and_every_mention_are_shown(therapist):
    html = look(therapist)["html"]

    assert "National Institute of Mental Health. (1988). <i>A secure base</i>" in html
    assert "(National Institute of Mental Health [NIMH], 1988)" in html
    assert "National Institute of Mental Health (NIMH, 1988)" in html
    assert "(NIMH, 1988)" in html
    assert "NIMH (1988)" in html
    assert 'href="#ref-' not in html


def test_work_without_a_short_form_has_no_later_mention(therapist):
    html = look(therapist, **{"author-0-abbreviation": ""})["html"]

    assert "(National Institute of Mental Health, 1988)" in html
    assert "Later" not in html


def test_later_mention_that_reads_like_the_first_is_not_repeated(therapist):
    three = {
        "author-TOTAL_FORMS": "3",
        "author-0-is_group": "",
        "author-0-family": "Reyes",
        "author-1-family": "Okonwe",
        "author-2-is_group": "1",
        "author-2-literal": "World Example Organization",
        "author-2-abbreviation": "WEO",
    }

    html = look(therapist, **three)["html"]

    assert "(Reyes et al., 1988)" in html
    assert "Later" not in html


def test_unfinished_form_shows_what_can_be_read(therapist):
    html = look(therapist, url="nonsense", issued_month="13", other="{")["html"]

    assert "A secure base" in html


def test_what_is_missing_leads_to_its_field(therapist):
    answer = look(therapist, work_title="", issued_year="", isbn="0-415-00640-7")

    assert 'href="#id_work_title"' in answer["html"]
    assert 'href="#id_issued_year"' in answer["html"]
    assert 'href="#id_isbn"' in answer["html"]
    assert "Still missing: date" in answer["said"]


def test_headline_capitals_are_noticed(therapist):
    headline = "The Body Keeps the Score: Healing of Trauma in PTSD"

    html = look(therapist, work_title=headline)["html"]

    assert "APA writes: “The body keeps the score: Healing of trauma in PTSD”" in html
    assert 'value="work_title:The body keeps the score' in html


@pytest.mark.parametrize(
    "typed",
    [
        {"work_title": "A secure base"},
        {"work_title": "Health Insurance Portability Act", "kind": "law"},
        {"work_title": "Acculturative Stress Inventory", "kind": "test"},
    ],
)
def test_title_that_is_right_is_left_alone(therapist, typed):
    assert "APA writes" not in look(therapist, **typed)["html"]


def test_probable_duplicate_is_shown_with_a_link(therapist):
    known = make_reference(family="Reyes", year=2019, title="Sleep and grief")
    person = {"author-0-is_group": "", "author-0-family": "Reyes"}

    html = look(therapist, work_title="Sleep and Grief", issued_year="2019", **person)

    assert f"/admin/articles/reference/{known.pk}/change/" in html["html"]


def test_work_is_no_duplicate_of_itself(therapist):
    known = make_reference()
    data = sent(therapist.get(f"/admin/articles/reference/{known.pk}/change/").text)

    assert "may be here already" not in therapist.post(LOOK, data).json()["html"]


def test_exact_text_is_shown_in_place_of_the_style_s(therapist):
    html = look(therapist, exactly_reference="Quite <i>another</i> entry.")["html"]

    assert "Quite <i>another</i> entry." in html
    assert "A secure base" not in html


def test_personal_communication_stands_in_the_text_only(therapist):
    html = look(therapist, kind="personal-communication", work_title="")["html"]

    assert "It stands in the text only." in html
    assert "personal communication" in html


def test_hostile_values_are_shown_as_text(therapist):
    hostile = "<img src=x onerror=alert(1)><script>alert(1)</script>"

    html = look(therapist, work_title=hostile, publisher=hostile)["html"]

    assert "<img" not in html
    assert "<script" not in html


def test_missing_pandoc_is_said(therapist, monkeypatch, tmp_path):
    monkeypatch.setattr(pandoc, "pandoc_path", lambda: tmp_path / "absent")

    answer = look(therapist, work_title="A Secure Base for Everybody")

    assert "the program pandoc" in answer["said"]
    assert "the program pandoc" in answer["html"]
    assert "A secure base for everybody" in answer["html"]


@pytest.mark.parametrize("size", [1, 40])
def test_queries_do_not_grow_with_the_library(
    therapist, django_assert_max_num_queries, size
):
    for number in range(size):
        make_reference(family="Reyes", year=2019, title=f"Sleep and grief {number}")
    person = {"author-0-is_group": "", "author-0-family": "Reyes"}

    with django_assert_max_num_queries(9):
        look(therapist, work_title="Sleep and grief 0", issued_year="2019", **person)


def test_without_javascript_a_button_shows_the_same(therapist):
    add = "/admin/articles/reference/add/"
    data = sent(therapist.get(add).text) | BOOK | {"_look": "1"}

    response = therapist.post(add, data)

    assert "(NIMH, 1988)" in response.text
    assert sent(response.text)["work_title"] == "A secure base"
    assert not Reference.objects.exists()
