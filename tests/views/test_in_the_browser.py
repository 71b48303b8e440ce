"""The reader's pages in Chromium: axe, widths, keyboard, print, other origins."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from tests.factories import (
    make_clinician,
    make_image,
    make_practice,
    make_published_article,
    make_published_page,
    make_reference,
    make_series,
    make_topic,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ADDRESSES = [
    "/",
    "/articles/",
    "/articles/?page=2",
    "/articles/sleep/",
    "/series/",
    "/series/rest/",
    "/topics/nights/",
    "/references/",
    "/references/?q=bowlby",
    "/references/?q=nothing-has-this",
    "/references/?author=abowlby-a",
    "/fees/",
    "/none/",
    "/articles/gone/",
]
LOOKS = [
    {"color_scheme": "light", "viewport": {"width": 1280, "height": 800}},
    {"color_scheme": "dark", "viewport": {"width": 320, "height": 568}},
    {"forced_colors": "active", "viewport": {"width": 375, "height": 667}},
]
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtin"


@pytest.fixture
def site(live_server, settings):
    """The address of a site with every kind of content; pages are not in DEBUG."""
    settings.SITE_URL = live_server.url
    make_practice(
        name="Two Trees Psychotherapy",
        tagline="Talking, in Oakland",
        introduction="We listen.",
        how_to_begin="1. Call.\n2. Come.",
        place="12 Elm Street",
        phone="(510) 555-0100",
        cta_heading="If you would like to talk",
        cta_text="Call us.",
        cta_label="Book",
        cta_url="/fees/",
    )
    dana = make_clinician(biography="Nineteen years.", portrait=make_image())
    topic, series = (
        make_topic("Nights", slug="nights"),
        make_series("Rest", slug="rest"),
    )
    works = [make_reference(family=f"{letter}bowlby") for letter in "ABCDEF"]
    for work in works:
        work.entry = f"{work.authors} (2015). <em>{work.title}</em>."
        work.save()
    make_published_article("Before", series=series, topics=[topic], authors=[dana])
    article = make_published_article(
        f"Sleep, and {LONG_WORD}",
        slug="sleep",
        standfirst="Nights, and what is known about mending them.",
        body=body(works),
        faqs=[("Does it pass?", f"It does [@{works[0].key}]."), ("When?", "Later.")],
        figures=[
            {"name": "lamp", "image": make_image(), "alt": "A lamp", "caption": "One."},
            {"name": "leaf", "image": make_image(), "decorative": True},
        ],
        lead_figure="lamp",
        further_reading=[make_reference(family="Zola")],
        series=series,
        topics=[topic],
        authors=[dana],
        crisis_card="suicide",
        now=timezone.now() - timedelta(days=2),
    )
    article.publish(change_note="Added a study.")
    make_published_article("After", series=series, authors=[dana])
    for n in range(9):
        make_published_article(f"Article {n}", authors=[dana])
    make_published_article("Gone", slug="gone", series=series).withdraw()
    make_published_page("Fees", slug="fees", menu_position=1)
    return live_server.url


def body(works):
    cited = "\n\n".join(f"So it is [@{work.key}, p. 3]." for work in works)
    return (
        f"The first words. {cited}\n\n## One\n\n{LONG_WORD}{LONG_WORD}\n\n"
        "![](figure:leaf)\n\n### Under it\n\n- a\n- b\n\n1. c\n2. d\n\n> Quoted.\n\n"
        "## Two\n\n| A | B | C |\n|---|---|---|\n"
        f"| {LONG_WORD} | {LONG_WORD} | c |\n\n"
        "A note.[^1]\n\n[^1]: Its text.\n\nTerm\n:   Definition\n\n```\ncode\n```\n"
    )


@pytest.fixture
def tab(browser):
    """A function that opens a tab with a look; notes what the browser complains of."""
    contexts = []

    def open_tab(**look):
        context = browser.new_context(**look)
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.requested = []
        page.on("request", lambda request: page.requested.append(request.url))
        return page

    yield open_tab
    for context in contexts:
        context.close()


def test_axe_finds_nothing(site, tab):
    for look in LOOKS:
        page = tab(bypass_csp=True, **look)
        for address in ADDRESSES:
            page.goto(site + address)
            found = Axe().run(page, options={"preload": False}).response
            assert found["violations"] == [], (address, look)


def test_no_page_is_wider_than_its_screen(site, tab):
    page = tab(viewport={"width": 320, "height": 568})
    for address in ADDRESSES:
        page.goto(site + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address


def test_nothing_is_asked_of_another_origin_and_nothing_is_kept(site, tab):
    page = tab()
    for address in ADDRESSES:
        page.goto(site + address)
    page.wait_for_load_state("networkidle")

    assert all(url.startswith(site) for url in page.requested)
    assert page.context.cookies() == []
    expected = "status of 4"  # The browser reports the two error pages.
    assert [text for text in page.complaints if expected not in text] == []


def test_first_screen_of_a_phone_holds_the_first_words(site, tab):
    page = tab(viewport={"width": 375, "height": 667})
    page.goto(site + "/articles/article-1/")

    for words in ("h1", ".byline", ".prose > p"):
        assert page.locator(words).first.bounding_box()["y"] < 640, words
    help_link = page.locator(".help-link").bounding_box()
    assert help_link["y"] + help_link["height"] < 120
    assert help_link["height"] >= 44


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
    without = page.evaluate("document.documentElement.scrollHeight")
    page.unroute("**/media/**")
    page.goto(site + "/articles/sleep/")
    page.wait_for_load_state("networkidle")

    assert page.evaluate("document.documentElement.scrollHeight") == without


def test_print_keeps_licence_and_help_and_drops_the_menu(site, tab):
    page = tab()
    page.goto(site + "/articles/sleep/")
    page.emulate_media(media="print")

    assert page.locator(".site-footer").get_by_text("License No. 12345").is_visible()
    assert page.locator(".help-now").get_by_text("988").first.is_visible()
    for gone in (".site-menu", ".help-link", ".breadcrumbs", ".onward", ".mentions"):
        assert not page.locator(gone).first.is_visible(), gone
