import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.rendering import meant_keys, mentions, named_keys
from articles.source import (
    ArticleSource,
    CallToAction,
    FAQSource,
    FigureSource,
    Place,
)
from tests.growth import TIMES, assert_grows_evenly

TABLE = [
    ("Being alone harms [@ames2020].", "Being alone harms ", "[@ames2020]", "."),
    # Only the sentence around it, without markup.
    (
        "First. *Being* [alone](/a/) harms [@ames2020, p. 3] us. Last.",
        "Being alone harms ",
        "[@ames2020, p. 3]",
        " us.",
    ),
    ("One. @ames2020 says so. Two.", "", "@ames2020", " says so."),
    # An initial and an abbreviation end no sentence.
    (
        "As Dr. A. Boyd et al. found in p. 5 [@ames2020]. Next.",
        "As Dr. A. Boyd et al. found in p. 5 ",
        "[@ames2020]",
        ".",
    ),
    # Other works stay as typed, and a full stop in a citation ends nothing.
    (
        "It helps [@boyd2019, p. 4] and [see @ames2020; @cole] heals. So.",
        "It helps [@boyd2019, p. 4] and ",
        "[see @ames2020; @cole]",
        " heals.",
    ),
    # Behind the full stop it belongs to what went before.
    ("So. They said “no.” [@ames2020] Then.", "They said “no.” ", "[@ames2020]", ""),
    ("> - one\n> - two [@ames2020]\n> - three", "two ", "[@ames2020]", ""),
    ("Over\ntwo lines [@ames2020]", "Over two lines ", "[@ames2020]", ""),
    ("| a |\n|---|\n| b [@ames2020] |", "b ", "[@ames2020]", ""),
]


@pytest.mark.parametrize(("body", "before", "cited", "after"), TABLE)
def test_citation_stands_in_its_sentence(body, before, cited, after):
    (found,) = mentions(ArticleSource(body=body), ["ames2020"])

    assert (found.before, found.cited, found.after) == (before, cited, after)


@pytest.mark.parametrize(
    "body",
    [
        "`[@ames2020]`",
        "```\n[@ames2020]\n```",
        "\\@ames2020",
        "[\\@ames2020]",
        "ann@ames2020.org",
        "[@ames2020b] and @ames2020b",
        "[@boyd2019]",
        "",
    ],
)
def test_what_is_no_citation_of_the_work_is_left_out(body):
    assert mentions(ArticleSource(body=body), ["ames2020"]) == ()


def test_every_part_of_an_article_is_looked_through():
    source = ArticleSource(
        body="a [@ames2020][^1]\n\n[^1]: Note [@old].",
        faqs=(FAQSource("Why?", "b"), FAQSource("How?", "c [@ames2020]")),
        figures=(FigureSource("sea", caption="d [@old]"),),
        call_to_action=CallToAction(text="e @ames2020"),
        further_reading=("boyd2019", "old"),
    )

    places = [
        (found.place.part, found.place.index, found.before)
        for found in mentions(source, ["ames2020", "old"])
    ]

    assert places == [
        ("body", None, "a "),
        ("body", None, "Note "),
        ("faqs", 1, "c "),
        ("figures", 0, "d "),
        ("call_to_action", None, "e "),
        ("further_reading", 1, ""),
    ]


def test_mention_names_its_line():
    (found,) = mentions(ArticleSource(body="a\n\nb\nc [@ames2020]"), ["ames2020"])

    assert found.place == Place("body", line=3)


def test_two_citations_in_one_sentence_are_two_mentions():
    source = ArticleSource(body="a [@ames2020] b [@ames2020, p. 2] c")

    assert [found.before for found in mentions(source, ["ames2020"])] == [
        "a ",
        "a [@ames2020] b ",
    ]


def test_endless_sentence_is_cut_around_the_citation():
    source = ArticleSource(body=f"{'word ' * 400}[@ames2020] {'word ' * 400}")

    (found,) = mentions(source, ["ames2020"])

    assert found.before.startswith("…")
    assert found.after.endswith("…")
    assert len(found.before) < 300
    assert len(found.after) < 300


def test_thousands_of_citations_take_no_time():
    small, large = (
        ArticleSource(body="Word. [@ames2020] " * count + "a. " * 4 * count)
        for count in (5_000 // TIMES, 5_000)
    )

    found = assert_grows_evenly(lambda s: mentions(s, ["ames2020"]), small, large)

    assert len(found) == 5_000


def test_keys_that_are_meant_are_told_from_handles():
    source = ArticleSource(
        body="[@ames2020; @Wrong:key] @boyd2019 @someone a@cole2021.org [\\@home] "
        "\\@dunn2018",
        faqs=(FAQSource("", "[@ember]"),),
    )

    assert meant_keys(source) == {"ames2020", "Wrong:key", "boyd2019", "ember"}


@given(st.text(alphabet="a@é[];{}\\- .:2_/\u200b\n", max_size=60))
@example("[@a{2}; see -@Wrong:key, p. 2] @a2020 \\@b")
@example("[\u200b@a2020] @a\u200b2020")
@example("@a\\@b2020")
def test_no_key_is_meant_that_is_not_named(text):
    source = ArticleSource(body=text, faqs=(FAQSource("", text),))

    assert meant_keys(source) <= named_keys(source)
