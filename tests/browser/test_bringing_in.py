"""Bringing an article in as a person does it: from a file or a paste to its readers."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Group, User

from articles.exporting import zip_site
from articles.models import Article
from tests.factories import (
    make_article,
    make_clinician,
    make_practice,
    make_published_article,
    make_reference,
)
from tests.import_texts import ARTICLE, FIRST_HEADING, LINES, STANDFIRST_LINE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "correct horse battery staple"
LOOKS = [
    {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    {"color_scheme": "dark", "viewport": {"width": 375, "height": 812}},
    {"color_scheme": "light", "viewport": {"width": 820, "height": 1180}},
]
SMALL_TARGETS = """() => [...document.querySelectorAll(
    "#content :is(a, button, select, summary, textarea, input:not([type=hidden]))")]
  .filter((e) => e.checkVisibility())
  .map((e) => [e.textContent.trim().slice(0, 30), e.getBoundingClientRect()])
  .filter(([, box]) => box.height < 24 || box.width < 24)
  .map(([name, box]) => `${name}: ${box.width} by ${box.height}`)"""

OVERLAPPING_NUMBERS = """() => [...document.querySelectorAll(".line-number")]
  .filter((number) => {
    const words = document.createRange();
    words.selectNodeContents(number.nextSibling);
    return words.getBoundingClientRect().left < number.getBoundingClientRect().right;
  }).length"""


@pytest.fixture
def site(live_server, settings, media_root):
    settings.SITE_URL = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    make_practice(name="Two Trees Psychotherapy")
    make_clinician("Dana Reyes")
    make_reference("Gottman", 1994, title="What predicts divorce?")
    user = User.objects.create_user("dana", "dana@example.com", PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name="Therapists"))
    return live_server.url


@pytest.fixture
def desk(browser, site):
    """desk(**look): a tab of somebody who is signed in and stands at the page."""
    contexts = []

    def open_desk(**look):
        context = browser.new_context(**look)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{site}/admin/bring-in/")
        page.locator("#id_login").fill("dana")
        page.locator("#id_password").fill(PASSWORD)
        page.locator("button[type=submit]").first.click()
        page.wait_for_url("**/admin/bring-in/")
        return page

    yield open_desk
    for context in contexts:
        context.close()


def paste(page, text=ARTICLE):
    page.get_by_label("Paste the text").fill(text)
    page.get_by_role("button", name="See what is in it").click()
    page.wait_for_selector(".bring-in-summary")


@pytest.mark.parametrize("look", LOOKS, ids=["desk", "phone", "tablet"])
def test_both_steps_are_accessible_and_fit_the_screen(look, desk):
    page = desk(**look)
    for step in ("start", "look"):
        if step == "look":
            paste(page)
            for summary in page.locator("#content summary").all():
                summary.click()
        assert Axe().run(page).response["violations"] == []
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= look["viewport"]["width"]
        assert page.evaluate(SMALL_TARGETS) == []
        assert page.evaluate(OVERLAPPING_NUMBERS) == 0


def test_source_and_part_stand_side_by_side_only_where_there_is_room(desk):
    for look, is_beside in zip(LOOKS, [True, False, False], strict=True):
        page = desk(**look)
        paste(page)
        line = page.locator(f"#line-{FIRST_HEADING}").bounding_box()
        part = page.locator(f"#part-{FIRST_HEADING}").bounding_box()
        assert (part["x"] > line["x"] + line["width"]) == is_beside


def test_it_works_by_keyboard_alone(desk):
    page = desk()
    page.get_by_label("Paste the text").fill(ARTICLE)
    page.get_by_label("Paste the text").press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "See what is in it"
    page.keyboard.press("Enter")
    page.wait_for_selector(".bring-in-summary")

    page.locator(f"#part-{FIRST_HEADING}").focus()
    page.keyboard.type("Question")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Look again").focus()
    with page.expect_navigation():
        page.keyboard.press("Space")

    assert "Found: 1 heading," in page.locator(".bring-in-summary").inner_text()


def test_focus_is_never_hidden_by_the_row_of_buttons(desk):
    page = desk(viewport={"width": 1280, "height": 700})
    paste(page)
    row = page.locator(".bring-in-actions")
    for select in page.locator(".bring-in-row select:visible").all():
        select.focus()
        box, buttons = select.bounding_box(), row.bounding_box()
        assert box["y"] + box["height"] <= buttons["y"]


def test_going_back_keeps_the_text_and_stores_nothing(desk):
    page = desk()
    paste(page)

    page.get_by_role("button", name="Change the text").click()

    assert "The dishes are never" in page.get_by_label("Paste the text").input_value()
    assert not Article.objects.exists()


def test_back_button_after_the_draft_makes_no_second_one(desk):
    page = desk()
    paste(page)
    page.get_by_role("button", name="Make a draft").click()
    page.wait_for_url("**/change/**")

    with page.expect_navigation():
        page.evaluate("history.go(-2)")
    page.get_by_label("Paste the text").fill(ARTICLE)
    page.get_by_role("button", name="See what is in it").click()

    assert "is here already" in page.locator(".errornote").inner_text()
    assert Article.objects.count() == 1


def test_nothing_on_either_page_breaks_the_content_security_policy(desk):
    page = desk()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.reload()
    paste(page)

    assert said == []


def journey(page, site, path, corrected):
    """From a chosen file to the published article; one guess is put right."""
    page.get_by_label("Or choose a file").set_input_files(path)
    page.get_by_role("button", name="See what is in it").click()
    page.locator(f"#part-{corrected}").select_option("not-used")
    page.get_by_role("button", name="Look again").click()
    page.wait_for_selector(".bring-in-row.corrected")
    page.get_by_role("button", name="Make a draft").click()
    page.wait_for_url("**/change/**")

    body = page.locator("textarea[name=body]")
    body.fill(f"{body.input_value()}\n\nA sentence that was added by hand.")
    count = page.locator("[name=faqs-TOTAL_FORMS]").input_value()
    page.get_by_role("button", name="Add a question").click()
    page.locator(f"[name=faqs-{count}-question]").fill("What did it cost?")
    page.locator(f"[name=faqs-{count}-answer]").fill("An evening, and nothing else.")
    page.get_by_role("button", name="Save and publish").click()
    page.wait_for_url("**/publish/")
    page.get_by_role("button", name="Publish", exact=True).click()
    page.wait_for_url("**/change/**")
    return f"{site}{Article.objects.get().get_absolute_url()}"


def read_anonymously(browser, address):
    context = browser.new_context()
    reader = context.new_page()
    assert reader.goto(address).status == 200
    text = reader.locator("body").inner_text()
    references = reader.locator("[role=doc-biblioref]").count()
    assert context.cookies() == []
    context.close()
    return text, references


def test_file_becomes_an_article_that_readers_see(desk, site, browser, tmp_path):
    path = tmp_path / "kitchen.txt"
    path.write_text(ARTICLE)

    address = journey(desk(), site, path, STANDFIRST_LINE)

    text, references = read_anonymously(browser, address)
    assert "A sentence that was added by hand." in text
    assert "What did it cost?" in text
    assert LINES[STANDFIRST_LINE - 1] not in text
    assert references == 2


def test_real_article_becomes_one_that_readers_see(desk, site, browser, testdata):
    path = testdata / "articles" / "why-men-pull-away.txt"

    address = journey(desk(), site, path, corrected=3)

    text, references = read_anonymously(browser, address)
    assert "A sentence that was added by hand." in text
    assert path.read_text().split("\n")[2] not in text
    assert references == 3


@pytest.fixture
def taken(site, settings, tmp_path):
    """What somebody took along from here before two articles were removed."""
    settings.EXPORT_ROOT = tmp_path / "exports"
    texts = [make_article("On rest"), make_published_article("Why we argue")]
    zip_site(tmp_path / "taken" / "site.zip")
    for text in texts:
        text.publications.all().delete()
        text.delete()
    return tmp_path / "taken" / "site.zip"


@pytest.mark.parametrize("look", LOOKS, ids=["desk", "phone", "tablet"])
def test_one_text_of_a_taken_along_file_is_chosen_by_keyboard(look, desk, taken):
    page = desk(**look)
    page.get_by_label("Or choose a file").set_input_files(taken)
    page.get_by_role("button", name="See what is in it").click()
    page.wait_for_selector(".bring-in-offers")
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate(SMALL_TARGETS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate(
        "innerWidth"
    )

    page.get_by_role("checkbox", name="Why we argue").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Make drafts").focus()
    page.keyboard.press("Enter")

    page.wait_for_selector(".messagelist")
    assert "“Why we argue” is a draft now." in page.inner_text(".messagelist")
    assert Article.objects.get().title == "Why we argue"


def test_a_file_too_large_is_refused_when_it_is_chosen(desk, tmp_path):
    page = desk()
    field = page.get_by_label("Or choose a file")
    field.evaluate("field => field.dataset.mostBytes = 10")
    for size, refusals in ((11, 1), (10, 0)):
        (tmp_path / "site.zip").write_bytes(bytes(size))
        field.set_input_files(tmp_path / "site.zip")
        shown = page.get_by_role("alert").filter(has_text="larger than 200 MB")
        assert shown.count() == refusals
        assert field.evaluate("field => field.files.length") == 1 - refusals
