"""What the list of all references prints of one work."""

from urllib.parse import parse_qs

import pytest
from bs4 import BeautifulSoup

from articles.citations.coins import coins
from articles.rendering import listing_of
from tests.attacks import ATTACKS, known_attacks
from tests.rendering.oracle import faults, inspect, text

WORK = {
    "type": "book",
    "title": "Rest & play",
    "author": [{"family": "Adams", "given": "Ida"}],
    "issued": {"date-parts": [[1999]]},
}
NOBODY = {"type": "book", "title": "Rest"}


def record(html):
    span = BeautifulSoup(html, "html.parser").select_one("span.Z3988:last-child")
    return span["title"]


def test_entry_stands_before_the_record_of_the_same_item():
    html = listing_of(WORK, "Adams (1999). <em>Rest &amp; play</em>.").html

    assert html.startswith("Adams (1999). <em>Rest &amp; play</em>.<span ")
    assert record(html) == coins(WORK)


def test_title_is_marked_with_its_language():
    html = listing_of({**WORK, "language": "de"}, "<em>Rest &amp; play</em>.").html

    assert html.startswith('<em><span lang="de">Rest &amp; play</span></em>.')


@pytest.mark.parametrize(
    ("item", "line"),
    [
        (WORK, "Adams (1999). Rest & play"),
        (NOBODY, "No author (n.d.). Rest"),
        ({"title": "<b>Bold</b>"}, "No author (n.d.). <b>Bold</b>"),
        ({}, "No author (n.d.). Untitled"),
    ],
)
def test_work_without_an_entry_is_a_plain_line(item, line):
    assert text(listing_of(item, "").html) == line


@pytest.mark.parametrize(
    ("author", "mark", "name"),
    [
        ([{"family": "Adams", "given": "Ida"}], "adams-i", "Ida Adams"),
        ([{"literal": "World Health Organization"}], None, "World Health Organization"),
        (
            [{"non-dropping-particle": "van der", "family": "Kolk", "given": "B."}],
            "van-der-kolk-b",
            "B. van der Kolk",
        ),
        ([{"family": "Beck"}, {"family": "Adams"}], "beck", "Beck"),
        ([{"family": "–"}], "", ""),
        ([], "", ""),
    ],
)
def test_first_author_is_named_as_one_says_it(author, mark, name):
    listing = listing_of({**WORK, "author": author}, "")
    expected = "world-health-organization" if mark is None else mark

    assert (listing.author_mark, listing.author_name) == (expected, name)


def assert_harmless(vector):
    item = dict.fromkeys(("title", "DOI", "URL", "publisher", "language"), vector)
    item |= {"type": "book", "author": [{"family": vector, "given": vector}]}
    for entry in (f"Before {vector} after", ""):
        html = listing_of(item, entry).html
        assert faults(html) == [], vector
        assert inspect(html).ids == inspect(listing_of(NOBODY, entry).html).ids
        assert parse_qs(record(html))["ctx_ver"] == ["Z39.88-2004"], vector


@pytest.mark.parametrize("vector", ATTACKS)
def test_own_vectors_do_nothing_in_record_or_entry(vector):
    assert_harmless(vector)


def test_shared_vectors_do_nothing_in_record_or_entry(testdata):
    for vector in known_attacks(testdata):
        assert_harmless(vector)
