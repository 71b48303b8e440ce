"""What every format's records go through at last."""

import pytest

from articles.citations.reading.settling import settle


def settled(**item):
    settle(item, [])
    return item


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Ordinary magic.", "Ordinary magic"),
        ("Is it (really)?", "Is it (really)?"),
        ("Attachment: Vol. 2.", "Attachment: Vol. 2."),
        ("Care in the U.S.", "Care in the U.S."),
        ("Made by Rest Inc.", "Made by Rest Inc."),
        ("And so on...", "And so on..."),
        ("A review. [References].", "A review"),
        ("RETRACTED: A study", "A study"),
        ("RETRACTED ARTICLE: A study", "A study"),
        ("Retracted: how science mends", "Retracted: how science mends"),
    ],
)
def test_titles_lose_what_databases_add(title, expected):
    assert settled(title=title)["title"] == expected


def test_a_retraction_in_the_title_is_said():
    remarks = []
    settle({"title": "RETRACTED: A study"}, remarks)
    assert "retracted" in remarks[0]


@pytest.mark.parametrize(
    ("kind", "page", "expected"),
    [
        ("article-journal", "e1001454", {"number": "e1001454"}),
        ("article-journal", "101932", {"number": "101932"}),
        ("article-journal", "Article 57", {"number": "57"}),
        ("article-journal", "e12-e18", {"page": "e12-e18"}),
        ("article-journal", "617-27", {"page": "617-627"}),
        ("article-journal", "12", {"page": "12"}),
        ("article-journal", "aac4716", {"number": "aac4716"}),
        ("article-journal", "S12", {"page": "S12"}),
        ("article-journal", "12345", {"page": "12345"}),
        ("article-newspaper", "D4", {"page": "D4"}),
        ("chapter", "123456", {"page": "123456"}),
    ],
)
def test_article_numbers_are_no_pages(kind, page, expected):
    assert settled(type=kind, page=page) == {"type": kind, **expected}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("JOURNAL OF AFFECTIVE DISORDERS", "Journal of Affective Disorders"),
        ("BMJ OPEN", "BMJ Open"),
        ("PSYCHOTHERAPY: THE JOURNAL", "Psychotherapy: The Journal"),
        ("JAMA", "JAMA"),
        ("PLoS ONE", "PLoS ONE"),
        ("Journal of EMDR", "Journal of EMDR"),
    ],
)
def test_a_journal_in_capitals(name, expected):
    assert settled(**{"container-title": name})["container-title"] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            {"family": "VAN DER KOLK", "given": "B. A."},
            {"family": "Kolk", "given": "B. A.", "non-dropping-particle": "van der"},
        ),
        (
            {"family": "MCWILLIAMS", "given": "NANCY"},
            {"family": "McWilliams", "given": "Nancy"},
        ),
        ({"family": "O'CONNOR-ROE"}, {"family": "O'Connor-Roe"}),
        (
            {"family": "Garfield", "given": "SL"},
            {"family": "Garfield", "given": "S. L."},
        ),
        ({"family": "Ng", "given": "Jo"}, {"family": "Ng", "given": "Jo"}),
        ({"family": "NG", "given": "A."}, {"family": "NG", "given": "A."}),
        ({"literal": "UNESCO"}, {"literal": "UNESCO"}),
    ],
)
def test_names_in_capitals_and_bare_initials(name, expected):
    assert settled(author=[dict(name)])["author"] == [expected]


@pytest.mark.parametrize(
    ("genre", "expected"),
    [
        ("PhD Thesis", "Doctoral dissertation"),
        ("Ph.D.", "Doctoral dissertation"),
        ("phdthesis", "Doctoral dissertation"),
        ("Psy.D. dissertation", "Doctoral dissertation"),
        ("M.A.", "Master’s thesis"),
        ("Unpublished doctoral dissertation", "Unpublished doctoral dissertation"),
        ("Honors thesis", "Honors thesis"),
        ("Magisterarbeit", "Magisterarbeit"),
    ],
)
def test_what_apa_calls_a_thesis(genre, expected):
    assert settled(type="thesis", genre=genre)["genre"] == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("PMID: 123456", {"PMID": "123456"}),
        ("PMCID: PMC123456", {"PMCID": "PMC123456"}),
        ("Cited by: 12; Read twice", {"note": "Read twice"}),
        ("<p>Read</p>", {"note": "Read"}),
        ("Cited by many people", {"note": "Cited by many people"}),
    ],
)
def test_notes(note, expected):
    assert settled(note=note) == expected


@pytest.mark.parametrize(
    ("family", "expected"),
    [
        ("Adams Jr", {"family": "Adams", "suffix": "Jr"}),
        ("Adams, Jr.", {"family": "Adams", "suffix": "Jr."}),
        ("Adams Jrue", {"family": "Adams Jrue"}),
        ("Jr", {"family": "Jr"}),
    ],
)
def test_a_suffix_within_the_family_name_is_taken_out(family, expected):
    (name,) = settled(author=[{"family": family, "given": "R."}])["author"]
    assert name == {**expected, "given": "R."}


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Original Date: 1945", {"original-date": {"date-parts": [[1945]]}}),
        ("original-date: 1945-01", {"note": "original-date: 1945-01"}),
        ("The original of 1945", {"note": "The original of 1945"}),
    ],
)
def test_a_first_edition_noted_by_zotero_is_a_date(note, expected):
    assert settled(note=note) == expected
