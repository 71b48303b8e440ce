"""The reader's pages in Chromium: widths, help, menu, notes, print, other origins."""

import pytest

from articles.imaging import SHAPES
from tests.reader.content import BIG_ARTICLE, FAILING, PAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PHONE = {"width": 320, "height": 568}
# The distances that success criterion 1.4.12 names.
SPACED = """* {
    line-height: 1.5 !important;
    letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important;
}
p { margin-block-end: 2em !important }"""
CUT_OFF = """[...document.querySelectorAll('body *')]
    .filter(one => getComputedStyle(one).overflowY === 'hidden')
    .filter(one => one.clientHeight > 1 && one.scrollHeight > one.clientHeight + 2)
    .map(one => one.outerHTML.slice(0, 80))"""
# Safari takes for a list what stands in a nav, or has an entry that may bear a mark.
NO_LIST = """[...document.querySelectorAll('ul, ol')]
    .filter(one => one.checkVisibility() && !one.closest('nav'))
    .filter(one => ![...one.children].some(li => {
        const style = getComputedStyle(li)
        return style.display === 'list-item' && style.listStyleType !== 'none'
    }))
    .map(one => one.outerHTML.slice(0, 80))"""
LARGE_TEXT = ":root { font-size: 200% !important }"


def test_no_page_is_wider_than_its_screen(site, tab):
    page = tab(viewport=PHONE)
    for name, address in PAGES.items():
        page.goto(site + address)
        assert width(page) <= 320, name


def test_every_list_is_one_to_safari(site, tab):
    page = tab(viewport={"width": 1280, "height": 800})
    for name, address in PAGES.items():
        page.goto(site + address)
        assert page.evaluate(NO_LIST) == [], name


def test_no_page_is_wider_than_its_screen_with_text_of_200_percent(site, tab):
    page = tab(viewport={"width": 640, "height": 800}, bypass_csp=True)
    for name, address in PAGES.items():
        page.goto(site + address)
        page.add_style_tag(content=LARGE_TEXT)
        assert width(page) <= 640, name


def test_nothing_is_cut_off_with_the_spacing_of_wcag(site, tab):
    page = tab(viewport=PHONE, bypass_csp=True)
    for name, address in PAGES.items():
        page.goto(site + address)
        page.add_style_tag(content=SPACED)
        assert width(page) <= 320, name
        assert page.evaluate(CUT_OFF) == [], name


def width(page):
    return page.evaluate("document.documentElement.scrollWidth")


def test_crisis_number_is_one_tap_away_on_the_worst_phone(site, tab):
    page = tab(viewport=PHONE, bypass_csp=True, reduced_motion="reduce")
    page.route("**/media/**", lambda route: route.abort())
    for address in ("/", "/articles/sleep/", BIG_ARTICLE, "/none/"):
        page.goto(site + address)
        page.add_style_tag(content=LARGE_TEXT)
        link = page.locator(".help-link").bounding_box()
        assert link["y"] + link["height"] <= 568, address
        assert link["x"] + link["width"] <= 320, address
        page.locator(".help-link").click()
        number = page.locator('.help-lines a[href="tel:988"]').last.bounding_box()
        assert 0 <= number["y"] <= 568 - number["height"], address
        assert number["height"] >= 44


def test_nothing_is_asked_of_another_origin_and_nothing_is_kept(site, tab):
    page = tab()
    for name, address in PAGES.items():
        answer = page.goto(site + address)
        assert answer.ok != (name in FAILING), name
        assert "set-cookie" not in answer.headers, name
    page.wait_for_load_state("networkidle")

    assert all(url.startswith(site) for url in page.requested)
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    # The browser reports the error pages.
    said = [text for text in page.complaints if "server responded" not in text]
    assert said == []


@pytest.mark.parametrize(("width", "height"), [(320, 568), (375, 667)])
def test_first_screen_of_a_phone_holds_the_first_words(site, tab, width, height):
    page = tab(viewport={"width": width, "height": height})
    page.goto(site + "/articles/article-1/")

    byline = page.locator(".byline").inner_text()
    assert "supervised by" in byline
    assert "Reviewed March 1, 2026" in byline
    for words in ("h1", ".standfirst", ".byline", ".toc", ".prose > p"):
        assert page.locator(words).first.bounding_box()["y"] < height - 27, words
    help_link = page.locator(".help-link").bounding_box()
    assert help_link["y"] + help_link["height"] < 120
    assert help_link["height"] >= 44


@pytest.mark.parametrize(("width", "height"), [(960, 800), (1280, 720), (1920, 950)])
def test_home_picture_is_hardly_cut_by_its_box(site, tab, width, height):
    page = tab(viewport={"width": width, "height": height})
    page.goto(site + "/")

    box = page.locator(".welcome-picture img").bounding_box()
    across, down = SHAPES["home"].ratio
    assert 0.65 < box["width"] / box["height"] / (across / down) < 1.3


def test_help_is_the_third_stop_and_leads_to_numbers_of_44_pixels(site, tab):
    page = tab(viewport={"width": 320, "height": 568})
    page.goto(site + "/articles/sleep/")
    for _ in range(3):
        page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.className") == "help-link"
    page.keyboard.press("Enter")
    assert page.locator("#help-now").is_visible()
    for line in page.locator(".help-now .help-lines a").all():
        assert line.bounding_box()["height"] >= 44


def test_menu_opens_and_closes_without_script(site, tab):
    page = tab(viewport={"width": 375, "height": 667}, java_script_enabled=False)
    page.goto(site + "/")
    link = page.get_by_role("navigation", name="Main").get_by_role("link", name="Fees")
    assert not link.is_visible()

    page.get_by_role("button", name="Menu").click()
    assert link.is_visible()
    page.keyboard.press("Escape")
    assert not link.is_visible()


def test_citation_leads_to_its_entry_and_back(site, tab):
    page = tab()
    page.goto(site + "/articles/sleep/")
    page.locator('.prose a[role="doc-biblioref"]').first.click()
    entry = page.locator(".reference-list li:target")
    assert entry.is_visible()

    entry.get_by_label("Back to mention 1").click()
    assert "#cite-1" in page.url


def test_library_is_searched_by_keyboard_and_without_script(site, tab):
    page = tab(viewport={"width": 375, "height": 667}, java_script_enabled=False)
    page.goto(site + "/references/")
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.locator("#search-words:focus").count():
            break
    page.keyboard.type("BOWLBY abowl")
    page.keyboard.press("Enter")

    page.wait_for_url("**/references/?q=BOWLBY+abowl")
    assert page.locator(".reference-list > li").count() == 1
    assert page.locator(".search-result").first.inner_text().startswith("1 work with")


def test_pictures_take_their_room_before_they_load(site, tab):
    page = tab(viewport={"width": 375, "height": 667})
    page.route("**/media/**", lambda route: route.abort())
    page.goto(site + "/articles/sleep/")
    without = height(page)
    page.unroute("**/media/**")
    page.goto(site + "/articles/sleep/")
    page.wait_for_load_state("networkidle")

    # A file's own height is a whole number, which is a fraction off the ratio.
    assert abs(height(page) - without) < 0.5


def height(page):
    return page.evaluate("document.documentElement.getBoundingClientRect().height")


def test_print_keeps_licence_and_help_and_drops_the_menu(site, tab):
    page = tab()
    page.goto(site + "/articles/sleep/")
    page.emulate_media(media="print")

    assert (
        page.locator(".site-footer").get_by_text("License No. 12345").first.is_visible()
    )
    assert page.locator(".help-now").get_by_text("988").first.is_visible()
    for gone in (".site-menu", ".help-link", ".breadcrumbs", ".onward", ".mentions"):
        assert not page.locator(gone).first.is_visible(), gone
