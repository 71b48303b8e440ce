import pytest
from django.contrib.auth.models import Group, User
from django.core.cache import cache

from tests.browser.signing_in import PASSWORD, sign_in
from tests.factories import make_clinician, make_practice


@pytest.fixture(autouse=True)
def no_sign_ins_counted():
    """Each test signs in anew from one address, where thirty a minute are the limit."""
    cache.clear()


@pytest.fixture
def site(live_server, settings, media_root):
    settings.SITE_URL = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    make_practice(name="Two Trees Psychotherapy")
    make_clinician("Dana Reyes")
    user = User.objects.create_user("dana", "dana@example.com", PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name="Owners"))
    return live_server.url


@pytest.fixture
def desk(browser, site):
    """desk(path, **look): a tab of somebody who is signed in; ``page.violations``."""
    contexts = []

    def open_desk(path="/admin/", **look):
        context = browser.new_context(**look)
        contexts.append(context)
        page = context.new_page()
        page.violations = []
        page.on("console", lambda message: note(page, message))
        page.on("pageerror", lambda error: page.violations.append(str(error)))
        page.goto(f"{site}{path}")
        sign_in(page)
        page.wait_for_url(f"**{path}")
        return page

    yield open_desk
    for context in contexts:
        context.close()


def note(page, message):
    if "Content Security Policy" in message.text:
        page.violations.append(message.text)
