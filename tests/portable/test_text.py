"""A text with its place, to a file and back; what a file may not say."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from articles.portable import (
    Change,
    PortableText,
    Unusable,
    is_portable,
    read_text,
    written,
)
from articles.source import ArticleSource, CallToAction, FAQSource, FigureSource

AT = datetime(2026, 5, 31, 9, 30, 0, 123456, tzinfo=UTC)
SOURCE = ArticleSource(
    title="Why: “we” argue",
    standfirst="Two sentences.\nOr three.",
    summary="- not a list",
    body="\n---\n\nWords [@key, p. 3].\r\n\n![](figure:window)\n\n",
    faq_heading="Questions",
    faqs=(FAQSource("Is it no?", "Yes [@key].\n\n1. One\n2. Two\n"),),
    figures=(
        FigureSource(
            "window", "../images/w.png", "A window", False, "Seen *once*", "Me"
        ),
        FigureSource("line", "../images/l.png", decorative=True),
    ),
    lead_figure="window",
    further_reading=("who2019", "null"),
    call_to_action=CallToAction("Call", "Us.", "Begin", "/fees/"),
    authors=("Dana Reyes",),
    reviewed_on=date(2026, 5, 1),
    review_due_on=date(2027, 5, 1),
    ai_disclosure="None.",
)
TEXT = PortableText(
    source=SOURCE,
    slug="why-we-argue",
    is_draft=False,
    first_published_at=AT,
    updated_at=AT,
    live_from=AT,
    ends_at=AT.replace(year=2027),
    change_note="Better.",
    changes=(Change(AT, "A new part: sleep."),),
    series="The space between",
    position=2,
    topics=("Sleep", "Yes"),
    crisis_card="suicide",
    old_addresses=("/articles/why/", "/blog/why"),
    identity="tag:example.com,2026-05-31:1",
)


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        PortableText(source=ArticleSource()),
        replace(TEXT, kind="page", series="", topics=(), menu_position=3, about="Dana"),
        replace(TEXT, source=replace(SOURCE, body="")),
    ],
    ids=["full", "empty", "page", "no body"],
)
def test_a_text_comes_back_as_it_was(text):
    assert read_text(written(text)) == text


def test_front_matter_has_the_names_that_other_programs_know():
    lines = written(TEXT).split("\n")
    for name in ("title", "slug", "date", "lastmod", "draft", "tags", "aliases"):
        assert any(line.startswith(f"{name}:") for line in lines)


def file(data, body="Words."):
    return f"---\npractice_site_export: 1\n{data}\n---\n\n{body}\n"


@pytest.mark.parametrize(
    ("text", "is_ours"),
    [
        (file("title: A"), True),
        ("\ufeff" + file("title: A").replace("\n", "\r\n"), True),
        ("---\ntitle: A\n---\nWords.", False),
        ("# A title\n\npractice_site_export: 1", False),
        ("---\ntitle: A\n\npractice_site_export: 1", False),
        ("", False),
    ],
)
def test_a_file_of_ours_is_known_by_its_mark(text, is_ours):
    assert is_portable(text) == is_ours


def test_files_edited_on_another_system_are_read():
    text = read_text(file("title: A\nslug: a").replace("\n", "\r\n"))
    assert (text.source.title, text.slug, text.source.body) == ("A", "a", "Words.")


def test_names_that_nobody_knows_are_told():
    text = read_text(
        file("title: A\nlayout: post\nfaqs:\n- question: Q\n  colour: red")
    )
    assert text.not_understood == ("layout", "colour")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("title: [a, b]", "“title” must be a text."),
        ("title: {a: b}", "“title” must be a text."),
        ("kind: post", "“kind” must be article or page, not “post”."),
        ("draft: maybe", "“draft” must be true or false, not “maybe”."),
        ("reviewed_on: 31.5.2026", "a day such as 2026-05-31, not “31.5.2026”"),
        ("date: yesterday", "a time such as 2026-05-31T09:30:00-07:00"),
        ("series_position: first", "must be a number, not “first”"),
        ("series_position: 99999999999999999999", "must be a number"),
        ("series_position: '000001999999'", "must be a number"),
        pytest.param("menu_position: " + 5000 * "0", "must be a number", id="long"),
        ("tags: {a: b}", "“tags” must be a list of texts."),
        ("authors: [[a]]", "“authors” must be a list of texts."),
        ("faqs: [one]", "must be a list, each with names and values"),
        ("faqs: {question: a}", "must be a list"),
        ("invitation: [a]", "must hold names with values"),
        ("changes:\n- note: a", "has no date"),
        ("kind: page\ntags: [a]", "A page has no series and no tags"),
        ("draft: false", "It is no draft, so it needs the “date”"),
        ("date: 2026-05-31\nexpiryDate: 2026-05-30", "comes before its “date”"),
        ("date: 2026-05-31T09:00Z\nexpiryDate: 2026-05-30", "comes before its"),
        ("date: 2026-05-31\nexpiryDate: 2026-05-30T09:00-07:00", "comes before its"),
        ("date: 0202-05-31", "a time such as"),
        ("date: 0001-01-01T00:00:00+14:00", "a time such as"),
        ("date: 2026-05-31\nexpiryDate: 9999-12-31T23:59-14:00", "a time such as"),
        (
            "date: 2026-05-31\nfigures:\n- name: a\n- name: a",
            "Two of its figures have the name “a”",
        ),
        ("practice_site_export: 2", "says “practice_site_export” a second time"),
    ],
)
def test_what_a_file_says_wrongly_is_refused_in_a_sentence(data, said):
    with pytest.raises(Unusable, match=".") as refusal:
        read_text(file(data))
    assert said in str(refusal.value)


def test_a_later_format_is_refused():
    with pytest.raises(Unusable, match="newer version"):
        read_text("---\npractice_site_export: 2\n---\n")
