"""Which works are the same, which are related, and which are two."""

import pytest

from articles.citations.matching import Matcher, find_matches, folded_title

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
