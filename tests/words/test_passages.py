"""Passages: cut from a page's HTML, around what was asked for."""

import pytest

from articles.words import Section, best_passage, plain, sections_of, stream

BODY = (
    "<p>Sleep comes late.</p>"
    '<h2 id="s-panic">On <em>panic</em></h2><p>It peaks, then fades.</p>'
    '<ul><li>Wait.<sup><a href="#n">1</a></sup></li><li>Breathe &amp; walk.</li></ul>'
    '<h3 id="s-help">Help</h3><p>Call somebody.</p>'
)


def weights(words):
    return dict.fromkeys(stream(words).split(), 1.0)


def shown(passage):
    return "".join(f"[{text}]" if mark else text for text, mark in passage.runs)


def test_a_page_is_cut_at_its_headings():
    assert [(s.anchor, s.heading, s.text) for s in sections_of(BODY)] == [
        ("", "", "Sleep comes late."),
        ("s-panic", "On panic", "It peaks, then fades.\nWait.\nBreathe & walk."),
        ("s-help", "Help", "Call somebody."),
    ]


def test_words_are_marked_in_every_form_they_have():
    passage = best_passage(sections_of(BODY), weights("breathing walks"))

    assert shown(passage).endswith("[Breathe] & [walk].")
    assert passage.section.anchor == "s-panic"


def test_the_passage_with_most_of_the_words_is_chosen():
    sections = [
        Section("Panic. " * 20),
        Section("Panic at night on a train.", "B", "b"),
    ]

    assert best_passage(sections, weights("night train panic")).section.anchor == "b"


def test_a_long_text_is_cut_at_words_around_the_place():
    text = f"{'Much else is said here. ' * 60}Then a train leaves. {'And more. ' * 60}"
    passage = best_passage([Section(text)], weights("train"))

    assert shown(passage).startswith("Then a [train] leaves. And more.")
    assert shown(passage).endswith("…")
    assert len(shown(passage)) < 300


def test_a_passage_out_of_a_long_sentence_says_that_more_stands_before():
    passage = best_passage([Section(f"{'and so on ' * 60}a train")], weights("train"))

    assert shown(passage).startswith("…")
    assert shown(passage).endswith("a [train]")


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("<p>Tea helps:</p><ul><li>tea</li></ul>", "[Tea] helps: [tea]"),
        ("<ul><li>tea</li><li>sleep</li><li>tea</li></ul>", "[tea] · sleep · [tea]"),
        ("<ul><li>Tea.</li><li>Tea</li></ul>", "[Tea]. [Tea]"),
        ("<p>“Tea?”</p><p>Tea</p>", "“[Tea]?” [Tea]"),
        ("<p>(tea)</p><p>Tea</p>", "([tea]) · [Tea]"),
    ],
)
def test_blocks_stay_apart_in_a_passage(body, line):
    assert shown(best_passage(sections_of(body), weights("tea"))) == line


def test_an_item_that_goes_on_a_sentence_begins_with_an_ellipsis():
    sections = sections_of("<p>What comes:</p><ul><li>panic</li><li>Calm</li></ul>")

    assert shown(best_passage(sections, weights("panic"))) == "…[panic] · Calm"
    assert shown(best_passage(sections, weights("calm"))) == "[Calm]"


def test_without_any_of_the_words_there_is_no_passage():
    assert best_passage(sections_of(BODY), weights("divorce")) is None


@pytest.mark.parametrize("html", ["", "<", "<p>", "&lt;script&gt;", "<h2 id="])
def test_any_markup_becomes_text(html):
    assert "<p" not in plain(html)
    assert sections_of(html)
