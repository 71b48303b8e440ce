"""How far the citing pages are made anew: on the work's page and as JSON."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import PublishedPage, WorkerSign
from tests.factories import make_published_article, make_reference

pytestmark = pytest.mark.django_db


def url(reference, view):
    return reverse(f"admin:articles_reference_{view}", args=[reference.pk])


@pytest.fixture
def changed():
    reference = make_reference()
    for title in ("Sleep", "Grief"):
        make_published_article(title, body=f"As [@{reference.key}] says.")
    reference.write({**reference.item, "title": "New words"})
    PublishedPage.objects.get(publication__title="Grief").rerender()
    return reference


def test_work_says_how_many_of_its_articles_are_made_anew(therapist, changed):
    line = "1 of 2 articles made anew."
    assert line in therapist.get(url(changed, "change")).text
    assert line in therapist.get(url(changed, "history")).text
    assert therapist.get(url(changed, "anew")).json()["text"] == line
    assert line in therapist.get("/admin/").text
    everything = reverse("admin:articles_reference_all_anew")
    assert therapist.get(everything).json()["text"] == line


def test_page_that_fails_is_named_with_its_reason(therapist, changed):
    PublishedPage.objects.get(is_stale=True).note_problem("Pandoc is missing.")
    assert therapist.get(url(changed, "anew")).json()["failed"] == [
        {
            "title": "Sleep",
            "why": "Pandoc is missing.",
            "url": reverse(
                "admin:articles_article_change",
                args=[PublishedPage.objects.get(is_stale=True).publication.article_id],
            ),
        }
    ]
    text = therapist.get(url(changed, "change")).text
    assert "could not be made anew: Pandoc is missing." in text


def test_page_that_failed_is_tried_again_by_a_button(therapist, changed, client):
    PublishedPage.objects.get(is_stale=True).note_problem("Pandoc is missing.")
    response = therapist.post(url(changed, "anew"))
    assert response.url == url(changed, "change")
    assert not PublishedPage.objects.filter(is_stale=True).exists()
    assert client.post(url(changed, "anew")).status_code == 302


def test_line_says_when_nobody_is_at_work(therapist, changed):
    assert therapist.get(url(changed, "anew")).json()["note"] == ""
    earlier = timezone.now() - timedelta(minutes=5)
    PublishedPage.objects.update(rendered_at=earlier, stale_since=earlier)
    assert "may have stopped" in therapist.get(url(changed, "anew")).json()["note"]
    WorkerSign.give("web-1", timezone.now())
    assert "is busy" in therapist.get(url(changed, "anew")).json()["note"]


def test_line_ends_when_all_are_made_anew(therapist, changed):
    PublishedPage.objects.get(is_stale=True).rerender()
    assert therapist.get(url(changed, "anew")).json()["is_done"]
    assert "data-progress" not in therapist.get(url(changed, "change")).text


def test_progress_is_for_who_may_see_the_library(anonymous, changed):
    assert anonymous.get(url(changed, "anew")).status_code == 302
