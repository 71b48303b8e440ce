"""One site for all these tests, made and served once; they only read it."""

from pathlib import Path

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.management import call_command
from django.http import HttpResponse
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from practice_site.static_files import with_imports
from tests.conftest import ROOT
from tests.reader.content import make_site

STYLESHEET = "css/site.css"
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    """Last of all, since the site's rows are in the database itself meanwhile."""
    items.sort(key=lambda item: HERE in item.path.parents)


class Styles(dict):
    """Where ``with_imports`` finds a stylesheet."""

    def __missing__(self, name):
        return self, name

    def open(self, name):
        return (ROOT / "static" / name).open("rb")


def whole_stylesheet():
    """What production serves: one file in the place of those it imports."""
    css = (ROOT / "static" / STYLESHEET).read_text()
    return with_imports(css, STYLESHEET, Styles())


class OneStylesheet(StaticFilesHandler):
    def serve(self, request):
        if request.path == f"/static/{STYLESHEET}":
            return HttpResponse(whole_stylesheet(), content_type="text/css")
        return super().serve(request)


@pytest.fixture(scope="package")
def site(django_db_setup, django_db_blocker):
    """The address of a site with every kind of page; pages are not in DEBUG."""
    with django_db_blocker.unblock():
        server = LiveServer("localhost", start=False)
        server.thread.static_handler = OneStylesheet
        server.start()
        given = {"SITE_URL": server.url, "ROOT_URLCONF": "tests.reader.urls"}
        with override_settings(**given, ALLOWED_HOSTS=["localhost"]):
            make_site()
            yield server.url
        server.stop()
        call_command("flush", verbosity=0, interactive=False)


@pytest.fixture
def tab(browser):
    """A function that opens a tab with a look; notes what the browser complains of."""
    contexts = []

    def open_tab(**look):
        context = browser.new_context(**look)
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.requested = []
        page.on("request", lambda request: page.requested.append(request.url))
        return page

    yield open_tab
    for context in contexts:
        context.close()
