"""Which works are the same, which are related, and which are two."""

import pytest

from articles.citations.matching import Matcher, find_matches
from articles.citations.normal_forms import folded_title
from tests.growth import TIMES, assert_grows_evenly

CERTAIN = 0.8
WORK = {
    "id": "doe2019",
    "type": "article-journal",
    "author": [{"family": "Doe", "given": "Jane"}, {"family": "Roe", "given": "M."}],
    "title": "The Waiting Room: A Study",
    "issued": {"date-parts": [[2019, 4]]},
    "DOI": "10.1000/ABC.1",
    "URL": "https://www.example.org/room/",
}
BOOK = {
    "id": "poe2001",
    "type": "book",
    "author": [{"family": "Poe", "given": "E."}],
    "title": "Trauma and recovery",
    "edition": "2",
    "ISBN": "0-306-40615-2",
    "issued": {"date-parts": [[2001]]},
}
LIBRARY = [WORK, BOOK]


def item(**fields):
    return {"type": "book", **fields}


DOE = [{"family": "Doe", "given": "J."}]
POE = [{"family": "Poe", "given": "E."}]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        (item(DOI="https://doi.org/10.1000/abc.1"), "doe2019"),
        (item(ISBN="978-0-306-40615-7", edition="2"), "poe2001"),
        (
            item(author=DOE, title="Waiting room – a study", issued=[[2019]]),
            "doe2019",
        ),
        (
            item(
                author=DOE,
                title="The waiting room: a study",
                issued={"date-parts": [[2020]]},
            ),
            "doe2019",
        ),
        (
            item(
                author=POE,
                title="Trauma and Recovery",
                edition="2nd",
                issued={"date-parts": [[2001]]},
            ),
            "poe2001",
        ),
        (
            item(title="The waiting room: a study", URL="http://example.org/room"),
            "doe2019",
        ),
    ],
)
def test_the_same_work(typed, key):
    found = find_matches(typed, LIBRARY)
    assert found[0].key == key
    assert found[0].certainty >= CERTAIN
    assert found[0].evidence


@pytest.mark.parametrize(
    "typed",
    [
        item(author=POE, title="Trauma", edition="2", issued={"date-parts": [[2001]]}),
        item(author=POE, title="Trauma and recovery", issued={"date-parts": [[2001]]}),
        item(ISBN="978-0-306-40615-7", edition="3"),
        item(
            author=DOE,
            title="The waiting room: a study",
            DOI="10.1000/preprint",
            issued={"date-parts": [[2019]]},
        ),
        item(
            author=DOE,
            title="The waiting room: a study",
            issued={"date-parts": [[1999]]},
        ),
        item(
            author=[{"family": "Other"}],
            title="The waiting room: a study",
            issued={"date-parts": [[2019]]},
        ),
        item(title="Something else", URL="https://example.org/room"),
        item(),
        item(author="Doe", title=3, issued="x", DOI=None),
    ],
)
def test_another_work(typed):
    assert all(match.certainty < CERTAIN for match in find_matches(typed, LIBRARY))


def work(title, *families, year=2010, **fields):
    people = [f if isinstance(f, dict) else {"family": f} for f in families]
    issued = {"date-parts": [[year]]} if year else {}
    return {"title": title, "author": people, "issued": issued, **fields}


LONG = "Attachment in adulthood: Structure, dynamics, and change"
GROUP = {"literal": "American Psychiatric Association"}
MISREAD = {"family": "Association", "given": "American Psychiatric"}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (work(LONG, "Doe", "Roe"), work(LONG.upper(), "Doe")),
        (work(LONG, "Doe", "Roe"), work(LONG, "Roe", "Doe")),
        (work(LONG, "Doe"), work("Attachment in adulthood", "Doe")),
        (work(LONG, "Doe"), work(f"The {LONG}", "Doe", year=2011)),
        (work(LONG, "Doe"), work(LONG, "Doe", year=None)),
        (work(LONG, "Müller-Løv"), work(LONG, "Muller-Lov")),
        (work("<i>P</i>-curve & files", "Doe"), work("P-curve and files", "Doe")),
        (work("Change and structure", "Doe"), work("Structure and change", "Doe")),
        (work("A manual of disorders", GROUP), work("Manual of disorders", MISREAD)),
        (work(LONG, {"literal": "Doering, Jane"}), work(LONG, "Doering")),
        (work(LONG, "Doe", edition="2nd ed."), work(LONG, "Doe", edition="2")),
    ],
)
def test_one_work_in_two_spellings_is_a_probable_duplicate(one, two):
    for here, there in ((one, two), (two, one)):
        (found,) = Matcher([{**here, "id": "here"}]).matches(there)
        assert found.certainty >= CERTAIN


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (work(LONG, "Doe"), work(LONG, "Doe", edition="2")),
        (work(LONG, "Doe", type="article"), work(LONG, "Doe", type="article-journal")),
        (work(LONG, "Doe", DOI="10.1/a"), work(LONG, "Doe", DOI="10.1/b")),
        (work("Loss: Vol. 1. Attachment", "Doe"), work("Loss: Vol. 2. Anger", "Doe")),
        (work("Notes on grief, part I", "Doe"), work("Notes on grief, part II", "Doe")),
        (
            work("Therapy for adults", "Doe"),
            work("Therapy for depressed adults", "Doe"),
        ),
        (work("Grief: A manual", "Doe"), work("Grief", "Doe")),
        (work(LONG, "Doe"), work("Attachment in adulthood", "Doe", year=2011)),
        (work(LONG, "Doe"), work(LONG, "Smith")),
        (work("Depression", "Doering"), work("Depression", "Smith", "Doering")),
        (work(LONG, {"literal": "Health Department"}), work(LONG, GROUP)),
    ],
)
def test_related_works_are_no_duplicates(one, two):
    for here, there in ((one, two), (two, one)):
        found = Matcher([{**here, "id": "here"}]).matches(there)
        assert all(match.certainty < CERTAIN for match in found)


def test_five_thousand_works_are_looked_up_soon():
    library = [
        {
            **work(f"A study of thing {n} and its sort {n % 97}", f"Doe{n % 400}"),
            "id": n,
        }
        | {"issued": {"date-parts": [[1950 + n % 70]]}}
        for n in range(1, 5001)
    ]

    def looking_up(works):
        matcher = Matcher(works)
        return [matcher.matches(item)[0].key for item in works]

    found = assert_grows_evenly(looking_up, library[: 5000 // TIMES], library)
    assert found == [str(item["id"]) for item in library]


@pytest.mark.parametrize(
    ("title", "folded"),
    [
        ("The Café’s “Waiting-Room”", "cafes waiting room"),
        ("A an the", ""),
        ("Übung: eine", "ubung eine"),
    ],
)
def test_titles_are_compared_without_accents_marks_and_articles(title, folded):
    assert folded_title(title) == folded


def test_a_library_without_keys_matches_nothing():
    assert Matcher([{"title": "No key"}]).matches(item(title="No key")) == []
