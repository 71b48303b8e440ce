"""The pages without CSS, without script and over a slow line."""

import gzip
from urllib.error import HTTPError
from urllib.request import urlopen

import brotli
import pytest

from tests.reader.conftest import whole_stylesheet
from tests.reader.content import BIG_ARTICLE, PAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
MOST_BYTES = 60_000
# Every element that text stands in and nothing shows; what opens on demand may hide.
HIDDEN = """() => [...document.querySelectorAll('main *, aside *, footer *')]
    .filter(one => one.checkVisibility && !one.checkVisibility())
    .filter(one => !one.closest('[popover], details, source, track'))
    .map(one => one.outerHTML.slice(0, 80))"""
UNNAMED = """() => [...document.querySelectorAll('a[href], button, summary')]
    .filter(one => !one.textContent.trim() && !one.getAttribute('aria-label')
        && !one.querySelector('img[alt]:not([alt=""])'))
    .map(one => one.outerHTML.slice(0, 80))"""
SHIFTS = """window.shifted = 0;
new PerformanceObserver(seen => {
    for (const shift of seen.getEntries()) window.shifted += shift.value;
}).observe({type: 'layout-shift', buffered: true});"""


@pytest.fixture
def bare_tab(tab):
    page = tab()
    page.route("**/*.css*", lambda route: route.abort())
    return page


@pytest.mark.parametrize("name", PAGES)
def test_page_is_complete_without_styles(name, site, bare_tab):
    page = bare_tab
    page.goto(site + PAGES[name])

    assert page.locator("h1, h2, h3").first.evaluate("one => one.tagName") == "H1"
    assert page.locator("h1").count() == 1
    links = page.locator("a[href]").evaluate_all(
        "all => all.slice(0, 3).map(one => one.getAttribute('href'))"
    )
    assert links[0] == "#main"
    assert "#help-now" in links
    assert page.locator("#help-now").is_visible()
    assert page.evaluate(HIDDEN) == []
    assert page.evaluate(UNNAMED) == []
    assert page.locator("img:not([alt])").count() == 0


def test_menu_and_help_are_alike_on_every_page(site, bare_tab):
    page, seen = bare_tab, {}
    for name, address in PAGES.items():
        page.goto(site + address)
        order = "all => all.map(one => one.getAttribute('href')).join(' ')"
        seen[name] = [
            page.locator(f"{part} a").evaluate_all(order)
            for part in (".site-header", ".help-now", ".footer-links")
        ]
    # The page of last resort may do without what it would have to ask for.
    del seen["out of order"]
    assert [name for name in seen if seen[name] != seen["home"]] == []


@pytest.mark.parametrize("name", PAGES)
def test_page_has_no_script_and_no_style_of_its_own(name, site, bare_tab):
    page = bare_tab
    page.goto(site + PAGES[name])

    assert page.locator("script:not([type='application/ld+json'])").count() == 0
    assert page.locator("style, [style], iframe, object, embed").count() == 0
    handlers = "all => all.flatMap(one => one.getAttributeNames())"
    names = page.locator("*").evaluate_all(handlers)
    assert [one for one in names if one.startswith("on")] == []


@pytest.mark.parametrize("address", ["/articles/sleep/", BIG_ARTICLE])
def test_html_css_and_fonts_of_an_article_weigh_at_most_60_kb(address, site):
    css = whole_stylesheet()
    assert "@font-face" not in css
    parts = [read(site + address), css.encode()]

    assert sum(len(gzip.compress(part, 6)) for part in parts) <= MOST_BYTES
    assert sum(len(brotli.compress(part, quality=5)) for part in parts) <= MOST_BYTES


def read(url):
    try:
        with urlopen(url) as answer:  # noqa: S310
            return answer.read()
    except HTTPError as answer:
        return answer.read()


@pytest.mark.parametrize("width", [375, 1280])
def test_nothing_shifts_while_a_page_loads(width, site, tab):
    page = tab(viewport={"width": width, "height": 800})
    page.add_init_script(SHIFTS)
    for address in ("/", "/articles/", "/articles/sleep/", BIG_ARTICLE):
        page.goto(site + address)
        for image in page.locator("img").all():
            image.scroll_into_view_if_needed()
        page.evaluate("Promise.all([...document.images].map(one => one.decode()))")
        assert page.evaluate("window.shifted") == 0, address


def test_a_shift_is_seen(site, tab):
    page = tab(viewport={"width": 375, "height": 800}, bypass_csp=True)
    page.add_init_script(SHIFTS)
    page.goto(site + "/articles/")
    page.evaluate(
        "document.querySelector('main').prepend(document.createElement('hr'))"
    )
    page.add_style_tag(content="main hr { block-size: 200px }")

    page.wait_for_function("window.shifted > 0")
