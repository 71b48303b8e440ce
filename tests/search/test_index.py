"""The index goes with what is published, and with nothing else."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from articles.models import PublishedPage, SearchEntry
from tests.factories import make_article, make_published_article

pytestmark = pytest.mark.django_db
TOMORROW = timedelta(days=1)


def titles():
    return sorted(SearchEntry.objects.values_list("title", flat=True))


def test_drafts_have_no_entry_and_publications_one():
    make_article("Draft")
    make_published_article("Live")
    make_published_article("Planned", at=timezone.now() + TOMORROW)

    assert titles() == ["live", "plan"]


def test_what_is_replaced_leaves_the_index():
    article = make_published_article("Sleep")
    article.title = "Grief"
    article.save()
    article.publish(version=article.version)

    assert titles() == ["griev"]
    assert SearchEntry.objects.get().pk == article.publications.first().pk


def test_withdrawn_and_cancelled_texts_leave_the_index():
    make_published_article("Gone").withdraw()
    make_published_article("Off", at=timezone.now() + TOMORROW).cancel_scheduled()

    assert titles() == []


def test_a_withdrawal_that_is_due_leaves_the_entry_until_then():
    make_published_article("Leaving").withdraw(at=timezone.now() + TOMORROW)

    assert titles() == ["leav"]


def test_deleting_an_article_leaves_nothing_behind():
    make_published_article("Gone").delete()

    assert not SearchEntry.objects.exists()


def test_entry_holds_the_stems_of_each_part():
    make_published_article(
        "Sleeping badly",
        standfirst="On nights.",
        body="Before.\n\n## Why it happens\n\nWorries, mostly.",
        faqs=[("Is it an illness?", "Seldom.")],
    )

    entry = SearchEntry.objects.get()
    assert (entry.title, entry.headings) == ("sleep badli", "happen")
    assert (entry.questions, entry.lead) == ("ill", "night")
    assert "worri mostli" in entry.body
    assert "worries" in entry.words.split()


def test_check_names_an_entry_that_differs_and_rerender_mends_it():
    make_published_article("Sleep")
    SearchEntry.objects.update(title="lie")
    with pytest.raises(CommandError, match="1 of 1"):
        call_command("rerender", check=True)

    call_command("rerender")

    assert titles() == ["sleep"]
    call_command("rerender", check=True)


def test_check_names_an_entry_that_is_missing():
    make_published_article("Sleep")
    SearchEntry.objects.all().delete()

    assert PublishedPage.objects.get().differs()


def test_rerender_forgets_what_a_scheduled_version_has_replaced():
    article = make_published_article("Sleep")
    article.title = "Dream"
    article.save()
    article.publish(at=timezone.now() + TOMORROW)
    article.publications.filter(at__gt=timezone.now()).update(at=timezone.now())
    assert titles() == ["dream", "sleep"]

    call_command("rerender")

    assert titles() == ["dream"]


def test_migration_indexes_what_is_live_or_scheduled_already():
    make_published_article("Live", standfirst="On sleep.", faqs=[("Why?", "So.")])
    make_published_article("Planned", at=timezone.now() + TOMORROW)
    make_published_article("Gone").withdraw()
    before = list(SearchEntry.objects.order_by("pk").values())
    SearchEntry.objects.all().delete()

    import_module("articles.migrations.0004_search").fill(apps, None)

    assert list(SearchEntry.objects.order_by("pk").values()) == before != []


def test_no_trigger_keeps_the_index():
    tables = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(tables[connection.vendor])
        assert cursor.fetchall() == []
