"""What must be found, with no hint, in a real article copied from a practice's page."""

import re

import pytest

from tests.importing.samples import imported
from tests.importing.scoring import lists, printed

INSTITUTE, DEPARTMENT, ADDIS, HEALTH = range(4)


@pytest.fixture(scope="module")
def result(real_article):
    return imported(real_article)


@pytest.fixture(scope="module")
def keys(result):
    return [reference.key for reference in result.report.references]


def line(real_article, number):
    return real_article.source.lines[number - 1]


def test_title_and_standfirst(real_article, result):
    assert result.source.title == line(real_article, 1)
    assert result.source.standfirst == line(real_article, 3)
    assert "standfirst" in {point.code for point in result.report.open_points}


def test_seven_headings_of_one_level(result):
    assert len(re.findall("^## ", result.source.body, re.MULTILINE)) == 7
    assert "###" not in result.source.body


def test_two_tight_lists(result):
    assert lists(result.source.body) == [("bullet", 4), ("bullet", 5)]


def test_questions_with_their_heading(real_article, result):
    assert result.source.faq_heading == line(real_article, 89)
    assert len(result.source.faqs) == 5
    assert all(faq.question.endswith("?") and faq.answer for faq in result.source.faqs)


def test_call_to_action_with_its_heading(real_article, result):
    assert result.source.call_to_action.heading == line(real_article, 106)
    assert result.source.call_to_action.text == line(real_article, 108)


def test_four_references_in_fields(result):
    items = [reference.item for reference in result.report.references]
    assert len(items) == 4
    assert [item.get("issued", {}).get("date-parts") for item in items] == [
        None,
        [[2023]],
        [[2003]],
        [[2023]],
    ]
    assert [name["family"] for name in items[ADDIS]["author"]] == ["Addis", "Mahalik"]
    assert items[ADDIS]["container-title"] == "American Psychologist"
    assert all(item["title"] and "\xa0" not in item["title"] for item in items)
    assert [bool(item.get("URL")) for item in items] == [True, True, False, False]


def test_three_citations_become_keys(result, keys):
    applied = [c for c in result.report.citations if c.is_applied]
    assert [c.keys for c in applied] == [
        (keys[INSTITUTE],),
        (keys[HEALTH],),
        (keys[DEPARTMENT],),
    ]
    assert all(f"[@{c.keys[0]}]" in result.source.body for c in applied)
    assert all(c.before not in result.source.body for c in applied)


def test_an_abbreviation_is_explained_by_initials_and_address(result):
    evidence = " ".join(result.report.citations[2].evidence)
    assert "initials" in evidence
    assert "address" in evidence


def test_an_abbreviation_in_prose_is_only_offered(result, keys):
    assert "According to the NIMH" in result.source.body
    offered = [p for p in result.report.open_points if p.code == "mention"]
    assert [(p.line, p.proposal) for p in offered] == [(25, f"[@{keys[INSTITUTE]}]")]


def test_uncited_reference_is_further_reading(result, keys):
    assert result.source.further_reading == (keys[ADDIS],)
    codes = [p.code for p in result.report.open_points if p.line == 118]
    assert "reference-uncited" in codes


def test_neighbours_are_remembered_and_never_printed(real_article, result):
    assert result.report.previous_title == line(real_article, 125)
    assert result.report.next_title == line(real_article, 130)
    for title in (result.report.previous_title, result.report.next_title):
        assert title not in printed(result.source)


def test_the_sentence_that_describes_a_picture_is_not_printed(real_article, result):
    sentence = line(real_article, 11)
    assert sentence not in printed(result.source)
    points = [p for p in result.report.open_points if p.code == "picture-description"]
    assert [(p.line, p.proposal) for p in points] == [(11, sentence)]


def test_hard_spaces_become_spaces_and_are_reported(result):
    assert "\xa0" not in printed(result.source)
    assert "  " not in result.source.body
    assert [lost.line for lost in result.report.emphasis] == [15, 25, 65]


def test_incomplete_references_say_what_is_missing(result):
    missing = [reference.missing for reference in result.report.references]
    assert missing[ADDIS] == ("volume",)
    assert missing[HEALTH] == ("web address",)
    assert not any(reference.is_confirmed for reference in result.report.references)
