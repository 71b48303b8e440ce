"""The library from one end to the other in one sitting, with the keyboard alone."""

import pytest

from articles.admin.wording import moment
from articles.models import Article, Reference
from tests.factories import make_article, make_reference

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DOI = "10.1177/1745691614568352"
NAME = """() => {
  const at = document.activeElement;
  const words = at.matches("input:not([type=submit]), textarea") ? at.name
    : at.getAttribute("aria-label") || at.textContent || at.value || "";
  return words.trim();
}"""


def tab_to(page, name, *, key="Tab", most=120):
    """Press Tab until what bears this name (a field's own, or its words) has focus."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate(NAME) == name:
            return
    raise AssertionError(f"“{name}” is not reached by Tab")


def press(page, name):
    """Go to a link or button and press Return; waits for the page that follows."""
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_work_is_added_mended_cited_found_merged_and_parted_by_keyboard(
    desk, lookup_server
):
    twin = make_reference(
        "Holt-Lunstad", 2015, title="Lonelyness and isolation", DOI=""
    )
    make_article("Alone at night", body="It is said ", slug="alone-at-night")
    page = desk()

    press(page, "Add a reference")
    page.keyboard.type(DOI)
    press(page, "Find it")
    press(page, "Add it and look through the form")
    added = Reference.objects.get(doi_key=DOI)
    assert added.confirmation == "doi"

    tab_to(page, "author-0-given")
    page.keyboard.press("Control+A")
    page.keyboard.type("Juliana")
    press(page, "Save")
    added.refresh_from_db()
    assert added.item["author"][0]["given"] == "Juliana"

    press(page, "Articles")
    press(page, "Alone at night")
    tab_to(page, "body")
    page.keyboard.press("Control+End")
    page.keyboard.press("Shift+Tab")
    tab_to(page, "Cite", key="ArrowRight")
    page.keyboard.press("Enter")
    found = "**/*q=holt*"
    answers = []
    page.route(found, lambda answer: answers.append(answer))
    page.keyboard.type("holt social mortality")
    page.keyboard.press("Enter")
    assert page.locator("#cite-dialog").is_visible()
    page.unroute(found)
    for answer in answers:
        answer.continue_()
    page.wait_for_selector(f"#cite-found label:first-child input[value={added.key}]")
    page.keyboard.press("Enter")
    press(page, "Save draft")
    article = Article.objects.get()
    assert f"[@{added.key}]" in article.body

    press(page, "References")
    press(page, added.key)
    press(page, "Where it is used")
    assert "It is said" in page.locator("#content").inner_text()

    press(page, "Back to the reference")
    press(page, "Merge with another")
    tab_to(page, "other")
    page.keyboard.type(twin.key)
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Merge them")
    press(page, "Merge them")
    assert list(Reference.objects.all()) == [added]

    press(page, f"Take back: Merged, {merged_at(added)}")
    assert set(Reference.objects.all()) == {added, twin}
    assert page.violations == []


def merged_at(reference):
    return moment(reference.changes.get(what="merged").at)
