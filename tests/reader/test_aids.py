"""What opens, unfolds and moves on an article's page, without script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.reader.content import BIG_ARTICLE

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PHONE = {"viewport": {"width": 320, "height": 568}}
NOTES = """() => {
    const boxes = s => [...document.querySelectorAll(s)].map(
        e => e.getBoundingClientRect());
    const notes = boxes('.article-text .footnotes li'), text = boxes('.prose')[0];
    return {
        beside: notes.every(note => note.left > text.right),
        apart: notes.every((note, i) => !i || note.top >= notes[i - 1].bottom),
        several: notes.length > 2,
    };
}"""


def citation(page):
    """The first citation of the text, and the card that holds a copy of its entry."""
    link = page.locator(".prose > p a[role=doc-biblioref]").first
    return link, page.locator(f"#{link.get_attribute('interestfor')}")


def test_source_opens_where_it_is_pointed_at_and_closes_with_escape(site, tab):
    page = tab()
    page.goto(site + BIG_ARTICLE)
    link, card = citation(page)
    expect(card).to_be_hidden()

    link.hover()
    expect(card).to_be_visible()
    card.hover()
    expect(card).to_be_visible()

    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    assert page.complaints == []


def test_source_opens_by_keyboard_and_its_link_is_the_next_stop(site, tab):
    page = tab()
    page.goto(site + BIG_ARTICLE)
    link, card = citation(page)
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(card).to_be_visible()

    page.keyboard.press("Tab")
    expect(card.locator("a").first).to_be_focused()


def test_open_source_stays_on_a_small_screen_and_suits_axe(site, tab):
    page = tab(bypass_csp=True, color_scheme="dark", **PHONE)
    page.goto(site + BIG_ARTICLE)
    link, card = citation(page)
    link.hover()
    expect(card).to_be_visible()
    box = card.bounding_box()

    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    found = Axe().run(page, options={"preload": False}).response
    assert found["violations"] == []


def test_link_to_an_answer_unfolds_it_and_shows_its_question(site, tab):
    page = tab(**PHONE)
    page.goto(site + BIG_ARTICLE)
    answers = page.locator("details.faq > .prose")
    anchor = answers.nth(7).get_attribute("id")

    page.goto(f"{site}{BIG_ARTICLE}?#{anchor}")

    expect(answers.nth(7)).to_be_visible()
    expect(answers.nth(6)).to_be_hidden()
    expect(page.locator("details.faq h3").nth(7)).to_be_in_viewport()


def test_print_shows_every_answer_and_no_card(site, tab):
    page = tab()
    page.goto(site + BIG_ARTICLE)
    link, card = citation(page)
    link.hover()
    expect(card).to_be_visible()
    page.emulate_media(media="print")

    expect(card).to_be_hidden()
    answers = page.locator("details.faq > .prose").all()
    assert answers
    assert all(answer.bounding_box()["height"] > 0 for answer in answers)
    for gone in (".source-card", ".related", ".cite .downloads"):
        assert not page.locator(gone).first.is_visible(), gone


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (1000, False)])
def test_notes_stand_in_the_margin_where_there_is_one(site, tab, width, beside):
    page = tab(viewport={"width": width, "height": 800})
    page.goto(site + BIG_ARTICLE)

    assert page.evaluate(NOTES) == {"beside": beside, "apart": True, "several": True}


def test_marks_of_notes_can_be_pressed(site, tab):
    page = tab(**PHONE)
    page.goto(site + BIG_ARTICLE)

    marks = page.locator(".prose > p a[role=doc-noteref], a[role=doc-backlink]").all()
    assert marks
    for mark in marks:
        box = mark.bounding_box()
        assert min(box["width"], box["height"]) >= 24


@pytest.mark.parametrize(("width", "told"), [(375, [False, True]), (1280, [True] * 2)])
def test_a_phone_sums_up_only_the_part_that_comes_next(site, tab, width, told):
    page = tab(viewport={"width": width, "height": 812})
    page.goto(site + BIG_ARTICLE)

    assert [s.is_visible() for s in page.locator(".neighbours .summary").all()] == told
