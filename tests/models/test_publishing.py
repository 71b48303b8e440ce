from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import (
    Article,
    Citation,
    Clinician,
    DraftChanged,
    Generation,
    NotPublishable,
    Publication,
    PublishedPage,
    Reference,
    Revision,
    Stage,
)
from articles.source import ArticleSource

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def article():
    Clinician.objects.create(name_as_filed="Dana Reyes", slug="dana-reyes")
    article = Article.objects.create()
    write(article, title="First night")
    return article


def write(article, **texts):
    source = ArticleSource(authors=("dana-reyes",), **{"body": "Words.", **texts})
    article.refresh_from_db()
    article.write_draft(source, version=article.version)


def shown(now):
    return [publication.title for publication in Publication.objects.live(now)]


def stage(article, now):
    return Article.objects.with_state(now).get(pk=article.pk).state


@pytest.mark.parametrize(
    ("texts", "codes"),
    [
        ({"title": ""}, {"title-missing"}),
        ({"body": "As [@nobody1999] says."}, {"citation-unknown"}),
        ({"body": "![](figure:lamp)"}, {"figure-unknown"}),
    ],
)
def test_publishing_is_refused_while_a_problem_blocks(article, texts, codes):
    write(article, **{"title": "T", **texts})

    with pytest.raises(NotPublishable) as refusal:
        article.publish(now=NOW)

    assert {problem.code for problem in refusal.value.problems} == codes
    assert not Publication.objects.exists()


def test_article_without_author_is_refused(article):
    article.authorships.all().delete()

    with pytest.raises(NotPublishable, match="author"):
        article.publish(now=NOW)


def test_saving_a_draft_changes_nothing_that_readers_see(article):
    article.publish(now=NOW)
    before = list(PublishedPage.objects.values())

    write(article, title="Second night")
    article.take_revision(Revision.Reason.SAVED)

    assert shown(NOW + HOUR) == ["First night"]
    assert list(PublishedPage.objects.values()) == before
    assert stage(article, NOW).stage == Stage.LIVE_EDITED


def test_scheduled_version_is_seen_from_its_instant_on(article):
    article.publish(at=NOW + HOUR, now=NOW)

    assert shown(NOW + HOUR - timedelta(microseconds=1)) == []
    assert shown(NOW + HOUR) == ["First night"]


def test_schedule_again_replaces_the_scheduled_version(article):
    article.publish(at=NOW + HOUR, now=NOW)
    write(article, title="Second night")
    assert stage(article, NOW).stage == Stage.SCHEDULED_EDITED

    article.publish(at=NOW + HOUR, now=NOW)

    assert shown(NOW + HOUR) == ["Second night"]
    assert stage(article, NOW).stage == Stage.SCHEDULED


def test_publishing_now_removes_the_scheduled_version_and_keeps_the_withdrawal(
    article,
):
    article.publish(now=NOW)
    article.withdraw(at=NOW + 5 * HOUR, now=NOW)
    article.publish(at=NOW + 3 * HOUR, now=NOW)

    article.publish(now=NOW + HOUR)

    later = Publication.objects.future(NOW + HOUR)
    assert [publication.is_withdrawal for publication in later] == [True]


def test_withdrawn_article_keeps_its_first_date_when_it_returns(article):
    article.publish(now=NOW)
    article.withdraw(now=NOW + HOUR)
    assert shown(NOW + HOUR) == []
    assert stage(article, NOW + HOUR).stage == Stage.WITHDRAWN

    again = article.publish(now=NOW + 2 * HOUR)

    assert again.first_published_at == NOW


def test_only_a_change_with_a_note_moves_updated(article):
    assert article.publish(now=NOW).updated_at is None
    write(article, title="Small correction")
    assert article.publish(now=NOW + HOUR).updated_at is None
    write(article, title="New section")
    substantial = article.publish(now=NOW + 2 * HOUR, change_note="A new section")
    write(article, title="Comma")
    later = article.publish(now=NOW + 3 * HOUR)

    assert substantial.updated_at == later.updated_at == NOW + 2 * HOUR
    assert later.change_note == ""


@pytest.mark.parametrize("act", ["publish", "withdraw"])
def test_time_in_the_past_is_refused(article, act):
    article.publish(now=NOW)

    with pytest.raises(ValidationError, match="already passed"):
        getattr(article, act)(at=NOW - HOUR, now=NOW)


def test_withdrawing_what_nobody_sees_is_refused(article):
    with pytest.raises(ValidationError, match="don’t see"):
        article.withdraw(now=NOW)


def test_publishing_from_an_old_window_is_refused(article):
    seen = article.version
    write(article, title="Meanwhile")

    with pytest.raises(DraftChanged):
        article.publish(version=seen, now=NOW)


def test_two_publications_in_one_instant_both_stand(article):
    article.publish(now=NOW)
    write(article, title="Second night")
    article.publish(now=NOW)

    assert article.publications.count() == 2
    assert shown(NOW + HOUR) == ["Second night"]


def test_database_refuses_two_publications_at_one_instant(article):
    publication = article.publish(now=NOW)

    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.create(article=article, at=publication.at)


def test_going_back_is_one_step_and_keeps_what_was(article):
    article.publish(now=NOW)
    write(article, title="Regretted")
    article.publish(now=NOW + HOUR)

    article.go_back(now=NOW + 2 * HOUR)

    assert shown(NOW + 2 * HOUR) == ["First night"]
    assert "Regretted" in {r.source.title for r in article.revisions.all()}


def test_going_back_without_a_version_before_is_refused(article):
    article.publish(now=NOW)

    with pytest.raises(ValidationError, match="no version before"):
        article.go_back(now=NOW + HOUR)


def test_publication_keeps_rows_of_what_it_cites(article):
    Reference.add({"id": "herman1992", "type": "book", "title": "T"})
    write(article, title="T", body="Bare text.")
    first = article.publish(now=NOW)
    assert not Citation.objects.filter(publication=first).exists()


@pytest.mark.parametrize("act", ["publish", "withdraw", "cancel_scheduled"])
def test_what_changes_readers_pages_bumps_the_generation(article, act):
    article.publish(now=NOW)
    article.publish(at=NOW + 9 * HOUR, now=NOW)
    before = Generation.current()

    getattr(article, act)(now=NOW + HOUR)

    assert Generation.current() > before


def test_imported_article_may_carry_its_first_date(article):
    long_ago = datetime(2019, 5, 1, tzinfo=UTC)

    assert article.publish(now=NOW, first_published_at=long_ago).first_published_at == (
        long_ago
    )


def test_live_article_cannot_be_deleted(article):
    article.publish(now=NOW)

    with pytest.raises(ValidationError, match="Withdraw it first"):
        article.remove(NOW + HOUR)

    article.withdraw(now=NOW + HOUR)
    article.remove(NOW + 2 * HOUR)
    assert not Article.objects.exists()


def test_feed_identity_outlives_a_new_domain(article, settings):
    settings.SITE_URL = "https://old.example"
    article.publish(now=NOW)
    settings.SITE_URL = "https://new.example"
    article.publish(now=NOW + HOUR)

    assert Article.objects.get().tag_uri == f"tag:old.example,2026-03-01:{article.uuid}"


def test_second_of_two_equal_presses_is_refused(article):
    article.publish()
    first, second = (Article.objects.get(pk=article.pk) for _ in range(2))
    seen = {"version": article.version, "latest": article.latest_switch()}
    first.publish(change_note="Two studies added", **seen)

    with pytest.raises(DraftChanged):
        second.publish(change_note="Two studies added", **seen)

    assert article.publications.count() == 2


def test_what_is_done_by_a_clock_set_back_comes_after_what_was_done(article):
    """Each act holds at once, at every moment, whatever the clock said at it."""
    acts = ["publish", "withdraw", "publish", "withdraw"]
    for hours, act in zip((9, 5, 7, -9), acts, strict=True):
        with freeze(NOW + hours * HOUR):
            getattr(article, act)()
            seen = ["First night"] if act == "publish" else []
            for moment in (NOW - 99 * HOUR, NOW, NOW + 99 * HOUR):
                assert shown(moment) == seen
                assert (stage(article, moment).stage == Stage.LIVE) == bool(seen)
                assert not article.publications.future(moment).exists()


def test_what_was_planned_goes_by_the_clock_to_and_fro(article):
    article.publish(now=NOW)
    article.withdraw(at=NOW + HOUR, now=NOW)

    for hours, seen in ((2, []), (0, ["First night"]), (1, [])):
        assert shown(NOW + hours * HOUR) == seen


def test_nothing_is_planned_for_before_a_change_whose_clock_was_ahead(article):
    ahead = timezone.now() + 9000 * HOUR
    with freeze(ahead):
        article.publish()

    with pytest.raises(ValidationError, match="clock was ahead"):
        article.withdraw(at=timezone.now() + HOUR)
    article.withdraw(at=ahead + HOUR)
    assert shown(timezone.now()) == ["First night"]


@contextmanager
def freeze(moment):
    with patch.object(timezone, "now", lambda: moment):
        yield
