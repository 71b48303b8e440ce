"""What pandoc and the picture process answered, kept while the tests run.

Each is a program that needs a fifth of a second to start and gives the same answer to
the same question. Who asks again, in another test or on the other database, gets the
real answer without a new start. Tests of these programs ask them each time.
"""

import hashlib
import os
import pickle
import sys
import tempfile
from functools import wraps
from pathlib import Path

import pytest

from articles.citations import document, pandoc
from articles.imaging import child


def kept(ask, folder, program):
    """``ask``, whose answers are kept in ``folder``; a failure is not kept.

    ``program``: a function that names what would be started.
    """

    @wraps(ask)
    def asked(*question, **more):
        whole = repr((ask.__module__, str(program()), question, sorted(more.items())))
        place = folder / hashlib.sha256(whole.encode()).hexdigest()
        if place.exists():
            return pickle.loads(place.read_bytes())  # noqa: S301 (written below)
        answer = ask(*question, **more)
        # Whole or not at all, as others read here at the same time.
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            file.write(pickle.dumps(answer))
        Path(file.name).rename(place)
        return answer

    return asked


@pytest.fixture(scope="session", autouse=True)
def kept_answers(tmp_path_factory):
    """``script/test`` names a folder that all its runs share."""
    given = os.environ.get("PRACTICE_SITE_TEST_ANSWERS")
    folder = Path(given) if given else tmp_path_factory.mktemp("answers")
    with pytest.MonkeyPatch.context() as patch:
        run = kept(pandoc.run_pandoc, folder, lambda: pandoc.pandoc_path())
        patch.setattr(document, "run_pandoc", run)
        ask = kept(child._answer, folder, lambda: sys.executable)
        patch.setattr(child, "_answer", ask)
        yield


@pytest.fixture
def fresh_answers(monkeypatch):
    """The programs themselves, started for each question."""
    monkeypatch.setattr(document, "run_pandoc", pandoc.run_pandoc)
    monkeypatch.setattr(child, "_answer", child._answer.__wrapped__)
