import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def no_sign_ins_counted():
    """Each test signs in anew from one address, where thirty a minute are the limit."""
    cache.clear()
