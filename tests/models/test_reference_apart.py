import pytest

from articles.models import Reference, WorksApart
from articles.models.reference_apart import candidates, duplicate_pairs
from tests.factories import make_reference

pytestmark = pytest.mark.django_db


def pairs():
    return [(a.key, b.key, evidence) for a, b, evidence in duplicate_pairs()]


@pytest.mark.parametrize(
    ("one", "other", "evidence"),
    [
        ({"DOI": "10.5555/A"}, {"DOI": "https://doi.org/10.5555/a"}, "same DOI"),
        ({"PMID": "12", "DOI": ""}, {"PMID": "PMID: 12"}, "same PubMed number"),
        (
            {"title": "Sleep and mood", "DOI": ""},
            {"title": "Sleep and Mood."},
            "same title, author and year",
        ),
        (
            {"type": "book", "title": "Rest", "ISBN": "0-306-40615-2", "DOI": ""},
            {"type": "book", "title": "Rest", "ISBN": "9780306406157", "DOI": ""},
            "same ISBN",
        ),
    ],
)
def test_works_that_share_a_number_or_a_title_are_listed(one, other, evidence):
    first, second = make_reference(**one), make_reference(**other)
    make_reference()

    assert pairs() == [(first.key, second.key, evidence)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # A preprint and its article, editions, a column's standing title.
        (
            {"title": "Sleep", "DOI": "10.5555/a"},
            {"title": "Sleep", "DOI": "10.5555/b"},
        ),
        (
            {"title": "Rest", "DOI": "", "edition": "1"},
            {"title": "Rest", "edition": "2"},
        ),
        ({"title": "Editorial", "DOI": ""}, {"title": "Editorial", "family": "Boyd"}),
        # Two chapters of one book.
        (
            {"title": "Sleep", "ISBN": "9780306406157", "DOI": ""},
            {"title": "Waking", "ISBN": "9780306406157", "DOI": ""},
        ),
    ],
)
def test_works_that_only_look_alike_are_left_out(one, other):
    make_reference(**one)
    make_reference(**other)

    assert pairs() == []


def test_works_known_apart_are_not_listed_again():
    first, second = (make_reference(title="Sleep", DOI="") for _ in range(2))
    assert len(pairs()) == 1

    WorksApart.say(second, first)
    WorksApart.say(first, second)

    assert pairs() == []
    assert WorksApart.objects.get().one == first


def test_merged_works_are_not_listed():
    first, second = (make_reference(title="Sleep", DOI="") for _ in range(2))

    first.absorb(second)

    assert pairs() == []


def test_of_thousands_of_works_only_the_few_that_share_something_are_compared(
    django_assert_num_queries,
):
    Reference.objects.bulk_create(
        Reference(
            key=f"work{number}",
            item={"id": f"work{number}", "title": f"Work {number // 2}"},
            title_key=f"work {number // 2}" if number < 40 else f"work no {number}",
            doi_key=f"10.5555/{number}",
        )
        for number in range(5_000)
    )

    with django_assert_num_queries(4):
        found = duplicate_pairs()

    assert len(found) == 20
    assert len(candidates()) == 40
