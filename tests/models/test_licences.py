"""What must stand beside a name, by the kind of licence."""

import pytest

from articles.models import LICENCE_KINDS, Clinician
from articles.models.licence_kinds import MISSING

SUPERVISOR = {
    "employer": "Elm Street Practice",
    "supervisor": "Ana Ruiz",
    "supervisor_title": "LMFT",
}
LACKING = [
    ("lmft", {"number": "1", "state": "California"}, []),
    ("lmft", {"number": " ", "state": ""}, ["number", "state"]),
    ("psychologist", {"state": "California"}, ["number"]),
    ("amft", {"number": "1", "state": "California", **SUPERVISOR}, []),
    (
        "asw",
        {"number": "1", "state": "California"},
        ["employer", "supervisor", "supervisor_title"],
    ),
    ("trainee", {"state": "California", **SUPERVISOR}, ["supervisor_number"]),
    (
        "trainee",
        {"state": "California", **SUPERVISOR, "supervisor_number": "9"},
        [],
    ),
    ("other", {"number": "1", "state": "Oregon"}, ["title"]),
]
TITLES = [
    ("amft", "Registered Associate MFT", True),
    ("amft", "AMFT", False),
    ("amft", "Licensed Marriage and Family Therapist", False),
    ("trainee", "MFT Trainee", False),
    ("trainee", "Practicum Marriage and Family Therapist Trainee", True),
    ("lmft", "MFT", True),
]


@pytest.mark.parametrize(("kind", "values", "fields"), LACKING)
def test_each_missing_element_is_named_at_its_field(kind, values, fields):
    found = list(LICENCE_KINDS[kind].shortcomings(values))

    assert [field for field, _ in found] == fields
    assert [sentence for _, sentence in found] == [MISSING[f] for f in fields]


@pytest.mark.parametrize(("kind", "title", "is_allowed"), TITLES)
def test_a_differing_title_may_not_hide_that_somebody_learns(kind, title, is_allowed):
    values = dict.fromkeys(LICENCE_KINDS[kind].requires, "x") | {"title": title}

    assert (list(LICENCE_KINDS[kind].shortcomings(values)) == []) is is_allowed


@pytest.mark.parametrize("kind", LICENCE_KINDS.values())
def test_every_kind_says_where_its_rule_stands(kind):
    assert kind.source
    assert set(kind.requires) <= set(MISSING)


@pytest.mark.django_db
def test_line_has_all_elements_together():
    person = Clinician.objects.create(
        name_as_filed="Danielle Reyes", name_as_used="Dana", slug="dana"
    )
    person.licences.create(kind="amft", number="77", state="California", **SUPERVISOR)

    assert person.licence_lines() == [
        "Dana (Danielle Reyes), Registered Associate Marriage and Family Therapist, "
        "Registration No. 77 (California), employed by Elm Street Practice, "
        "supervised by Ana Ruiz, LMFT"
    ]
    assert person.shortcomings() == []


@pytest.mark.django_db
def test_clinician_without_a_licence_lacks_one():
    person = Clinician.objects.create(name_as_filed="Dana Reyes", slug="dana")

    assert person.shortcomings() == ["Enter a license or registration."]
