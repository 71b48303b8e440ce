"""A reference written by keyboard alone, in a browser under the site's own policy."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from articles.models import Reference
from tests.factories import make_reference

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ADD = "/admin/articles/reference/add/"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = [
    {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    {"color_scheme": "dark", "viewport": {"width": 375, "height": 812}},
]


def panel(page):
    return page.locator("#reference-look")


def type_into(page, id, text):
    page.locator(f"#{id}").focus()
    page.keyboard.type(text)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.focus()
    page.keyboard.press("Enter")


def focused(page):
    return page.evaluate("document.activeElement.id")


def violations(page):
    found = Axe().run(page, options={"runOnly": TAGS}).response["violations"]
    return [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found]


def test_report_is_added_by_keyboard_and_seen_as_one_types(desk):
    page = desk(ADD)
    page.locator("#id_kind").focus()
    page.keyboard.type("Report")
    expect(page.locator("[name=shown_kind]")).to_have_value("report")
    expect(page.locator("#id_publisher")).to_be_visible()
    assert focused(page) == "id_kind"

    press(page, "Add a group")
    assert focused(page) == "id_author-1-literal"
    page.keyboard.type("Office of the Surgeon General")
    page.keyboard.press("Tab")
    page.keyboard.type("OSG")
    type_into(page, "id_issued_year", "2023")
    type_into(page, "id_work_title", "Our Epidemic of Loneliness and Isolation")
    expect(panel(page)).to_contain_text("(Office of the Surgeon General [OSG], 2023)")
    expect(panel(page)).to_contain_text("capitals like a headline")

    press(page, "Take this over")
    expect(page.locator("#id_work_title")).to_have_value(
        "Our epidemic of loneliness and isolation"
    )
    press(page, "Save")
    page.wait_for_url("**/admin/articles/reference/")

    item = Reference.objects.get().item
    assert item["type"] == "report"
    assert item["author"][0]["abbreviation"] == "OSG"
    assert page.violations == []


def test_kind_is_changed_to_and_fro_without_losing_a_word(desk):
    page = desk(ADD)
    type_into(page, "id_author-0-family", "Vedantam")
    type_into(page, "id_issue", "7")
    type_into(page, "id_work_title", "Hidden brain")

    page.locator("#id_kind").select_option("podcast")
    expect(page.locator("#host-group")).to_be_visible()
    expect(page.locator("#id_medium")).to_have_value("Audio podcast episode")
    expect(page.locator("#id_issue")).to_have_value("7")
    page.locator("#id_kind").select_option("journal-article")
    expect(page.locator("#id_container")).to_be_visible()

    expect(page.locator("#id_author-0-family")).to_have_value("Vedantam")
    expect(page.locator("#id_work_title")).to_have_value("Hidden brain")
    expect(page.locator("#id_medium")).to_have_count(0)


def test_names_are_moved_and_what_is_missing_leads_to_its_field(desk):
    people = [{"family": name, "given": "A."} for name in ("One", "Two", "Three")]
    reference = make_reference(author=people, volume="", DOI="")
    page = desk(f"/admin/articles/reference/{reference.pk}/change/")

    page.get_by_role("button", name="Move up", exact=True).last.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("#author-group [data-status]")).to_have_text(
        "Moved to number 1 of 3."
    )
    expect(panel(page)).to_contain_text("Three, A., One, A., & Two, A.")
    panel(page).get_by_role("link", name="volume").focus()
    page.keyboard.press("Enter")
    assert focused(page) == "id_volume"
    page.keyboard.type("12")
    press(page, "Save and stay here")

    expect(page.locator(".messagelist")).to_contain_text("was changed")
    reference.refresh_from_db()
    assert [name["family"] for name in reference.item["author"]] == [
        "Three",
        "One",
        "Two",
    ]
    assert reference.item["volume"] == "12"


def test_lost_connection_is_said_and_loses_nothing(desk):
    page = desk(ADD)
    page.context.set_offline(True)

    type_into(page, "id_work_title", "Sleep")
    expect(panel(page)).to_contain_text("What you typed is still here.")
    page.locator("#id_kind").select_option("book")
    expect(page.locator("#desk-alert")).to_contain_text("What you typed is still here")
    page.context.set_offline(False)
    page.locator("#id_kind").select_option("video")

    expect(page.locator("#id_medium")).to_have_value("Video")
    expect(page.locator("#id_work_title")).to_have_value("Sleep")


@pytest.mark.parametrize("look", LOOKS, ids=["desk", "phone"])
def test_form_passes_axe_and_fits_with_every_hint(desk, look):
    make_reference(family="Reyes", year=2019, title="Sleep and grief")
    page = desk(ADD, **look)
    type_into(page, "id_author-0-family", "Reyes")
    type_into(page, "id_issued_year", "2019")
    type_into(page, "id_work_title", "Sleep And Grief")
    expect(panel(page)).to_contain_text("This may be here already")
    for details in page.locator("details").all():
        details.locator("summary").click()

    assert page.violations == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert violations(page) == []
