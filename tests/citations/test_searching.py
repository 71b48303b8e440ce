import pytest

from articles.citations.searching import (
    author_mark,
    fold,
    search_text,
    search_words,
    sort_key,
)

BOOK = {
    "id": "kolk2014",
    "type": "book",
    "title": "The <i>body</i> keeps the score",
    "author": [
        {
            "non-dropping-particle": "van der",
            "family": "Kolk",
            "given": "Bessel",
        }
    ],
    "translator": [{"family": "Łukasz", "given": "É."}],
    "issued": {"date-parts": [[2014]]},
    "publisher": "Viking",
    "DOI": "10.1000/ABC",
    "abstract": "Private words",
    "note": "On my shelf",
    "custom": {"kind": "secret"},
}


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Møller’s DSM-5", " mollers dsm 5 "),
        ("Édouard Ψυχή Ångström", " edouard ψυχη angstrom "),
        ("ßtraße ﬁ", " sstrasse fi "),
        ("中文 東京が", " 中文 東京が "),
        ("हिन्दी", " हिन्दी "),
        ("%_\0\\ '–", ""),
        ("\ud800x", " x "),
    ],
)
def test_fold(written, folded):
    assert fold(written) == folded


def test_accents_may_be_typed_in_either_form():
    assert fold("e\u0301") == fold("\u00e9") == fold("e")


@pytest.mark.parametrize(
    "word",
    ["van", "kolk", "bessel", "2014", "body", "score", "lukasz", "viking", "abc"],
)
def test_work_is_found_by(word):
    assert f" {word} " in search_text(BOOK)


@pytest.mark.parametrize("word", ["private", "shelf", "secret", "<i>", "i"])
def test_work_is_not_found_by(word):
    assert f" {word} " not in search_text(BOOK)


@pytest.mark.parametrize("query", ["x " * 5000, "\0", "%", "_", "|", "a|b", "-" * 999])
def test_any_query_gives_few_plain_words(query):
    words = search_words(query)
    assert len(words) <= 8
    assert not set("|%_\0\\ ") & set("".join(words))


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ({"family": "Neff", "given": "Kristin D."}, "neff-k"),
        ({"family": "Neff", "given": "K."}, "neff-k"),
        ({"family": "Beck", "given": "Judith S."}, "beck-j"),
        (BOOK["author"][0], "van-der-kolk-b"),
        ({"literal": "World Health Organization"}, "world-health-organization"),
        ({"family": "Plato"}, "plato"),
        ({"literal": "|x|"}, "x"),
    ],
)
def test_author_mark(name, mark):
    assert author_mark(name) == mark


def test_sorted_as_apa_sorts():
    def work(title, year, *families):
        item = {"title": title, "author": [{"family": f} for f in families]}
        return {**item, "issued": {"date-parts": [[year]]}} if year else item

    in_order = [
        work("Anything", 1961, "Beck"),
        work("An older title", 1976, "Beck"),
        work("Any title", 1950, "Beck", "Ward"),
        work("The beginning", 2000),
        work("Zero", 2001, "Édouard"),
        BOOK,
    ]
    assert sorted(in_order, key=sort_key) == in_order


@pytest.mark.parametrize("item", [{}, {"title": "?"}, {"author": 3, "title": ["x"]}])
def test_every_work_has_a_place(item):
    assert sort_key(item) == "untitled"
