import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache

from articles.models.roles import OWNERS

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
