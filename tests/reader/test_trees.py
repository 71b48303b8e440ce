"""What a screen reader is told of three pages, kept as text that a person has read.

After a change that is meant: WRITE_TREES=1 pytest tests/reader/test_trees.py, then
read what changed.
"""

import os
import re
from pathlib import Path

import pytest

from tests.reader.content import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
TREES = Path(__file__).parent / "trees"
# What differs from day to day, from run to run and by the order of the tests.
VARYING = [
    (re.compile(r"http://localhost:\d+"), "https://example.org"),
    (re.compile(r"[A-Z][a-z]+ \d{1,2}, 20\d\d"), "January 1, 2026"),
    (re.compile(r"\(20\d\d, [A-Z][a-z]+ \d{1,2}\)"), "(2026, January 1)"),
    (re.compile(r"/archive/20\d\d/"), "/archive/2026/"),
    (re.compile(r"study \d+"), "study 1"),
    (re.compile(r"example\.\d+"), "example.1"),
    (re.compile(r"\b20[2-9]\d\b"), "2026"),
]


@pytest.mark.parametrize("name", ["home", "article", "found"])
def test_tree_is_as_it_was_read(name, site, tab):
    page = tab(viewport={"width": 1280, "height": 800})
    page.goto(site + PAGES[name])
    tree = page.locator("body").aria_snapshot()
    for varying, fixed in VARYING:
        tree = varying.sub(fixed, tree)
    file = TREES / f"{name}.txt"
    if os.environ.get("WRITE_TREES"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(tree + "\n")

    assert tree + "\n" == file.read_text()
