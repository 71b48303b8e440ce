"""What several packages' tests need: real test data, a media folder, a browser."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

# Playwright's sync API keeps an event loop running in the tests' own thread.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


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


@pytest.fixture(scope="session")
def browser():
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=CHROMIUM_ARGS
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser):
    """A fresh tab of a fresh profile; close to what a first-time visitor has."""
    context = browser.new_context()
    yield context.new_page()
    context.close()
