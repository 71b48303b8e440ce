"""What several packages' tests need: real test data, a media folder, a browser."""

import itertools
import os
from pathlib import Path

import hypothesis
import pytest
from django.core.management import call_command
from django_tasks.signals import task_started
from playwright.sync_api import expect, sync_playwright

from articles import tasks
from articles.lookup import pace
from tests import factories
from tests.answers import fresh_answers, kept_answers  # noqa: F401 (fixtures)
from tests.lookup.clock import FakeClock
from tests.lookup.server import LookupServer

ROOT = Path(__file__).parents[1]
CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

# No example has a deadline, and everybody gets the same ones, so that a change fails by
# what it changes; ``--hypothesis-profile=default`` looks for others.
hypothesis.settings.load_profile("ci")
# A busy machine has all the time it needs; what does come is waited for no longer.
SOON_ENOUGH = 60_000
expect.set_options(timeout=SOON_ENOUGH)

# Playwright's sync API keeps an event loop running in the tests' own thread.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
BROWSER_FIXTURES = {"browser", "page"}


def pytest_addoption(parser):
    parser.addoption(
        "--only-database",
        action="store_true",
        help="run what touches the database, without a browser: for a second database",
    )
    parser.addoption(
        "--except-database",
        action="store_true",
        help="run what --only-database leaves out",
    )


def pytest_collection_modifyitems(config, items):
    for item in items:
        if BROWSER_FIXTURES & set(item.fixturenames):
            item.add_marker("browser")
        if needs_postgresql(item):
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL"))
    if config.getoption("--only-database"):
        items[:] = [item for item in items if is_for_a_second_database(item)]
    if config.getoption("--except-database"):
        items[:] = [item for item in items if not is_for_a_second_database(item)]


def needs_postgresql(item):
    given = os.environ.get("DATABASE_URL", "")
    return item.get_closest_marker("postgresql") and not given.startswith("postgres")


def is_for_a_second_database(item):
    touches = DATABASE_FIXTURES & set(item.fixturenames)
    if item.get_closest_marker("browser"):
        return False
    return bool(touches or item.get_closest_marker("django_db"))


def testdata_folder():
    """Test data that is kept outside the repository, None where it is absent."""
    given = os.environ.get("PRACTICE_SITE_TESTDATA")
    folder = Path(given) if given else ROOT.parent / "shared" / "testdata"
    return folder if folder.is_dir() else None


@pytest.fixture(scope="session")
def testdata():
    folder = testdata_folder()
    if folder is None:
        pytest.skip("the shared test data is not here (PRACTICE_SITE_TESTDATA)")
    return folder


@pytest.fixture(autouse=True)
def numbered_anew():
    """What a test makes is numbered the same way whatever ran before it."""
    factories.numbers = itertools.count(1001)


@pytest.fixture
def media_root(settings, tmp_path):
    """A media folder of the test's own; without it, one folder serves the whole run."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": settings.MEDIA_ROOT, "base_url": "/media/"},
        },
    }
    return settings.MEDIA_ROOT


@pytest.fixture
def lookup_server(settings, monkeypatch):
    """Look-ups switched on, answered on this machine, and never made to wait."""
    with LookupServer() as server:
        settings.CONTACT_EMAIL = "library@example.com"
        settings.LOOKUP_SERVER = server.address
        monkeypatch.setattr(pace, "SHARED", pace.Pace(FakeClock()))
        yield server


@pytest.fixture(scope="session")
def browser():
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=CHROMIUM_ARGS, timeout=SOON_ENOUGH
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser):
    """A fresh tab of a fresh profile; close to what a first-time visitor has."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def worker(settings, monkeypatch):
    """Runs all that is due, in pieces as small as can be; gives the tasks' names.

    ``when_begun``: called with the names so far whenever one more begins.
    """
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(tasks, "MOMENT", 0)

    def run(when_begun=lambda names: None):
        names = []

        def note(task_result, **_):
            names.append(task_result.task.name)
            when_begun(names)

        task_started.connect(note)
        call_command("task_worker", batch=True, verbosity=0)
        task_started.disconnect(note)
        return names

    return run
