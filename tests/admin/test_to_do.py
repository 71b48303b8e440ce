"""What of the texts waits for somebody, on the desk's first page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_article, make_published_article

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def waiting(client, heading):
    """What stands under ``heading``, in order."""
    groups = dict(client.get("/admin/").context["to_do"])
    return [item.text for item in groups.get(heading, ())]


def test_the_five_that_appear_soonest_are_named_in_their_order(therapist):
    now = timezone.now()
    for hours in (6, 2, 5, 1, 4, 3):
        make_published_article(f"In {hours}", at=now + hours * HOUR)

    assert waiting(therapist, "Scheduled") == [f"In {n}" for n in (1, 2, 3, 4, 5)]


def test_what_is_live_or_due_to_go_is_not_scheduled(therapist):
    make_published_article("Going").withdraw(at=timezone.now() + HOUR)

    assert waiting(therapist, "Scheduled") == []


def test_a_newer_text_of_a_live_article_is_scheduled(therapist):
    article = make_published_article("Why we argue")
    article.title = "Why we argue less"
    article.save()
    article.settle_draft()
    article.publish(at=timezone.now() + HOUR)

    assert waiting(therapist, "Scheduled") == ["Why we argue less"]
    assert waiting(therapist, "Drafts and unpublished changes") == []


def test_drafts_and_changes_are_named_and_what_equals_its_page_is_not(therapist):
    make_published_article("Live")
    changed = make_published_article("Changed")
    make_article("Draft")
    changed.body = "Other words."
    changed.save()
    changed.settle_draft()

    found = waiting(therapist, "Drafts and unpublished changes")

    assert sorted(found) == ["Changed", "Draft"]
