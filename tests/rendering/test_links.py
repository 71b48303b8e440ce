import pytest

from articles.source import FAQSource, Place
from tests.rendering.stand_ins import codes, document, html

ADDRESS = '<a href="https://x.org/">'


@pytest.mark.parametrize(
    ("typed", "shown", "code"),
    [
        ("a [](https://x.org/)", "<p>a </p>", "link-empty"),
        ("[ ](https://x.org/)", "", "link-empty"),
        ("[a]()", "<p>a</p>", "link-without-address"),
        ("[*a*](<>)", "<p><em>a</em></p>", "link-without-address"),
        ("[a](www.x.org)", "<p>a</p>", "link-incomplete"),
        ("[a](x.org/page)", "<p>a</p>", "link-incomplete"),
        ("[a](me@x.org)", "<p>a</p>", "link-incomplete"),
        ("[a](ftp://x.org)", "<p>a</p>", "link-refused"),
        ("[a](figure:sea)", "<p>a</p>", "link-refused"),
        ("[a](#nowhere)", "<p>a</p>", "link-target-missing"),
        ("[a](#)", "<p>a</p>", "link-target-missing"),
        ("[here](https://x.org/)", f"<p>{ADDRESS}here</a></p>", "link-vague"),
        (
            "[Click here!](https://x.org/)",
            f"<p>{ADDRESS}Click here!</a></p>",
            "link-vague",
        ),
        (
            "[Read more…](https://x.org/)",
            f"<p>{ADDRESS}Read more…</a></p>",
            "link-vague",
        ),
        (
            "<https://x.org/>",
            f"<p>{ADDRESS}https://x.org/</a></p>",
            "link-bare-address",
        ),
        (
            "[www.x.org](https://x.org/)",
            f"<p>{ADDRESS}www.x.org</a></p>",
            "link-bare-address",
        ),
    ],
)
def test_faulty_links_are_mended_and_named(typed, shown, code):
    assert html(typed) == shown
    assert codes(document(typed)) == [code]


@pytest.mark.parametrize(
    "typed",
    [
        "[a study](https://x.org/)",
        "[here is how](https://x.org/)",
        "[an article](/articles/sleep/)",
        "[next](sleep/)",
        "[`code`](/a/)",
        "[write](mailto:me@x.org)",
        "<me@x.org>",
        "[call](tel:+15551234)",
    ],
)
def test_sound_links_are_left_alone(typed):
    assert "<a href=" in html(typed)
    assert document(typed).problems == ()


def test_address_in_plain_text_warns_without_the_full_stop_behind_it():
    [problem] = document("a\nsee https://x.org/a_b?c=d.").problems
    assert (problem.code, problem.place.line) == ("address-unlinked", 2)
    assert "“https://x.org/a_b?c=d”" in problem.message


def test_address_in_code_or_without_scheme_does_not_warn():
    assert document("`https://x.org` and www.x.org").problems == ()


def test_link_to_dangerous_scheme_is_shown_as_typed():
    assert html("[a](javascript:alert(1))") == "<p>[a](javascript:alert(1))</p>"


@pytest.mark.parametrize("target", ["what-helps", "section-what-helps", "What%20helps"])
def test_link_within_the_page_finds_its_heading(target):
    shown = document(f"[see](#{target})\n\n# What helps")
    assert 'href="#section-what-helps"' in shown.body
    assert shown.problems == ()


def test_link_within_the_page_finds_questions_and_references():
    shown = document(
        "[q](#faq-why-me) [r](#ref-ames2020) [@ames2020]",
        faqs=(FAQSource("Why me?", "So."),),
    )
    assert 'href="#faq-why-me"' in shown.body
    assert shown.problems == ()


def test_problem_names_the_line_of_the_link():
    [problem] = document("a\n\nb\nc [d]()").problems
    assert problem.place == Place("body", line=4)
    assert "“d”" in problem.message


def test_links_in_captions_answers_and_table_cells_are_checked():
    shown = document("| a |\n|---|\n| [](/b/) |", faqs=(FAQSource("Q?", "[a]()"),))
    assert codes(shown) == ["link-empty", "link-without-address"]
