"""From the home page to the search with the keyboard alone, seeing where one is."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
MOST_STOPS = 150
# Where the keyboard is, if its mark is at least 2 px thick and nothing covers it.
STOP = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    const box = one.getClientRects()[0];
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const top = document.elementFromPoint(x, y);
    return {
        what: one.outerHTML.slice(0, 120),
        outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
        isOnScreen: x >= 0 && y >= 0 && x <= innerWidth && y <= innerHeight,
        isBare: !!top && (one.contains(top) || top.contains(one)),
    }
}"""
LOOKS = {
    "phone": {"viewport": {"width": 320, "height": 568}},
    "laptop": {"viewport": {"width": 1280, "height": 800}},
}


@pytest.mark.parametrize("look", LOOKS)
def test_walk_from_home_to_an_article_its_source_and_back_on_to_search(look, site, tab):
    page = tab(**LOOKS[look], reduced_motion="reduce")
    page.goto(site + "/")
    go(page, 'a[href="/articles/sleep/"]')
    page.wait_for_url("**/articles/sleep/")
    go(page, '.prose a[role="doc-biblioref"]')
    assert page.locator(".reference-list li:target").is_visible()
    go(page, 'a[role="doc-backlink"]')
    assert "#cite-1" in page.url
    stops = go(page, '.onward a[href="/series/rest/"], .series a[href="/series/rest/"]')
    page.wait_for_url("**/series/rest/")
    assert len(set(stops)) == len(stops), "the keyboard went round in a circle"
    go(page, 'footer a[href="/search/"]')
    page.wait_for_url("**/search/")
    tab_to(page, 'main input[name="q"]')
    page.keyboard.type("sleep")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=sleep")
    go(page, 'main a[href*="/articles/sleep/"]')


def test_questions_open_and_close_with_the_keyboard(site, tab):
    page = tab(reduced_motion="reduce")
    page.goto(site + "/faqs/")
    tab_to(page, "main summary")
    answer = page.locator("main details").first

    assert answer.get_attribute("open") is None
    page.keyboard.press("Enter")
    assert answer.get_attribute("open") is not None
    page.keyboard.press("Space")
    assert answer.get_attribute("open") is None


def test_menu_of_a_phone_opens_and_closes_with_the_keyboard(site, tab):
    page = tab(**LOOKS["phone"])
    page.goto(site + "/")
    menu = page.locator(".site-menu")
    tab_to(page, ".menu-button")
    page.keyboard.press("Enter")
    assert menu.is_visible()
    tab_to(page, ".site-menu a")
    page.keyboard.press("Escape")

    assert not menu.is_visible()
    assert page.locator(".menu-button:focus").count() == 1


def test_skip_link_comes_first_and_passes_the_header(site, tab):
    page = tab(**LOOKS["phone"])
    page.goto(site + "/articles/sleep/")
    page.keyboard.press("Tab")
    assert page.locator(".skip-link:focus").is_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.locator("main :focus").count() == 1


def go(page, selector):
    """Tab to the first that matches, press Return; the stops on the way."""
    stops = tab_to(page, selector)
    page.keyboard.press("Enter")
    return stops


def tab_to(page, selector):
    stops = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        assert stop["outline"] >= 2, stop
        assert stop["isOnScreen"], stop
        assert stop["isBare"], stop
        stops.append(stop["what"])
        if page.evaluate("one => document.activeElement.matches(one)", selector):
            return stops
    raise AssertionError(f"{selector} is not among {stops}")
