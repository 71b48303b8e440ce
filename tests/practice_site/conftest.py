import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from articles.models.roles import OWNERS
from tests.practice_site.real_site import behind_cache

PASSWORD = "a long walk by the river"


@pytest.fixture(autouse=True)
def no_former_attempts():
    cache.clear()


@pytest.fixture
def owner(db, django_user_model):
    user = django_user_model.objects.create_user(
        "ann", "ann@example.com", PASSWORD, is_staff=True
    )
    user.groups.add(Group.objects.get(name=OWNERS))
    return user


@pytest.fixture
def sign_in(client):
    def post(login="ann@example.com", password=PASSWORD, **extra):
        data = {"login": login, "password": password}
        return client.post("/accounts/login/", data, **extra)

    return post


@pytest.fixture
def one_connection(db):
    """The handler would close it, and with it the test's transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def cached(one_connection):
    """The real site behind a page cache that asks the database before each hit."""
    return behind_cache()
