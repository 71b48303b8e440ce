"""What the dialog that cites takes for an answer."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_article, make_reference

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Two frames later, whatever came with an answer stands on the page.
SHOWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def test_what_comes_late_for_other_words_is_not_cited(desk):
    make_reference(title="First of all works")
    article = make_article("Alone at night", body="It is said ")
    page = desk(f"/admin/articles/article/{article.pk}/change/")
    held = []
    page.route("**/*q=", lambda route: held.append(route))
    page.get_by_role("button", name="Cite", exact=True).first.click()
    expect(page.locator("#cite-dialog")).to_be_visible()
    # The search for the words that are typed has not begun yet.
    page.evaluate("window.setTimeout = () => 0")
    page.keyboard.type("holt")

    with page.expect_event("response"):
        held[0].continue_()
    page.evaluate(SHOWN)
    page.keyboard.press("Enter")

    expect(page.locator("#cite-dialog")).to_be_visible()
    expect(page.locator("#cite-found input")).to_have_count(0)
