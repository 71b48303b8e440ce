"""People signed in with each role, and a way to send an article's form."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from tests.admin.forms import form_data


def person(group):
    name = group.split()[0].lower()
    user = User.objects.create_user(
        name, email=f"{name}@example.com", is_staff=True, first_name=group
    )
    user.groups.add(Group.objects.get(name=group))
    return user


def client_of(user):
    client = Client()
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def owner(db, media_root):
    return client_of(person("Owners"))


@pytest.fixture
def therapist(db, media_root):
    return client_of(person("Therapists"))


@pytest.fixture
def administrator(db):
    return client_of(person("Reference administrators"))


@pytest.fixture
def anonymous(db):
    return Client()


@pytest.fixture
def write(therapist):
    """write(article, client=…, **changes): save the form with some fields changed."""

    def write(article=None, *, client=None, opened=None, files=None, **changes):
        client = client or therapist
        url = form_url(article)
        opened = opened or client.get(url)
        data = form_data(opened) | {"_continue": "1"} | changes | (files or {})
        return client.post(url, data)

    return write


def form_url(article):
    if article is None:
        return reverse("admin:articles_article_add")
    return reverse("admin:articles_article_change", args=[article.pk])
