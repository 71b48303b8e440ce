import pytest

from articles.source import CallToAction, FAQSource, Place
from tests.rendering.stand_ins import codes, document, html


def levels(body):
    return [heading.level for heading in document(body).toc]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("# a\n## b\n# c", [2, 3, 2]),
        ("## a\n### b\n## c", [2, 3, 2]),
        ("### a\n#### b", [2, 3]),
        ("a\n===\n\nb\n---", [2, 3]),
        ("# a\n## b\n### c\n#### d\n##### e\n###### f", [2, 3, 4, 5, 6, 6]),
    ],
)
def test_uppermost_heading_becomes_the_second_level(typed, shown):
    assert levels(typed) == shown


def test_heading_carries_its_level_and_id():
    assert html("## What *helps* -- and `not`?") == (
        '<h2 id="section-what-helps-and-not">'
        "What <em>helps</em> – and <code>not</code>?</h2>"
    )


def test_outline_holds_the_plain_text():
    [heading] = document('# "Grief" & [love](/a/)').toc
    assert heading.text == "“Grief” & love"


def test_headings_in_quotes_get_ids_but_stay_out_of_the_outline():
    shown = document("# a\n\n> ## b")
    assert [heading.text for heading in shown.toc] == ["a"]
    assert 'id="section-b"' in shown.body


def test_equal_headings_are_told_apart_by_the_heading_above():
    ids = [h.id for h in document("# a\n## sum\n# b\n## sum\n## sum").toc]
    assert ids == [
        *("section-a", "section-sum", "section-b"),
        *("section-b-sum", "section-sum-2"),
    ]


def test_new_heading_elsewhere_leaves_ids_alone():
    before = {h.text: h.id for h in document("# a\n## sum\n# b\n## tip").toc}
    after = {h.text: h.id for h in document("# z\n# b\n## tip\n# a\n## sum").toc}
    assert {text: after[text] for text in before} == before


@pytest.mark.parametrize(
    ("heading", "id"),
    [
        ("Don't panic!", "section-dont-panic"),
        ("Über Ängste", "section-uber-angste"),
        ("恐れ", "section-恐れ"),
        ("🧠", "section-untitled"),
        ("a_b  c", "section-a-b-c"),
        ("word " * 40, "section-" + "-".join(["word"] * 12)),
    ],
)
def test_ids_are_made_of_words(heading, id):
    [found] = document(f"# {heading}").toc
    assert found.id == id
    assert f'id="{id}"' in document(f"# {heading}").body


def test_answers_and_call_to_action_fit_below_the_pages_own_headings():
    shown = document(
        "# a",
        faqs=(FAQSource("Q?", "# b\n## c"),),
        call_to_action=CallToAction(text="## d"),
    )
    assert '<h4 id="section-b">' in shown.faqs[0].html
    assert '<h5 id="section-c">' in shown.faqs[0].html
    assert '<h3 id="section-d">' in shown.call_to_action
    assert [h.text for h in shown.toc] == ["a"]


@pytest.mark.parametrize("body", ["# a\n### b", "## a\n# b"])
def test_jump_warns(body):
    found = document(body).problems
    assert [p.code for p in found] == ["heading-jump"]


def test_jump_names_the_heading_and_its_line():
    [problem] = document("# a\n\ntext\n\n### b").problems
    assert problem.place == Place("body", line=5)
    assert "“b”" in problem.message


@pytest.mark.parametrize("body", ["# a\n## b\n### c\n# d\n## e", "### a\n### b"])
def test_steady_outline_does_not_warn(body):
    assert document(body).problems == ()


def test_heading_without_words_is_left_out():
    shown = document("# \n\n## a")
    assert shown.body == '<h2 id="section-a">a</h2>'
    assert codes(shown) == ["heading-empty"]


@pytest.mark.parametrize(
    "heading",
    [
        *("References", "reference list:", "FAQ", "FAQs", "Frequently Asked Questions"),
        *("Frequently asked questions (FAQ)", "Further reading", "Sources", "Q & A"),
    ],
)
def test_heading_of_a_section_that_comes_by_itself_warns(heading):
    assert codes(document(f"# {heading}")) == ["heading-repeats-section"]


@pytest.mark.parametrize(
    "heading",
    ["Sources of strength", "My references to sleep", "Questions to ask", "Reading"],
)
def test_heading_about_sources_or_questions_does_not_warn(heading):
    assert document(f"# {heading}").problems == ()


def test_the_articles_own_faq_heading_counts_too():
    shown = document("# What people ask me", faq_heading="What people ask me")
    assert codes(shown) == ["heading-repeats-section"]
