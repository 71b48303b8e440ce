"""Versions of a record side by side, and the one that is made of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.citations.comparing import compare, differences, merged, value

BASE = {
    "id": "doe2019",
    "type": "article-journal",
    "title": "On waiting",
    "author": [{"family": "Doe", "given": "J. A."}],
    "issued": {"date-parts": [[2019, 5]]},
    "page": "45-67",
}


def changed(**fields):
    return {**BASE, **fields}


def states(base, here, there):
    found = differences(base, here, there)
    return found.state, [field.field for field in found.fields]


@pytest.mark.parametrize(
    ("here", "there", "state", "fields"),
    [
        (BASE, BASE, "unchanged", []),
        (changed(title="On rooms"), BASE, "here", ["title"]),
        (BASE, changed(title="On rooms"), "there", ["title"]),
        (changed(title="On rooms"), changed(page="1-2"), "both", ["title", "page"]),
        (changed(title="On rooms"), changed(title="Rooms"), "both", ["title"]),
        (changed(page="1-2"), changed(page="1-2"), "unchanged", ["page"]),
        (changed(page="1-2"), changed(page="1–2", volume="3"), "there", None),
        (BASE, {**BASE, "id": "another"}, "unchanged", []),
        (BASE, changed(volume=""), "unchanged", []),
    ],
)
def test_who_changed_what(here, there, state, fields):
    found, names = states(BASE, here, there)
    assert found == state
    assert fields is None or names == fields


@pytest.mark.parametrize(
    ("field", "one", "two"),
    [
        ("title", "The <em>P</em>-curve", "The <i>P</i>-curve"),
        ("title", "The “body’s” score", 'The "body\'s" score'),
        ("title", "Love &amp; work", "Love & work"),
        ("title", "Cafe\u0301", "Café"),
        ("title", "A  title\u00a0here", "A title here"),
        ("page", "45–67", "45-67"),
        ("page", "345-67", "345--367"),
        ("issue", "3–4", "3-4"),
        ("volume", 7, "7"),
        ("DOI", "https://doi.org/10.1000/ABC", "10.1000/abc"),
        ("DOI", "doi:10.1000/abc.", "10.1000/ABC"),
        ("ISBN", "978-0-306-40615-7", "9780306406157"),
        ("ISSN", "0033-295x", "0033-295X"),
        ("PMID", " 123456", "123456"),
        ("language", "eng", "en"),
        ("language", "en_US", "en-us"),
        ("edition", "2nd ed.", "2"),
        ("URL", "https://a.example/", "https://a.example"),
        ("issued", {"date-parts": [["2019", "5"]]}, {"date-parts": [[2019, 5]]}),
        ("issued", {"raw": "2019-05"}, {"date-parts": [[2019, 5]]}),
        ("author", [{"literal": "A Board"}], "A Board"),
        (
            "author",
            [{"family": "van der Kolk"}],
            [{"family": "Kolk", "non-dropping-particle": "van der"}],
        ),
        (
            "author",
            [{"family": "Doe", "given": "J.A."}],
            [{"family": "Doe", "given": "J. A."}],
        ),
        (
            "author",
            [{"family": "Doe", "suffix": "Jr"}],
            [{"family": "Doe", "suffix": "Jr."}],
        ),
        ("custom", {"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ("note", None, ""),
    ],
)
def test_what_a_round_trip_through_zotero_writes_otherwise_is_no_change(
    field, one, two
):
    assert value({field: one}, field) == value({field: two}, field)
    assert states({field: one}, {field: two}, {field: one})[0] == "unchanged"


@pytest.mark.parametrize(
    ("field", "one", "two"),
    [
        ("title", "A title", "A Title"),
        ("title", "The P-curve", "The <i>P</i>-curve"),
        ("title", "Parent–child", "Parent-child"),
        ("issued", {"date-parts": [[2019, 5]]}, {"date-parts": [[2019, 5, 4]]}),
        ("issued", {"date-parts": [[2019]]}, {"date-parts": [[2019]], "circa": True}),
        ("issued", {"date-parts": [[2019]]}, {"date-parts": [[2019]], "season": 1}),
        ("issued", {"literal": "2015–present"}, {"date-parts": [[2015]]}),
        ("author", [{"literal": "Doe"}], [{"literal": "Doe", "abbreviation": "D"}]),
        (
            "author",
            [{"family": "A"}, {"family": "B"}],
            [{"family": "B"}, {"family": "A"}],
        ),
        ("DOI", "10.1000/a", "10.1000/b"),
        ("edition", "2", "2nd ed., rev."),
        ("page", "45-67", "45"),
        ("custom", {"a": 1}, {"a": 2}),
    ],
)
def test_what_says_something_else_is_a_change(field, one, two):
    assert value({field: one}, field) != value({field: two}, field)
    assert states({field: one}, {field: two}, {field: one})[0] == "here"


def test_texts_are_in_lay_words():
    (field,) = differences(
        BASE, BASE, changed(issued={"date-parts": [[2019, 5, 4]]})
    ).fields
    assert (field.label, field.here, field.there) == ("Date", "May 2019", "4 May 2019")


def test_a_groups_abbreviation_is_shown():
    item = {"author": [{"literal": "World Health Organization", "abbreviation": "WHO"}]}
    assert compare(item, {})[0][:2] == ("Authors", "World Health Organization [WHO]")


VALUES = {
    "title": st.sampled_from(("A", "B", "<em>A</em>", "")),
    "page": st.sampled_from(("1-2", "1–2", "7")),
    "issued": st.sampled_from(({"date-parts": [[2000]]}, {"raw": "2000"}, {}, 3)),
    "author": st.sampled_from(([{"family": "A"}], "A", [], [{"family": "B"}])),
    "custom": st.dictionaries(st.sampled_from("ab"), st.integers(0, 1)),
}
ITEMS = st.fixed_dictionaries({}, optional=VALUES)
CHOICES = st.dictionaries(
    st.sampled_from(sorted(VALUES)), st.sampled_from(("base", "here", "there"))
)


@given(ITEMS, ITEMS, ITEMS, CHOICES)
def test_choices_apply_and_else_the_side_that_changed(base, here, there, choices):
    result = merged(base, here, there, choices)
    sides = {"base": base, "here": here, "there": there}
    for field in {*base, *here, *there}:
        took = sides[choices[field]] if field in choices else None
        if took is None:
            is_here = value(base, field) != value(here, field)
            took = here if is_here else there
        assert value(result, field) == value(took, field)
        assert field in choices or is_kept(result, here, there, field)


def is_kept(result, here, there, field):
    """Where both sides say the same, the spelling that is here stays."""
    if value(here, field) != value(there, field):
        return True
    return result.get(field) == here.get(field)


@given(ITEMS, ITEMS, ITEMS)
def test_unchanged_if_and_only_if_the_values_are_equal(base, here, there):
    fields = {*base, *here, *there}
    is_same = all(value(here, f) == value(there, f) for f in fields)
    assert (differences(base, here, there).state == "unchanged") == is_same


@given(ITEMS, ITEMS)
def test_a_side_that_did_not_change_gives_way(base, changed):
    for result in (merged(base, base, changed), merged(base, changed, base)):
        assert all(value(result, f) == value(changed, f) for f in {*base, *changed})


def test_the_id_is_the_one_that_is_here():
    assert merged(BASE, BASE, {**BASE, "id": "zotero:1"})["id"] == "doe2019"
