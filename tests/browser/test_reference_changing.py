"""Changing, merging and taking back as a person does it, by keyboard alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Group, User
from django.urls import reverse

from articles.models import PendingChange, PublishedPage, Reference
from tests.browser.signing_in import PASSWORD, sign_in
from tests.factories import make_practice, make_published_article, make_reference

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(page, live_server, settings, media_root):
    """desk(reference, view): a signed-in tab at a screen of the work."""
    settings.SITE_URL = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    make_practice(name="Two Trees Psychotherapy")
    user = User.objects.create_user("dana", "dana@example.com", PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name="Reference administrators"))

    def open_desk(reference, view="change"):
        path = reverse(f"admin:articles_reference_{view}", args=[reference.pk])
        page.goto(f"{live_server.url}{path}")
        sign_in(page)
        page.wait_for_url(f"**{path}")
        return page

    return open_desk


@pytest.fixture
def cited():
    reference = make_reference("Reyes", title="Old words on sleep")
    make_published_article("Sleep", body=f"As [@{reference.key}] says.")
    return reference


def press(page, name, most=60):
    """Press Tab until the button or link of this name has the focus, then Return."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(NAME) == name:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"“{name}” is not reached by Tab")


NAME = """() => {
  const at = document.activeElement;
  return (at.textContent || at.value || "").trim();
}"""


def change_title(page, title):
    page.locator("[name=work_title]").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(title)
    page.locator("#content input[name=_save]:visible").last.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Nothing has been saved yet")


def assert_accessible(page):
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_changed_title_is_asked_about_and_reaches_the_article(desk, cited, live_server):
    page = desk(cited)
    change_title(page, "New words on sleep")
    assert page.locator("ins").first.inner_text() == "New"
    assert_accessible(page)
    press(page, "Back to the form")
    page.wait_for_selector("[name=work_title]")
    assert page.locator("[name=work_title]").input_value() == "New words on sleep"

    change_title(page, "Newer words on sleep")
    press(page, "Save and change 1 article")
    page.wait_for_selector("text=changed successfully")

    page.goto(f"{live_server.url}/articles/sleep/")
    assert "Newer words on sleep" in page.content()


def test_change_waits_and_is_published(desk, cited, live_server):
    page = desk(cited)
    change_title(page, "New words on sleep")
    press(page, "Keep as a waiting change")
    page.wait_for_selector("text=A change waits since")
    assert Reference.objects.get().title == "Old words on sleep"

    press(page, "look at it, publish it or drop it")
    page.wait_for_selector("text=What differs")
    assert_accessible(page)
    press(page, "Publish it")
    page.wait_for_selector("text=Nothing has been saved yet")
    press(page, "Save and change 1 article")
    page.wait_for_selector("text=Published.")

    assert not PendingChange.objects.exists()
    page.goto(f"{live_server.url}/articles/sleep/")
    assert "New words on sleep" in page.content()


def test_duplicate_is_merged_and_taken_back(desk, cited):
    twin = make_reference("Reyes", title="Old words on sleep", DOI="")
    before = PublishedPage.objects.get().document_data
    page = desk(twin, "merge")
    page.set_viewport_size({"width": 375, "height": 812})
    press(page, str(cited))
    page.wait_for_selector("text=Merge them")
    assert_accessible(page)
    press(page, "Merge them")
    page.wait_for_selector("text=Merged.")
    assert list(Reference.objects.all()) == [twin]
    assert PublishedPage.objects.get().document_data != before

    assert_accessible(page)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 375
    press(page, "Take back")
    page.wait_for_selector("text=Taken back.")
    assert set(Reference.objects.all()) == {cited, twin}
    assert PublishedPage.objects.get().document_data == before


def test_progress_counts_on_by_itself(desk, cited):
    cited.write({**cited.item, "title": "New words on sleep"})
    page = desk(cited)
    assert page.get_by_text("0 of 1 article made anew.").is_visible()
    PublishedPage.objects.get().rerender()
    page.wait_for_selector("text=All articles are made anew.")
