"""From an empty database to the first published article, as a person does it."""

from io import StringIO

import pytest
from django.core.management import call_command

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "correct horse battery staple"


@pytest.fixture
def site(live_server, settings):
    settings.SITE_URL = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    return live_server.url


def set_up(page):
    out = StringIO()
    call_command("setup_practice", email="owner@example.com", stdout=out)
    page.goto(out.getvalue().strip())
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.locator("main button[type=submit], form button[type=submit]").first.click()


def add_clinician(page, site):
    page.goto(f"{site}/admin/articles/clinician/add/")
    page.locator("[name=name_as_filed]").fill("Dana Reyes")
    page.locator("[name=slug]").fill("dana-reyes")
    if not page.locator("[name=licences-0-kind]").is_visible():
        page.get_by_text("Add another Licence").click()
    page.locator("[name=licences-0-kind]").select_option("lmft")
    page.locator("[name=licences-0-number]").fill("123456")
    page.locator("[name=licences-0-state]").fill("California")
    page.get_by_role("button", name="Save", exact=True).click()


def write_article(page, site):
    page.goto(f"{site}/admin/articles/article/add/")
    page.locator("[name=title]").fill("On sleeping badly")
    page.locator("textarea[name=body]").fill("A bad night is a night like others.")
    page.get_by_role("button", name="Add an author").click()
    page.locator("[name=authorships-0-clinician]").select_option(label="Dana Reyes")
    page.get_by_role("button", name="Save and publish").click()


def test_empty_site_has_its_first_article_in_one_sitting(page, site, browser):
    set_up(page)
    add_clinician(page, site)
    write_article(page, site)
    page.get_by_role("button", name="Publish", exact=True).click()
    page.wait_for_load_state()

    reader = browser.new_context().new_page()
    answer = reader.goto(f"{site}/articles/on-sleeping-badly/")

    assert answer.status == 200
    assert reader.get_by_role("heading", level=1).inner_text() == "On sleeping badly"
    assert "A bad night is a night like others." in reader.content()
    assert "Dana Reyes, Licensed Marriage and Family Therapist" in reader.content()
    assert reader.context.cookies() == []
    reader.context.close()
