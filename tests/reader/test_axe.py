"""axe finds nothing on any page, however it is looked at."""

from pathlib import Path

import axe_playwright_python
import pytest

from tests.conftest import ROOT
from tests.reader.content import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
LAPTOP, PHONE = {"width": 1280, "height": 800}, {"width": 320, "height": 568}
ZOOMED = {"width": 320, "height": 200}  # What 400 % leaves of a laptop's screen.
AS_IS = {
    "color_scheme": "light",
    "forced_colors": "none",
    "media": "screen",
    "reduced_motion": "reduce",  # Colors that are still changing are no fault.
}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERY_RULE = {"type": "tag", "values": TAGS}
# The other rules read the page and not its look.
COLORS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
SIZES = {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}
LOOKS = {
    "dark": (LAPTOP, {"color_scheme": "dark"}, COLORS),
    "forced colors": (LAPTOP, {"forced_colors": "active"}, COLORS),
    "print": (LAPTOP, {"media": "print"}, COLORS),
    "phone": (PHONE, {}, SIZES),
    "400 % zoom": (ZOOMED, {}, SIZES),
    "text at 200 %": (LAPTOP, {}, SIZES),
}
LARGE_TEXT = ":root { font-size: 200% !important }"
OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true })"
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(name, site, axe_tab):
    # The long one is made of the same parts as the short one, which is looked at.
    look_at(axe_tab, site + PAGES[name], {} if name == "big article" else LOOKS)


@pytest.mark.parametrize("name", ["away.html", "too-large.html"])
def test_axe_finds_nothing_on_the_pages_that_nginx_shows_by_itself(axe_tab, name):
    look_at(axe_tab, (ROOT / "deploy" / name).as_uri(), LOOKS)


def look_at(page, url, looks):
    page.set_viewport_size(LAPTOP)
    page.emulate_media(**AS_IS)
    page.goto(url)
    page.evaluate(OPEN_ALL)
    assert faults(page, EVERY_RULE) == []
    for look, (viewport, media, rules) in looks.items():
        page.set_viewport_size(viewport)
        page.emulate_media(**AS_IS | media)
        if look == "text at 200 %":
            page.add_style_tag(content=LARGE_TEXT)
        assert faults(page, rules) == [], look


def test_axe_finds_nothing_in_the_menu_of_a_phone(site, axe_tab):
    axe_tab.emulate_media(**AS_IS)
    axe_tab.set_viewport_size(PHONE)
    axe_tab.goto(site + "/")
    axe_tab.get_by_role("button", name="Menu").click()

    assert faults(axe_tab, EVERY_RULE) == []


def test_axe_finds_a_fault(axe_tab):
    axe_tab.set_content("<p style='color: #999'>Faint, and without landmarks</p>")

    found = " ".join(faults(axe_tab, EVERY_RULE))
    assert "color-contrast" in found
    assert "landmark-one-main" in found


@pytest.fixture(scope="module")
def axe_tab(browser):
    """One tab for all: axe needs a way past the policy, and nothing else does."""
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(path=AXE)
    yield context.new_page()
    context.close()


def faults(page, rules):
    """What breaks a rule, each as "rule: where and why"."""
    options = {"preload": False, "runOnly": rules, "resultTypes": ["violations"]}
    found = page.evaluate(
        "async options => (await axe.run(document, options)).violations", options
    )
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found
        for node in one["nodes"][:5]
    ]
