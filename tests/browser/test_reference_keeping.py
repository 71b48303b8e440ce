"""The library kept in order by keyboard alone, under the site's own policy."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from articles.models import Notice, Reference
from tests.factories import make_published_article, make_reference

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = [
    {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    {"color_scheme": "dark", "viewport": {"width": 375, "height": 812}},
]


def follow(page, name):
    page.get_by_role("link", name=name).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def press(page, name):
    page.get_by_role("button", name=name).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def violations(page):
    found = Axe().run(page, options={"runOnly": TAGS}).response["violations"]
    return [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found]


def retracted_work():
    reference = make_reference("Wakefield", title="A work that was taken back")
    make_published_article("Why we argue", slug="why", body=f"So [@{reference.key}].")
    reference.notices.create(
        kind="retraction",
        notice_id="10.5555/notice",
        source="retraction-watch",
        details={"date": [2012, 3]},
    )
    return reference


def test_retraction_is_followed_from_the_desk_and_printed(desk, site):
    reference = retracted_work()
    page = desk()

    follow(page, "1 retracted: decide what that means")
    follow(page, reference.key)
    expect(page.get_by_role("alert")).to_contain_text("has been retracted, March 2012")
    follow(page, "Decide what it means here")
    press(page, "Confirm the retraction")

    expect(page.locator(".messagelist")).to_contain_text("Confirmed")
    assert Notice.objects.get().decision == "confirmed"
    page.goto(f"{site}/articles/why/")
    # What is seen of the list, without the cards that open at a citation.
    printed = page.locator(".reference-list").inner_text()
    assert "(Retraction published 2012)" in printed
    assert page.violations == []


def test_source_is_seen_and_found_where_it_is_used(desk):
    reference = make_reference()
    make_published_article("Alone", slug="alone", body=f"It hurts [@{reference.key}].")
    page = desk(f"/admin/articles/reference/{reference.pk}/checks/")

    page.get_by_label("A note, if you like").focus()
    page.keyboard.type("book on my shelf")
    press(page, "I have seen this source")
    expect(page.locator("#content-main")).to_contain_text("Seen by dana")
    assert Reference.objects.get().note == "book on my shelf"

    follow(page, "Back to the reference")
    follow(page, "Where it is used")
    expect(page.locator("mark")).to_have_text(f"[@{reference.key}]")
    follow(page, "Alone")
    expect(page.locator("#id_title")).to_have_value("Alone")
    assert page.violations == []


@pytest.mark.parametrize("look", LOOKS, ids=["light, wide", "dark, narrow"])
def test_screens_are_accessible_and_fit(desk, look):
    reference = retracted_work()
    for _ in range(2):
        make_reference(title="Twice", DOI="")
    page = desk(**look)
    addresses = ["", "articles/reference/duplicates/"]
    addresses += [f"articles/reference/{reference.pk}/{n}/" for n in ("checks", "used")]

    for address in addresses:
        page.goto(f"{page.url.split('/admin/')[0]}/admin/{address}")
        assert violations(page) == [], address
        width = "document.documentElement.scrollWidth - innerWidth"
        assert page.evaluate(width) <= 0, address
