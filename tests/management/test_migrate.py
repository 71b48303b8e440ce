import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection

from articles.models import Reference
from articles.rendering import listing_of
from tests.factories import make_reference

TABLE = "practice_site_cache_for_a_test"


@pytest.fixture
def database_cache(settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": TABLE,
        }
    }
    return caches["default"]


@pytest.mark.django_db
@pytest.mark.parametrize("times", [1, 2])
def test_the_caches_table_comes_with_the_others(database_cache, times):
    for _ in range(times):
        call_command("migrate", verbosity=0)
    database_cache.set("tries", 5)
    assert database_cache.get("tries") == 5


@pytest.mark.django_db
@pytest.mark.parametrize("option", ["--plan", "--check"])
def test_only_asking_makes_nothing(database_cache, option, capsys):
    call_command("migrate", option, verbosity=0)
    assert TABLE not in connection.introspection.table_names()


@pytest.mark.django_db
def test_works_from_before_the_search_are_found_and_sorted_after_it():
    work = make_reference(family="Adams")
    Reference.objects.update(search_text="", sort_key="")

    call_command("migrate", verbosity=0)

    assert list(Reference.objects.matching("adams")) == [work]
    assert Reference.objects.get().sort_key.startswith("adams ada 2015")


@pytest.mark.django_db
def test_works_printed_before_there_were_listings_are_listed_after_it():
    printed, fresh = make_reference(), make_reference()
    Reference.objects.filter(pk=printed.pk).update(entry="<i>Risk</i><script>")

    call_command("migrate", verbosity=0)

    printed.refresh_from_db()
    fresh.refresh_from_db()
    assert printed.entry == "<i>Risk</i><script>"
    assert printed.listing == listing_of(printed.item, printed.entry).html
    assert fresh.listing == ""


@pytest.mark.django_db
def test_all_works_are_looked_through_however_many(monkeypatch):
    monkeypatch.setattr("articles.models.library.COMPARED_AT_ONCE", 2)
    for _ in range(5):
        make_reference()
    Reference.objects.update(entry="<i>Risk</i>")

    call_command("migrate", verbosity=0)

    assert [work.pk for work in Reference.objects.filter(listing="")] == []
    assert {work.is_printed_whole() for work in Reference.objects.all()} == {True}
