"""What opens, unfolds and moves on an article's page in Chromium, without script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.factories import make_published_article, make_reference

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NOTES = """{
    const boxes = s => [...document.querySelectorAll(s)].map(
        e => e.getBoundingClientRect());
    const notes = boxes('.footnotes li'), text = boxes('.prose')[0];
    return {
        beside: notes.every(note => note.left > text.right),
        apart: notes[1].top >= notes[0].bottom,
    };
}"""


@pytest.fixture
def address(live_server, settings):
    settings.SITE_URL = live_server.url
    work = make_reference(family="Bowlby", year=1988)
    long_note = "A note that takes several lines in the margin. " * 6
    make_published_article(
        slug="sleep",
        body=f"One night [@{work.key}].[^a] And so on.[^b]\n\n"
        + "More words. " * 300
        + f"\n\n[^a]: {long_note}\n\n[^b]: Short.",
        faqs=[(f"Question {n}?", f"Answer {n}.") for n in range(9)],
    )
    return f"{live_server.url}/articles/sleep/"


@pytest.fixture
def card(page, address):
    page.goto(address)
    return page.locator(".source-card")


def test_source_opens_where_it_is_pointed_at_and_closes_with_escape(page, card):
    expect(card).to_be_hidden()

    page.locator("a[role=doc-biblioref]").hover()
    expect(card).to_be_visible()
    card.hover()
    expect(card).to_be_visible()

    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_source_opens_by_keyboard_and_its_link_is_the_next_stop(page, card):
    page.locator("a[role=doc-biblioref]").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(card).to_be_visible()

    page.keyboard.press("Tab")
    expect(card.locator("a")).to_be_focused()


def test_open_source_stays_on_a_small_screen_and_suits_axe(browser, address):
    context = browser.new_context(
        bypass_csp=True, viewport={"width": 320, "height": 568}, color_scheme="dark"
    )
    page = context.new_page()
    page.goto(address)
    page.locator("a[role=doc-biblioref]").hover()
    card = page.locator(".source-card")
    expect(card).to_be_visible()
    box = card.bounding_box()

    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    found = Axe().run(page, options={"preload": False}).response
    assert found["violations"] == []
    context.close()


def test_link_to_an_answer_unfolds_it(page, address):
    page.goto(f"{address}#faq-question-7")

    expect(page.get_by_text("Answer 7.")).to_be_visible()
    expect(page.get_by_text("Answer 6.")).to_be_hidden()
    expect(page.get_by_role("heading", name="Question 7?")).to_be_in_viewport()


def test_print_shows_every_answer_and_no_card(page, address):
    page.goto(address)
    page.emulate_media(media="print")

    for n in range(9):
        box = page.get_by_text(f"Answer {n}.").bounding_box()
        assert box["height"] > 0
    assert not page.locator(".source-card").is_visible()
    assert not page.locator(".related").is_visible()


def test_notes_stand_in_the_margin_where_there_is_one(page, address):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address)
    assert page.evaluate(f"() => {NOTES}") == {"beside": True, "apart": True}

    page.set_viewport_size({"width": 1000, "height": 800})
    assert page.evaluate(f"() => {NOTES}") == {"beside": False, "apart": True}


def test_marks_of_notes_can_be_pressed(page, address):
    page.set_viewport_size({"width": 320, "height": 568})
    page.goto(address)

    for mark in page.locator("a[role=doc-noteref], a[role=doc-backlink]").all():
        box = mark.bounding_box()
        assert min(box["width"], box["height"]) >= 24
