"""Newer pins: which are taken, and how a file's text changes by them."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = """\
# What the site runs on.
django==5.2.19
django-allauth[mfa]==65.21.1

pyyaml==6.0.3
PyPDF>=3
"""


@pytest.fixture
def update(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "script" / "run"))
    yield importlib.import_module("update")
    for name in ("update", "installing", "sentences", "debian"):
        sys.modules.pop(name, None)


def test_only_exact_pins_are_pins(update):
    assert update.pins(TEXT) == {
        "django": "5.2.19",
        "django-allauth": "65.21.1",
        "pyyaml": "6.0.3",
    }


def test_a_newer_pin_changes_its_line_and_no_other(update):
    newer = {"django-allauth": ("65.21.1", "65.22.0")}
    changed = update.with_pins(TEXT, newer)
    assert changed == TEXT.replace("65.21.1", "65.22.0")


def test_django_stays_in_its_series_with_long_support(update):
    assert update.held("django", "5.2.19") == ">=5.2.19,<5.3"
    assert update.held("pillow", "13.0.0") == ">=13.0.0"


@pytest.mark.parametrize(
    ("found", "is_newer"),
    [("6.0.4", True), ("6.0.10", True), ("6.0.3", False), ("6.0.2", False)],
)
def test_only_what_is_newer_is_shown(update, found, is_newer):
    newer = update.newer_pins({"pyyaml": "6.0.3"}, {"pyyaml": found})
    assert newer == ({"pyyaml": ("6.0.3", found)} if is_newer else {})


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-s3.txt"])
def test_every_pin_of_the_site_is_seen(update, name):
    text = (ROOT / name).read_text()
    lines = [line for line in text.splitlines() if line and line[0] != "#"]
    assert len(update.pins(text)) == len(lines)


def test_without_a_connection_one_sentence_says_so(update, monkeypatch):
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    with pytest.raises(update.Stop, match="no connection to the package index"):
        update.resolved({"pyyaml": "6.0.3"})


def test_nothing_is_taken_in_that_was_not_tried():
    done = subprocess.run(
        [ROOT / "script" / "update", "--apply", "--quick"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert "not tried" in done.stderr


@pytest.fixture
def pinned(update, monkeypatch, tmp_path):
    """A requirements file of the test's own, and the record of what is installed."""
    file, stamp = tmp_path / "requirements.txt", tmp_path / "installed.json"
    file.write_text(TEXT)
    stamp.write_text("{}")
    monkeypatch.setattr(update, "STAMP", stamp)
    return file


def test_what_was_tried_is_written_and_installed(update, pinned, monkeypatch):
    seen = []
    monkeypatch.setattr(
        update.installing, "install", lambda _: seen.append(pinned.read_text())
    )
    update.take_in({pinned: TEXT}, {pinned: "django==5.2.20\n"})
    assert seen == ["django==5.2.20\n"]
    assert pinned.read_text() == "django==5.2.20\n"


@pytest.mark.parametrize("stopped_by", [KeyboardInterrupt, OSError, None])
def test_what_cannot_be_installed_is_put_back(update, pinned, monkeypatch, stopped_by):
    stopped_by = stopped_by or update.Stop
    seen = []

    def install(_):
        seen.append(pinned.read_text())
        if len(seen) == 1:
            raise stopped_by

    monkeypatch.setattr(update.installing, "install", install)
    with pytest.raises(stopped_by):
        update.take_in({pinned: TEXT}, {pinned: "django==5.2.20\n"})
    assert pinned.read_text() == TEXT
    # The environment is made of the old ones again, whatever had been exchanged in it.
    assert seen[-1] == TEXT
    assert not update.STAMP.exists()


def test_only_while_fetching_a_refused_connection_is_a_missing_network(update):
    refused = [sys.executable, "-c", "raise SystemExit('Connection refused')"]
    with pytest.raises(update.Stop, match="no connection to the package index"):
        update.step(refused, "They were not fetched", is_fetching=True)
    with pytest.raises(update.Stop, match="The tests fail with them"):
        update.step(refused, "The tests fail with them")
