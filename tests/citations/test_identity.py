import pytest

from articles.citations.identity import as_volume, described, differences

WORK = {
    "title": "Loneliness and social isolation as risk factors: A review",
    "author": [
        {"family": "Holt-Lunstad", "given": "Julianne"},
        {"family": "Smith", "given": "Timothy B."},
    ],
    "issued": {"date-parts": [[2015]]},
}


def people(*families):
    return [{"family": family} for family in families]


SAME = [
    WORK,
    {},
    {**WORK, "title": "LONELINESS AND SOCIAL ISOLATION AS RISK FACTORS: A REVIEW"},
    {**WORK, "title": "Loneliness and social isolation as risk factors"},
    {**WORK, "title": "<i>Loneliness</i> &amp; social isolation as risk factors"},
    {**WORK, "title": "Loneliness and social isolation as risk factor: A review"},
    {**WORK, "issued": {"date-parts": [[2014, 12]]}},
    {**WORK, "author": people("Smith", "Holt-Lunstad")},
    {**WORK, "author": []},
    {"title": WORK["title"], "editor": people("Holt-Lunstad")},
]


@pytest.mark.parametrize("found", SAME)
def test_careless_record_is_the_same_work(found):
    assert differences(WORK, found) == ()
    assert differences(found, WORK) == ()


OTHER = [
    ({"title": "Isolation"}, ("title",)),
    ({"title": "Loneliness"}, ("title",)),
    ({"title": "Social isolation and loneliness in mice: A review"}, ("title",)),
    ({"author": people("Cacioppo", "Hawkley")}, ("author",)),
    ({"issued": {"date-parts": [[2012]]}}, ("year",)),
    (
        {
            "title": "Tides",
            "author": people("Rossi"),
            "issued": {"date-parts": [[1999]]},
        },
        ("title", "author", "year"),
    ),
]


@pytest.mark.parametrize(("fields", "expected"), OTHER)
def test_other_work_is_told_by_what_differs(fields, expected):
    assert differences(WORK, {**WORK, **fields}) == expected


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({"family": "van der Kolk"}, {"family": "Kolk"}),
        (
            {"family": "Kolk", "non-dropping-particle": "van der"},
            {"family": "van der Kolk"},
        ),
        ({"family": "García Márquez"}, {"family": "Garcia Marquez"}),
        ({"literal": "World Health Organization"}, {"family": "Organization"}),
    ],
)
def test_names_are_compared_as_services_write_them(one, two):
    assert differences({"author": [one]}, {"author": [two]}) == ()


def test_later_edition_of_a_classic_agrees_by_its_first_year():
    classic = {
        "issued": {"date-parts": [[2010]]},
        "original-date": {"date-parts": [[1900]]},
    }

    assert differences(classic, {"issued": {"date-parts": [[1900]]}}) == ()
    assert differences(classic, {"issued": {"date-parts": [[1950]]}}) == ("year",)


def test_isbn_of_a_chapter_belongs_to_its_book():
    chapter = {
        "title": "Sleep",
        "author": people("Ames"),
        "container-title": "Handbook of rest",
        "editor": people("Boyd"),
    }
    book = {"title": "Handbook of rest", "author": people("Boyd")}

    assert differences(chapter, book) == ("title",)
    assert differences(as_volume(chapter), book) == ()
    assert as_volume(book) == book


def test_record_is_described_in_one_line():
    assert described(WORK) == (
        "“Loneliness and social isolation as risk factors: A review”, "
        "Holt-Lunstad & Smith (2015)"
    )
    assert described({}) == "a work without a title"
