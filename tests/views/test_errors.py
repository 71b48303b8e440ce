import pytest
from django.db import DatabaseError, connection
from django.test import RequestFactory
from django.urls import path

from articles.urls import urlpatterns as reader_urls
from articles.views.errors import server_error
from practice_site import urls
from tests.factories import make_clinician


def fail(request):
    raise RuntimeError("a secret of the server")


class Addresses:
    """The site's addresses and one that fails."""

    urlpatterns = [path("fail/", fail), *urls.urlpatterns]
    handler404 = urls.handler404
    handler500 = urls.handler500


def refuse(execute, sql, params, many, context):
    raise DatabaseError("the disk is gone")


def test_error_page_stands_without_a_database():
    """No database mark: touching it fails, as it does when it is down."""
    response = server_error(RequestFactory().get("/"))
    text = response.content.decode()

    assert response.status_code == 500
    assert "Something went wrong here" in text
    assert 'href="tel:988"' in text
    assert "Suicide and Crisis Lifeline" in text


@pytest.mark.django_db
def test_error_page_stands_when_every_query_fails():
    make_clinician()
    with connection.execute_wrapper(refuse):
        response = server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert 'href="tel:988"' in response.content.decode()


@pytest.mark.django_db
def test_error_page_has_the_licences_when_they_can_be_had(client, settings):
    make_clinician()
    settings.ROOT_URLCONF = Addresses
    client.raise_request_exception = False

    response = client.get("/fail/")
    text = response.content.decode()

    assert response.status_code == 500
    assert "License No. 12345" in text
    assert "secret" not in text


@pytest.mark.django_db
def test_reader_s_page_with_the_database_down_is_the_error_page(client):
    client.raise_request_exception = False
    with connection.execute_wrapper(refuse):
        response = client.get("/articles/")

    assert response.status_code == 500
    assert "Something went wrong here" in response.content.decode()


@pytest.mark.django_db
def test_kind_page_is_shown_in_debug_too(client, settings):
    settings.DEBUG = True

    response = client.get("/nowhere/at/all/")

    assert response.status_code == 404
    assert "This page isn’t here" in response.content.decode()


def test_what_no_pattern_takes_comes_last():
    assert reader_urls[-1].name == "elsewhere"
    assert reader_urls[-2].name == "page"
