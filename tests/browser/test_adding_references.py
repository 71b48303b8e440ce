"""Adding references as a person does it, by keyboard alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Group, User

from articles.models import Reference
from tests.factories import make_practice, make_reference

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "correct horse battery staple"
LOOKS = [
    {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    {"color_scheme": "dark", "viewport": {"width": 375, "height": 812}},
]
BIBTEX = """@article{reyes, author={Reyes, Ada}, title={Sleep and grief},
 journal={Journal of Worked Examples}, year={2019}, volume={4}}
@book{okonwe, author={Okonwe, Bo}, title={The Gardens of the North and Their Makers},
 publisher={North}, year={1988}}
@book{broken, title={an {unbalanced brace, year={2001}
"""
SMALL_TARGETS = """() => [...document.querySelectorAll(
    "#content :is(a, button, select, summary, textarea, input.vTextField)")]
  .filter((e) => e.checkVisibility() && !e.closest("label"))
  .map((e) => [e.textContent.trim().slice(0, 30), e.getBoundingClientRect()])
  .filter(([, box]) => box.height < 24 || box.width < 24)
  .map(([name, box]) => `${name}: ${box.width} by ${box.height}`)"""


@pytest.fixture
def site(live_server, settings, media_root, lookup_server):
    settings.SITE_URL = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    make_practice(name="Two Trees Psychotherapy")
    user = User.objects.create_user("dana", "dana@example.com", PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name="Therapists"))
    return live_server.url


@pytest.fixture
def desk(browser, site):
    """desk(path, **look): a signed-in tab at a page of the references."""
    contexts = []

    def open_desk(path="add-from/", **look):
        context = browser.new_context(**look)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{site}/admin/articles/reference/{path}")
        page.locator("#id_login").fill("dana")
        page.locator("#id_password").fill(PASSWORD)
        page.locator("button[type=submit]").first.click()
        page.wait_for_url(f"**/reference/{path}")
        return page

    yield open_desk
    for context in contexts:
        context.close()


def tab_to(page, name, most=30):
    """Press Tab until the button or link of this name has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    raise AssertionError(f"“{name}” is not reached by Tab")


def test_reference_is_added_by_its_doi_with_the_keyboard_alone(desk):
    page = desk()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.keyboard.type("doi:10.1177/1745691614568352")
    tab_to(page, "Find it")
    page.keyboard.press("Enter")
    page.wait_for_selector(".adding-entry")
    assert "Holt-Lunstad, J." in page.locator(".adding-entry").inner_text()

    tab_to(page, "Add it")
    page.keyboard.press("Enter")
    page.wait_for_selector(".messagelist")

    assert "[@holt-lunstad2015]" in page.locator(".messagelist").inner_text()
    assert Reference.objects.get().confirmation == "doi"
    assert said == []


@pytest.mark.parametrize("look", LOOKS, ids=["desk", "phone"])
def test_every_step_is_accessible_and_fits_the_screen(look, desk, tmp_path):
    make_reference(
        "Holt-Lunstad", title="Another title", DOI="10.1177/1745691614568352"
    )
    make_reference("Reyes", 2019, title="Sleep and grief", DOI="", volume="40")
    page = desk(**look)
    fits(page, look)
    page.locator("#id_asked").fill("10.1177/1745691614568352")
    page.get_by_role("button", name="Find it").click()
    page.wait_for_selector(".adding-entry")
    fits(page, look)
    page.goto(page.url.replace("add-from", "imports"))
    fits(page, look)
    path = tmp_path / "list.bib"
    path.write_text(BIBTEX)
    page.locator("#id_file").set_input_files(path)
    page.get_by_role("button", name="Read it").click()
    page.wait_for_selector(".import-review")
    fits(page, look)


def fits(page, look):
    assert Axe().run(page).response["violations"] == []
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= look["viewport"]["width"]
    assert page.evaluate(SMALL_TARGETS) == []


def test_list_is_decided_with_the_keyboard_alone(desk, tmp_path):
    page = desk("imports/")
    path = tmp_path / "list.bib"
    path.write_text(BIBTEX)
    page.locator("#id_file").set_input_files(path)
    page.get_by_role("button", name="Read it").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".import-review")

    first = page.locator(".import-record").first
    first.get_by_label("Decide later").focus()
    page.keyboard.press("ArrowDown")
    assert first.get_by_label("Add it", exact=True).is_checked()
    page.get_by_role("button", name="Save these decisions").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".messagelist")

    assert [work.key for work in Reference.objects.all()] == ["reyes2019"]
    assert page.locator(".import-record").count() == 2
