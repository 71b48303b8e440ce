"""The works that the demo cites are real, complete and used."""

from datetime import date

import pytest

from articles.citations import KEY, missing_fields
from articles.demo import read_demo
from articles.rendering import candidate_keys

DEMO = read_demo(date(2026, 3, 10))
each_work = pytest.mark.parametrize("key", DEMO.works)
FIRST_ISBN_YEAR = 1970


def is_isbn13(digits):
    weights = [1, 3] * 6 + [1]
    total = sum(int(d) * w for d, w in zip(digits, weights, strict=True))
    return total % 10 == 0


def used_keys():
    sources = [s for a in DEMO.articles for s in (a.source, a.draft) if s]
    return {
        key
        for source in sources
        for key in [*candidate_keys(source), *source.further_reading]
    }


@each_work
def test_work_is_cited_or_further_reading(key):
    assert key in used_keys()


@each_work
def test_record_has_all_that_apa_needs(key):
    assert missing_fields(DEMO.works[key]) == ()


@each_work
def test_work_can_be_found_by_its_identifier(key):
    work = DEMO.works[key]
    is_older_than_isbn = work["issued"]["date-parts"][0][0] < FIRST_ISBN_YEAR
    if work["type"] == "article-journal":
        assert work["DOI"].startswith("10.")
    elif work["type"] in ("report", "webpage"):
        assert work["URL"].startswith("https://")
    elif not is_older_than_isbn:
        assert is_isbn13(work["ISBN"])


def test_wrong_isbn_is_noticed():
    assert is_isbn13("9780465005437")
    assert not is_isbn13("9780465005438")


@each_work
def test_key_is_one_that_a_text_can_cite(key):
    assert KEY.fullmatch(key)


def test_no_work_stands_twice():
    dois = [work["DOI"].lower() for work in DEMO.works.values() if "DOI" in work]
    assert len(dois) == len(set(dois))
