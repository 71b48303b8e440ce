"""Files of the demo become values, and a wrong one is named."""

from datetime import date

import pytest

from articles.demo import DemoError
from articles.demo.reading import parse_article

TODAY = date(2026, 3, 10)
HEAD = """title = "On tea"
slug = "on-tea"
kind = "article"
state = "live"
published_days_ago = 3
standfirst = "A cup."
summary = "About tea."
authors = ["ines-tavarel"]
"""
FIGURE = """[[figures]]
name = "cups"
drawing = "two_cups"
alt = "Two cups."
"""


def file(head=HEAD, body="Put the kettle on."):
    return f"+++\n{head}+++\n{body}\n"


def parse(text):
    return parse_article(text, name="tea.md", today=TODAY)


def test_dates_count_from_the_day_of_loading():
    article = parse(file(HEAD + "reviewed_days_ago = 9\nreview_due_in_days = 22\n"))
    assert article.source.reviewed_on == date(2026, 3, 1)
    assert article.source.review_due_on == date(2026, 4, 1)


def test_text_without_review_dates_has_none():
    source = parse(file()).source
    assert (source.reviewed_on, source.review_due_on) == (None, None)


def test_draft_changes_only_what_it_names():
    article = parse(file(HEAD + '[draft]\ntitle = "On coffee"\nappend = "Or not."\n'))
    assert article.source.title == "On tea"
    assert article.draft.title == "On coffee"
    assert article.draft.standfirst == "A cup."
    assert article.draft.body == "Put the kettle on.\n\nOr not."


def test_text_without_changes_has_no_draft():
    assert parse(file()).draft is None


def test_images_are_filled_in_by_drawing():
    article = parse(file(HEAD + FIGURE, "![](figure:cups)"))
    filled = article.with_images({"two_cups": "abc"})
    assert [figure.image for figure in filled.source.figures] == ["abc"]
    assert [figure.image for figure in article.source.figures] == [""]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Put the kettle on.", "between two lines of"),
        ("+++\n" + HEAD, "between two lines of"),
        (file("title = On tea\n"), "not valid TOML"),
        (file(HEAD + 'colour = "red"\n'), "'colour' is not a known field"),
        (file(HEAD.replace('slug = "on-tea"\n', "")), "'slug' is missing"),
        (file(HEAD.replace('"On tea"', "7")), "'title' can't be 7"),
        (file(HEAD.replace('"article"', '"note"')), "article or page"),
        (file(HEAD.replace('"live"', '"ready"')), "state is one of"),
        (file(HEAD.replace("= 3", "= -3")), "contradicts 'live'"),
        (file(HEAD.replace('"live"', '"scheduled"')), "contradicts 'scheduled'"),
        (file(HEAD.replace('"live"', '"draft"')), "contradicts 'draft'"),
        (file(HEAD + 'series = "hot-drinks"\n'), "go together"),
        (file(HEAD + 'lead_figure = "pot"\n'), "no figure called 'pot'"),
        (file(body="![](figure:pot)"), "no figure called 'pot'"),
        (file(HEAD + FIGURE), "'cups' is placed nowhere"),
        (
            file(HEAD + FIGURE.replace("two_cups", "six_cups"), "![](figure:cups)"),
            "no drawing called 'six_cups'",
        ),
        (file(HEAD + '[[faqs]]\nquestion = "Milk?"\nreply = "No."\n'), "'reply'"),
    ],
)
def test_wrong_file_is_named_with_its_fault(text, says):
    with pytest.raises(DemoError, match=r"^tea\.md: ") as error:
        parse(text)
    assert says in str(error.value)


def test_changes_to_what_is_not_live_are_refused():
    head = HEAD.replace('"live"', '"scheduled"').replace("= 3", "= -3")
    with pytest.raises(DemoError, match="only a live text"):
        parse(file(head + '[draft]\ntitle = "On coffee"\n'))
