import importlib.util
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def corpora():
    """The module beside this file that compares files with what is expected."""
    path = Path(__file__).with_name("corpora.py")
    spec = importlib.util.spec_from_file_location("reading_corpora", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
