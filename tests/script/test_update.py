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


def test_every_pin_of_the_site_is_seen(update):
    text = (ROOT / "requirements.txt").read_text()
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
