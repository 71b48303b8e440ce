"""Single lines and small texts: what each is taken for, and what it is not."""

import pytest

from articles.importing import Role, bring_in, read_source
from articles.importing.bylines import read_byline
from articles.importing.ending import neighbour
from articles.importing.escape import escape_inline, escape_start
from articles.importing.reference_lines import is_address_line, looks_like_reference
from articles.importing.vocabulary import FAQ_HEADING, REFERENCES_HEADING
from articles.rendering import render
from articles.source import ArticleSource


def bring(text, name="a.txt"):
    return bring_in(read_source(text.encode(), name), [])


def roles(result):
    return [part.role for part in result.report.parts]


@pytest.mark.parametrize(
    "heading",
    [
        "FAQ",
        "FAQs: Love and Work",
        "FAQ’s",
        "Frequently Asked Questions",
        "Frequent questions",
        "Common Questions About Grief",
        "Questions clients often ask",
        "Questions I hear a lot",
        "Q&A",
        "Q & A with a therapist",
        "Your questions, answered",
        "People also ask",
        "Questions and answers",
    ],
)
def test_headings_of_questions(heading):
    assert FAQ_HEADING.search(heading)


@pytest.mark.parametrize(
    "heading",
    ["The question of trust", "Asking for help", "What is EMDR?", "Unasked favours"],
)
def test_other_headings_are_no_headings_of_questions(heading):
    assert not FAQ_HEADING.search(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "References",
        "REFERENCES:",
        "Reference list",
        "Works Cited",
        "Bibliography",
        "Sources",
        "Selected sources",
        "Further reading",
        "Further Reading and Sources",
        "References and further reading",
        "Notes",
        "Literature",
        "Resources",
        "Sources used in this article",
    ],
)
def test_headings_of_references(heading):
    assert REFERENCES_HEADING.fullmatch(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "Sources of strength",
        "Reading the room",
        "The research on sleep says otherwise",
        "Studies of twins",
        "A note on language",
        "Resourceful people",
    ],
)
def test_other_headings_are_no_headings_of_references(heading):
    assert not REFERENCES_HEADING.fullmatch(heading)


def test_a_list_of_helplines_is_no_reference_list():
    text = (
        "A Title of Some Length\n\nA paragraph that says something at some length.\n\n"
        "Resources\n\n- Call 988 at any hour\n- Text HOME to 741741\n"
    )
    result = bring(text)
    assert result.report.references == ()
    assert "## Resources\n\n- Call 988" in result.source.body


@pytest.mark.parametrize(
    ("line", "name", "date"),
    [
        ("By Jane Doe", "Jane Doe", ""),
        ("by Dr. Jane M. Doe, PhD, LMFT", "Jane M. Doe", ""),
        ("Jane Doe, LMFT", "Jane Doe", ""),
        ("Written by Jane van der Doe | May 4, 2020", "Jane van der Doe", "2020-05-04"),
        ("Published on 4 May 2020 by Jane Doe, LCSW", "Jane Doe", "2020-05-04"),
        ("By Jane Doe · 6 min read", "Jane Doe", ""),
        ("Updated: 2020-05-04", "", "2020-05-04"),
        ("Author: Jane Doe", "Jane Doe", ""),
        ("— Jane Doe, LPC", "Jane Doe", ""),
        ("5 min read", "", ""),
    ],
)
def test_bylines(line, name, date):
    found = read_byline(line)
    assert (found.name, found.date) == (name, date)


@pytest.mark.parametrize(
    "line",
    [
        "By then it was too late",
        "By Then It Was Far Too Late",
        "Jane Doe",
        "Therapy in San Francisco",
        "On May 4, 2020, everything changed",
        "By the Sea, By the River",
        "",
    ],
)
def test_other_lines_are_no_bylines(line):
    assert read_byline(line) is None


@pytest.mark.parametrize(
    ("line", "role", "title"),
    [
        ("Previous", Role.PREVIOUS, ""),
        ("Next post:", Role.NEXT, ""),
        ("Older Post", Role.PREVIOUS, ""),
        ("Newer Post", Role.NEXT, ""),
        ("Next: How to Rest", Role.NEXT, "How to Rest"),
        ("← How to Rest", Role.PREVIOUS, "How to Rest"),
        ("How to Rest →", Role.NEXT, "How to Rest"),
        ("Previous article | How to Rest", Role.PREVIOUS, "How to Rest"),
        ("Next steps", None, ""),
        ("Previous research agrees", None, ""),
        ("Nextdoor neighbours", None, ""),
        ("How to Rest", None, ""),
    ],
)
def test_neighbours_of_an_article(line, role, title):
    assert neighbour(line) == (role, title)


@pytest.mark.parametrize(
    "line",
    [
        "Doe, J. (2019). On rooms. Norton.",
        "World Rest Organization. (n.d.). Rest. https://a.example",
        "Doe, Jane. 2019. On Rooms. New York: Norton.",
        "Doe J, Roe M. Two rooms. J Rooms. 2010;24(4):461-70.",
        "1. Doe, J. (2019). On rooms. Norton.",
        "Winter, D. W. Playing Well. London: Some Press, 1971.",
    ],
)
def test_lines_that_look_like_references(line):
    assert looks_like_reference(line)


@pytest.mark.parametrize(
    "line",
    [
        "Doe (2019) found that rooms matter to most of us.",
        "It was long believed otherwise (Doe, 2019).",
        "Call 555-0142 for an appointment.",
        "In 2019, a colleague and I began to ask about this.",
        "What helps?",
    ],
)
def test_sentences_do_not_look_like_references(line):
    assert not looks_like_reference(line)


def test_an_address_alone_belongs_to_the_entry_above():
    assert is_address_line("https://a.example/b")
    assert is_address_line("Retrieved from https://a.example/b")
    assert not is_address_line("See https://a.example/b and ask.")


PLAIN = [
    "# of people",
    "1. First things first",
    "2) Second",
    "- not a list",
    "> not a quotation",
    "+ plus",
    "*stars* and _lines_ and **more**",
    "`code` and ~~strike~~ and ~one~",
    "a [link](http://x) and [1]: x and [a][b] and ![i](x)",
    "[^1] and ^[note]",
    "&amp; and &copy; and & and &#64;",
    "<b>bold</b> and a < b and 3<4",
    "back\\slash and \\* and end\\",
    "=== and ---",
    "| a | b |",
    "snake_case_word and __init__ and 2*3*4",
    ": a colon first",
    "~~~ tildes",
    "#hashtag and @home and me@example.com",
    "1986\\. A year",
    "http://a.example/b_c_d*e",
]


@pytest.mark.parametrize("line", PLAIN)
def test_plain_text_prints_as_typed(line):
    escaped = escape_start(escape_inline(line))
    document = render(ArticleSource(title="x", body=escaped), {}, {})
    assert straight(document.plain_text) == straight(line)


def straight(text):
    table = str.maketrans("“”‘’–—", "\"\"''--")
    return text.translate(table).replace("---", "-").replace("--", "-")


def test_lines_without_any_empty_line_between():
    text = (
        "Growing Up Twice\nNobody is only their age, and now and then they take the"
        " wheel.\nWhat They Want\nThey want to be asked, and somebody to notice.\n"
    )
    result = bring(text)
    assert roles(result) == [Role.TITLE, Role.PARAGRAPH, Role.HEADING, Role.PARAGRAPH]


@pytest.mark.parametrize(
    "title", ["🌱 Growing up twice", "Grief", "Why?", "“Just” a Panic Attack", "2020"]
)
def test_titles(title):
    result = bring(f"{title}\n\nA paragraph that says something, at some length.\n")
    assert result.source.title == title


def test_a_text_that_begins_with_a_paragraph_has_no_title():
    text = "This paragraph goes on for a while. It is no title at all. " * 3
    result = bring(text, "why-we-wait.txt")
    assert result.source.title == ""
    point = next(p for p in result.report.open_points if p.code == "title-missing")
    assert point.proposal == "Why we wait"


def test_a_closing_question_that_invites_is_no_faq():
    text = (
        "A Title of Some Length\n\nText that says something.\n\nFAQ\n\nIs it far?\nNo."
        "\n\nIs it dear?\nNo.\n\nReady to Begin?\nI see people in Boise. Call me today"
        " to schedule a first conversation.\n"
    )
    result = bring(text)
    assert len(result.source.faqs) == 2
    assert result.source.call_to_action.heading == "Ready to Begin?"


def test_a_last_section_without_an_invitation_stays_in_the_text():
    text = (
        "A Title of Some Length\n\nText that says something.\n\nWhat You Can Do\n\n"
        "You can take a walk, and you can call a friend about it.\n"
    )
    result = bring(text)
    assert not result.source.call_to_action
    assert "## What You Can Do" in result.source.body


def test_numbered_headings_stay_headings_under_their_heading():
    text = (
        "A Title of Some Length\n\nText that says something.\n\nThree Steps\n\n"
        "1. Stop\n\nStand where you are for a while, and breathe.\n\n"
        "2. Look\n\nLook around you, and name what you see.\n"
    )
    assert "### 1. Stop\n\nStand" in bring(text).source.body


def test_heading_levels_leave_no_gap():
    text = (
        "# T\n\nText.\n\n#### Deep\n\nText.\n\n## High\n\nText.\n\n#### Deep\n\nText."
    )
    body = bring(text, "a.md").source.body
    found = [line for line in body.split("\n") if line.startswith("#")]
    assert found == ["## Deep", "## High", "### Deep"]


def test_two_lists_in_a_row_stay_two():
    text = "A Title of Some Length\n\nText:\n\n1. a\n2. b\n\n1. c\n2. d\n"
    assert "1. a\n2. b\n\n1) c\n2) d" in bring(text).source.body


def test_lines_of_an_address_keep_their_breaks():
    text = "A Title of Some Length\n\nWrite to me at any time:\n\n12 Mill Road\nBoise\n"
    assert "12 Mill Road\\\nBoise" in bring(text).source.body


def test_too_long_a_title_goes_on_in_the_standfirst():
    title = "A very long title " * 15
    result = bring(f"# {title}\n\nText.\n\n## Part\n\nText.", "a.md")
    assert len(result.source.title) <= 200
    assert f"{result.source.title} {result.source.standfirst}" == title.strip()


LONG = "Some text that goes on for a while, and says what it has to say."


@pytest.mark.parametrize(
    "heading", ["Table of Contents\n\n", "In this article:\n\n", ""]
)
def test_a_table_of_contents_is_left_out(heading):
    listed = "Why it hurts\n\nWhat may help\n\nWhen to call\n\n"
    sections = listed.replace("\n\n", f"\n\n{LONG}\n\n")
    result = bring(f"A Title of Some Length\n\n{LONG}\n\n{heading}{listed}{sections}")
    assert result.source.body.count("Why it hurts") == 1
    assert len(result.report.not_used) == 3 + bool(heading)


def test_two_lines_that_come_again_are_no_table_of_contents():
    result = bring(
        f"A Title of Some Length\n\n{LONG}\n\nAgain\n\n{LONG}\n\nAgain\n\n{LONG}"
    )
    assert result.source.body.count("## Again") == 2


def test_a_reviewer_is_no_standfirst():
    text = f"A Title\n\nMedically reviewed by Ana Poe, MD\n\n{LONG}\n"
    result = bring(text)
    assert result.source.standfirst == ""
    assert "reviewer-found" in {point.code for point in result.report.open_points}


def test_what_stands_below_the_references():
    entry = "Doe, J. (2019). On rooms. Norton."
    text = (
        f"A Title\n\nBy Jane Doe, LMFT\n\n{LONG}\n\n{LONG}\n\nReferences\n\n{entry}\n\n"
        "Names and details of clients have been changed throughout.\n\n"
        "Jane Doe, LMFT, is a therapist in Boise.\n"
    )
    result = bring(text)
    assert result.source.body.endswith("have been changed throughout.")
    codes = [point.code for point in result.report.open_points]
    assert "below-references" in codes
    assert "author-note" in codes
    assert "therapist in Boise" not in result.source.body
