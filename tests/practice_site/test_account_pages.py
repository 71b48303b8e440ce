"""The sign-in pages in a browser: accessible, and within their own policy."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import override_settings

from articles.login_links import sign_in_link

PAGES = [
    "/accounts/login/",
    "/accounts/password/forgotten/",
    "/accounts/password/forgotten/sent/",
    "/accounts/password/new/1-x/",
    "/accounts/inactive/",
    "/accounts/link/x/",
]
SIGNED_IN_PAGES = ["/accounts/password/", "/accounts/logout/"]


def problems(page, url):
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(url)
    found = Axe().run(page).response["violations"]
    overflow = page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    policy = [text for text in said if "Content Security Policy" in text]
    return [violation["id"] for violation in found], policy, overflow


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_page_is_accessible(live_server, page, path, width):
    page.set_viewport_size({"width": width, "height": 700})
    assert problems(page, live_server.url + path) == ([], [], False)


def test_signed_in_pages_are_accessible(live_server, page, owner):
    with override_settings(SITE_URL=live_server.url):
        page.goto(sign_in_link(owner))
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("button", name="Sign in").click()
    for path in SIGNED_IN_PAGES:
        assert problems(page, live_server.url + path) == ([], [], False)
