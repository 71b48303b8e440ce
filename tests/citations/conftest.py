import json
import re
from pathlib import Path

import pytest

from articles.citations import CitationItem, Cluster, EngineError
from articles.citations.pandoc import pandoc_path


@pytest.fixture(autouse=True)
def always_anew(fresh_answers):
    """Nothing is taken from what pandoc answered before."""


@pytest.fixture(scope="session")
def pandoc():
    """Where pandoc is not installed, what needs it is skipped."""
    try:
        return pandoc_path()
    except EngineError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def read_json():
    return lambda path: json.loads(Path(path).read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def without_links():
    return lambda html: re.sub(r"</?a\b[^>]*>", "", html)


@pytest.fixture(scope="session")
def cited():
    """A parenthesis, or a narrative mention, of the works with these keys."""

    def make(id, *keys, narrative=False, **details):
        items = tuple(CitationItem(key, **details) for key in keys)
        return Cluster(id, items, narrative)

    return make
