"""The form filled in before anything is saved."""

import json

import pytest

from articles.models import Reference
from tests.admin.sent import sent
from tests.factories import make_reference

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/reference/add/"
NEW = {"kind": "book", "work_title": "x", "confirmation": "none"}
FOUND = {
    "type": "article-journal",
    "title": "Sleep",
    "author": [{"family": "Reyes", "given": "Ana", "ORCID": "0000-0001"}],
    "issued": {"date-parts": [[2019]]},
    "guest": [{"family": "Okonwe"}],
}


def change(reference):
    return f"/admin/articles/reference/{reference.pk}/change/"


def test_prefilled_work_is_shown_and_not_saved(therapist):
    response = therapist.post(ADD, {"prefill": json.dumps(FOUND)})

    assert response.status_code == 200
    assert sent(response.text)["author-0-family"] == "Reyes"
    assert not Reference.objects.exists()


def test_confirmed_prefill_is_saved_with_all_that_it_held(therapist):
    filled = sent(therapist.post(ADD, {"prefill": json.dumps(FOUND)}).text)

    therapist.post(ADD, filled | {"work_title": "Sleep and grief"})

    item = Reference.objects.get().item
    assert item == {**FOUND, "title": "Sleep and grief", "id": "reyes2019"}


def test_prefilled_key_and_missing_type_do_no_harm(therapist):
    item = {"id": "taken2019", "title": "Sleep"}
    filled = sent(therapist.post(ADD, {"prefill": json.dumps(item)}).text)

    therapist.post(ADD, filled | {"issued_year": "2020"})

    saved = Reference.objects.get()
    assert saved.key == "sleep2020"
    assert saved.item["type"] == "document"


@pytest.mark.parametrize("prefill", ["", "{", "[1]", '"x"', '{"title": "\\ud800"}'])
def test_unreadable_prefill_is_an_empty_form(therapist, prefill):
    response = therapist.post(ADD, {"prefill": prefill})

    assert response.status_code == 200
    assert sent(response.text)["work_title"] == ""


def test_address_fills_in_simple_cases(therapist):
    query = {"kind": "page-person", "url": "https://example.org/a", "title": "A page"}

    data = sent(therapist.get(ADD, query).text)

    assert data["kind"] == "page-person"
    assert data["url"] == "https://example.org/a"
    assert data["work_title"] == "A page"


def test_address_alone_is_a_web_page(therapist):
    assert sent(therapist.get(f"{ADD}?url=https://a.org/").text)["kind"] == (
        "page-organisation"
    )
    assert sent(therapist.get(f"{ADD}?doi=10.1000/a").text)["doi"] == "10.1000/a"
    assert sent(therapist.get(f"{ADD}?kind=nonsense").text)["kind"] == "journal-article"


def test_another_kind_keeps_what_was_typed_and_brings_its_usual_words(therapist):
    data = sent(therapist.get(ADD).text) | {
        "work_title": "Listening to shame",
        "issue": "3",
        "kind": "video",
        "_redraw": "kind",
    }

    data = sent(therapist.post(ADD, data).text)
    assert (data["work_title"], data["issue"]) == ("Listening to shame", "3")
    assert data["medium"] == "Video"

    data = sent(therapist.post(ADD, data | {"kind": "book", "_redraw": "kind"}).text)
    assert data["medium"] == ""
    assert not Reference.objects.exists()


def test_kind_that_was_never_shown_is_saved_all_the_same(therapist):
    data = sent(therapist.get(ADD).text) | {"work_title": "Shame", "kind": "video"}

    therapist.post(ADD, data)

    item = Reference.objects.get().item
    assert (item["type"], item["medium"]) == ("motion_picture", "Video")


def test_choice_of_a_kind_is_kept_where_the_record_would_tell_another(therapist):
    reference = make_reference(type="book", publisher="Norton")
    data = sent(therapist.get(change(reference)).text)

    therapist.post(change(reference), data | {"kind": "manual"})

    reference.refresh_from_db()
    assert reference.item["type"] == "book"
    assert reference.item["custom"] == {"kind": "manual"}


def test_one_more_name_without_javascript(therapist):
    reference = make_reference(family="Reyes")
    data = sent(therapist.get(change(reference)).text)

    again = therapist.post(change(reference), data | {"_more": "author.group"}).text

    data = sent(again) | {
        "author-1-literal": "World Health Organization",
        "author-1-abbreviation": "WHO",
    }
    therapist.post(change(reference), data)
    reference.refresh_from_db()
    assert reference.item["author"][1] == {
        "literal": "World Health Organization",
        "abbreviation": "WHO",
    }


@pytest.mark.parametrize(
    ("moves", "order"),
    [
        (["2-up"], "One Three Two"),
        (["2-up", "2-up"], "Three One Two"),
        (["0-up"], "One Two Three"),
        (["2-down"], "One Two Three"),
        (["0-down", "1-up"], "Two One Three"),
        (["9-up"], "One Two Three"),
    ],
)
def test_names_are_moved_without_javascript(therapist, moves, order):
    people = [{"family": name} for name in ("One", "Two", "Three")]
    reference = make_reference(author=people)
    data = sent(therapist.get(change(reference)).text)

    for move in moves:
        asked = data | {"_move": f"author-{move}"}
        data = sent(therapist.post(change(reference), asked).text)
    therapist.post(change(reference), data)

    reference.refresh_from_db()
    assert [name["family"] for name in reference.item["author"]] == order.split()


@pytest.mark.parametrize("move", ["", "-", "author", "nobody-1-up", "author-x-up"])
def test_nonsense_moves_nothing(therapist, move):
    data = sent(therapist.get(ADD).text) | {"_move": move}

    assert therapist.post(ADD, data).status_code == 200


@pytest.mark.parametrize("more", ["", ".", "nobody.person", "author", "a.b.c"])
def test_nonsense_asks_for_no_row(therapist, more):
    data = sent(therapist.get(ADD).text) | {"_more": more, "_redraw": "1"}

    assert therapist.post(ADD, data).status_code == 200


def test_names_are_moved_taken_out_and_keep_what_no_field_shows(therapist):
    people = [
        {"family": "One", "given": "A.", "ORCID": "1"},
        {"family": "Two", "given": "B.", "ORCID": "2"},
        {"family": "Three", "given": "C.", "ORCID": "3"},
    ]
    reference = make_reference(author=people)
    data = sent(therapist.get(change(reference)).text) | {
        "author-0-position": "2",
        "author-1-DELETE": "on",
        "author-2-position": "0",
        "author-2-given": "Cy",
    }

    therapist.post(change(reference), data)

    reference.refresh_from_db()
    assert reference.item["author"] == [{**people[2], "given": "Cy"}, people[0]]


def test_nothing_typed_is_lost_where_a_field_is_wrong(therapist):
    data = sent(therapist.get(ADD).text) | {
        "author-TOTAL_FORMS": "2",
        "author-0-given": "Only a given name",
        "author-1-is_group": "1",
        "author-1-literal": "WHO",
        "work_title": "Typed",
        "url": "nonsense",
    }

    response = therapist.post(ADD, data)

    again = sent(response.text)
    assert response.status_code == 200
    assert again["author-0-given"] == "Only a given name"
    assert again["author-1-literal"] == "WHO"
    assert (again["work_title"], again["url"]) == ("Typed", "nonsense")
    assert "Give the name here, or take this row out." in response.text


@pytest.mark.parametrize(
    ("fields", "issued"),
    [
        ({"year": "2019", "month": "3", "day": "2"}, {"date-parts": [[2019, 3, 2]]}),
        ({"year": "2019", "month": "s1"}, {"date-parts": [[2019]], "season": 1}),
        ({"year": "350 BCE"}, {"date-parts": [[-350]]}),
        ({"words": "2015–present"}, {"literal": "2015–present"}),
        ({"words": "n.d."}, {"literal": "n.d."}),
        (
            {"year": "2019", "month": "8", "day": "8", "end_year": "2019"}
            | {"end_month": "8", "end_day": "11"},
            {"date-parts": [[2019, 8, 8], [2019, 8, 11]]},
        ),
        ({}, None),
    ],
)
def test_dates_are_kept_as_csl_writes_them(therapist, fields, issued):
    dates = {f"issued_{part}": text for part, text in fields.items()}

    therapist.post(ADD, {**NEW, **dates})

    assert Reference.objects.get().item.get("issued") == issued


def test_in_press_is_a_stage_and_no_date(therapist):
    therapist.post(ADD, {**NEW, "issued_words": "In press"})

    item = Reference.objects.get().item
    assert item["status"] == "In press"
    assert "issued" not in item


def test_exact_text_is_kept_and_taken_back(therapist):
    reference = make_reference(custom={"zotero": ["x"]})
    data = sent(therapist.get(change(reference)).text)
    exact = {
        "exactly_reference": "Health Insurance Act, Pub. L. No. 104-191.",
        "exactly_parenthetical": "HIPAA, 1996",
    }

    therapist.post(change(reference), data | exact)
    reference.refresh_from_db()
    assert reference.item["custom"] == {
        "zotero": ["x"],
        "exactly": {
            "reference": "Health Insurance Act, Pub. L. No. 104-191.",
            "parenthetical": "HIPAA, 1996",
        },
    }

    data = sent(therapist.get(change(reference)).text)
    therapist.post(change(reference), data | dict.fromkeys(exact, ""))
    reference.refresh_from_db()
    assert reference.item["custom"] == {"zotero": ["x"]}
