import pytest
from django.core.checks import run_checks
from django.core.management import call_command

from articles import checks
from articles.models import Clinician
from tests.factories import make_article


def found(**options):
    return {message.id for message in run_checks(**options)}


def test_the_site_as_shipped_is_clean():
    assert found() == set()


def test_mounting_markdownx_is_an_error(settings):
    settings.ROOT_URLCONF = "markdownx.urls"
    assert list(checks.markdownx_is_not_mounted(None))


@pytest.mark.parametrize(
    ("site_url", "hosts", "is_wrong"),
    [
        ("https://www.example.com", ["www.example.com"], False),
        ("https://www.example.com:8000", [".example.com"], False),
        ("https://www.example.com", ["example.com"], True),
        ("https://www.example.com", ["www.example.org"], True),
    ],
)
def test_the_sites_own_host_must_be_allowed(settings, site_url, hosts, is_wrong):
    settings.SITE_URL = site_url
    settings.ALLOWED_HOSTS = hosts
    assert ("articles.E003" in found()) is is_wrong


@pytest.mark.parametrize("root", ["MEDIA_ROOT", "STATIC_ROOT"])
def test_exports_must_not_lie_where_readers_reach_them(settings, root):
    settings.EXPORT_ROOT = f"{getattr(settings, root)}/exports"
    assert "articles.E004" in found()


def test_any_host_is_a_warning_before_going_public(settings):
    settings.ALLOWED_HOSTS = ["*"]
    assert "articles.W001" in found(include_deployment_checks=True)
    assert "articles.W001" not in found()


@pytest.fixture
def live_article(db):
    article = make_article()
    article.publish()
    return article


def about_the_practice():
    return found(databases=["default"])


@pytest.mark.django_db
def test_an_empty_site_needs_no_licence_yet():
    assert about_the_practice() == set()


def test_a_public_article_needs_what_the_law_asks_for(live_article):
    pages = {"articles.W004", "articles.W006"}
    assert about_the_practice() == pages | {"articles.W007"}
    Clinician.objects.get().licences.all().delete()
    assert about_the_practice() == pages | {"articles.W003", "articles.W007"}


def test_nobody_asks_the_database_unbidden(live_article, django_assert_num_queries):
    with django_assert_num_queries(0):
        call_command("check")
