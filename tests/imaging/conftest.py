import pytest


@pytest.fixture(autouse=True)
def always_anew(fresh_answers):
    """Nothing is taken from what the picture process answered before."""
