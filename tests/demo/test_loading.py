import re
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from articles.demo import loading, read_demo
from articles.models import (
    Article,
    Clinician,
    DemoRecord,
    FormattedCitations,
    Image,
    Practice,
    Publication,
    Reference,
    Revision,
    Series,
    Stage,
    Topic,
    cite,
)
from tests.factories import make_reference
from tests.seen import assert_nothing_unseen

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo, loaded once for this module: its pictures take their time."""
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")),
        transaction.atomic(),
    ):
        loading.load(NOW)
        yield read_demo(NOW.date())
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db):
    return loaded


def counts():
    models = (Article, Clinician, Image, Reference, Revision, Series, Topic)
    return {model.__name__: model.objects.count() for model in models}


def test_demo_shows_each_state(demo):
    stages = {article.state.stage for article in Article.objects.with_state(NOW)}
    assert stages == {Stage.LIVE, Stage.LIVE_EDITED, Stage.SCHEDULED, Stage.DRAFT}


def test_series_stand_in_the_order_of_the_texts(demo):
    for series in Series.objects.all():
        slugs = series.articles.order_by("position").values_list("slug", flat=True)
        parts = [a for a in demo.articles if a.series == series.slug]
        assert list(slugs) == [
            part.slug for part in sorted(parts, key=lambda part: part.position)
        ]


def test_articles_are_as_old_as_the_texts_say(demo):
    dates = dict(
        Publication.objects.live(NOW).values_list("article__slug", "first_published_at")
    )
    assert dates == {
        article.slug: NOW - timedelta(days=article.published_days_ago)
        for article in demo.articles
        if article.state == "live"
    }


def test_one_article_says_what_changed_and_when(demo):
    changed = Publication.objects.live(NOW).exclude(change_note="").get()
    assert changed.updated_at == changed.at
    assert changed.first_published_at < changed.updated_at < NOW


def test_loading_again_makes_nothing(demo):
    before = counts()
    assert loading.load(NOW + timedelta(days=30)) == 0
    assert counts() == before


def test_every_page_stands_as_its_source_says(demo):
    out = StringIO()
    call_command("rerender", "--check", stdout=out)
    assert "0 changed" in out.getvalue()


def test_structured_data_of_every_page_says_what_the_page_shows(demo, client):
    sitemap = client.get("/sitemap.xml").text
    paths = re.findall(r"<loc>http://testserver(/[^<]*)</loc>", sitemap)

    assert len(paths) > 20
    for path in paths:
        assert_nothing_unseen(client, path)


def test_clearing_leaves_a_clean_start(demo):
    call_command("clear_demo", stdout=StringIO())

    assert set(counts().values()) == {0}
    assert Practice.current().is_untouched
    assert not DemoRecord.objects.exists()


@pytest.mark.parametrize("model", [Article, Reference, Clinician, Practice, Series])
def test_clearing_refuses_what_was_edited_and_removes_nothing(demo, model):
    thing = model.objects.first()
    field = {Reference: "note", Clinician: "biography", Practice: "tagline"}
    name = field.get(model, "title")
    setattr(thing, name, "Edited by somebody")
    thing.save()
    before = counts()

    with pytest.raises(CommandError, match="Edited"):
        call_command("clear_demo")

    assert counts() == before


def test_clearing_takes_edits_along_when_asked(demo):
    Topic.objects.update(description="Edited by somebody")
    with pytest.raises(CommandError, match="run clear_demo --edited"):
        call_command("clear_demo")

    call_command("clear_demo", "--edited", stdout=StringIO())

    assert set(counts().values()) == {0}
    assert Practice.current().is_untouched


def test_clearing_leaves_the_practice_and_the_formatted_works_of_others(demo):
    practice = Practice.current()
    practice.tagline, practice.home_picture = "Somebody's own", None
    practice.save()
    DemoRecord.objects.filter(content_type__model="practice").delete()
    own, of_demo = make_reference(), Reference.objects.first()
    for items in ([own.item], [own.item, of_demo.item]):
        cite(items, [])

    call_command("clear_demo", stdout=StringIO())

    assert Practice.current().tagline == "Somebody's own"
    [kept] = FormattedCitations.objects.values_list("result__references", flat=True)
    assert [key for key, _ in kept] == [own.key]


@pytest.mark.django_db
def test_loading_leaves_a_practice_that_was_filled_in():
    practice = Practice.current()
    practice.name = "Somebody's practice"
    practice.save()

    loading.load_practice(read_demo(NOW.date()).practice)

    assert Practice.current().name == "Somebody's practice"
