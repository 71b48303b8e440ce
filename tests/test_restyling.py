"""All pages and all works made anew, in pieces between which others come."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.citations import EngineError
from articles.models import CitationStyle, PublishedPage, Reference, cite
from articles.tasks import (
    format_library,
    make_renditions,
    rerender_stale,
    rerender_what_was_left,
    take_style,
    waiting,
)
from tests.factories import (
    make_image,
    make_practice,
    make_published_article,
    make_reference,
)

PAGES = 5
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch):
    monkeypatch.setattr("articles.making_anew.AT_A_TIME", 2)
    monkeypatch.setattr("articles.models.library.FORMATTED_AT_ONCE", 2)


@pytest.fixture
def work():
    """Cited by all articles, whose pages are due since it was changed."""
    work = make_reference(family="Reyes", title="Old words")
    for number in range(PAGES):
        make_published_article(f"No. {number}", body=f"As [@{work.key}] says.")
    work.write({**work.item, "title": "New words"})
    return work


def due():
    return PublishedPage.objects.stale(timezone.now()).count()


def test_whoever_waits_comes_after_the_first_pages(worker, work, media_root):
    image = make_image(width=60, height=40)

    def ask(names):
        if len(names) == 1:
            make_renditions.enqueue(image.pk)

    rerender_stale.enqueue()
    names = worker(ask)

    assert names[:3] == ["rerender_stale", "make_renditions", "rerender_stale"]
    assert due() == 0


def test_what_was_changed_last_is_made_anew_first(worker, work):
    PublishedPage.objects.update(stale_since=timezone.now() - timedelta(hours=1))
    last = PublishedPage.objects.order_by("pk")[PAGES // 2]
    PublishedPage.objects.filter(pk=last.pk).update(stale_since=timezone.now())
    left = []

    def look(names):
        left.append(set(PublishedPage.objects.filter(is_stale=True)))

    rerender_stale.enqueue()
    worker(look)

    assert last in left[0]
    assert last not in left[1]


def test_a_worker_that_starts_goes_on_where_an_error_ended_the_one_before(worker, work):
    rerender_what_was_left()
    rerender_what_was_left()

    assert waiting(rerender_stale).count() == 1


def test_a_worker_that_starts_where_nothing_is_due_has_nothing_to_do(worker, work):
    PublishedPage.objects.update(is_stale=False)
    rerender_what_was_left()

    assert not waiting(rerender_stale).exists()


def test_a_picture_that_is_made_meanwhile_waits_for_no_other_page(
    worker, work, media_root
):
    image, left = make_image(width=60, height=40), []
    make_renditions.enqueue(image.pk)

    worker(lambda names: left.append(due()))

    assert left[:2] == [PAGES, PAGES - 2]
    assert due() == 0


def test_a_page_that_cannot_be_made_does_not_keep_the_worker_at_work(worker, work):
    bad = PublishedPage.objects.first()
    bad.publication.revision.source_data = {"faqs": "none of the kind"}
    bad.publication.revision.save()

    rerender_stale.enqueue()
    names = worker()

    assert len(names) <= PAGES
    assert due() == 1
    bad.refresh_from_db()
    assert bad.problem


def test_a_page_that_could_not_be_made_is_tried_when_asked_again(worker, work):
    PublishedPage.objects.update(problem="Pandoc is missing.")

    rerender_stale.enqueue()
    worker()

    assert due() == 0


def test_another_style_reaches_all_works_in_pieces(worker, work):
    for number in range(4):
        make_reference(title=f"Work {number}")
    Reference.objects.update(entry="In the old style.")
    make_practice(citation_style=CitationStyle.CHICAGO.value)
    PublishedPage.objects.mark_stale(timezone.now() + timedelta(seconds=1))

    take_style.enqueue()
    names = worker()

    assert due() == 0
    assert not Reference.objects.filter(entry="In the old style.").exists()
    assert names.count("format_library") == 3
    assert names.index("format_library") > len(names) - 1 - names[::-1].index(
        "rerender_stale"
    )


def test_works_that_cannot_be_formatted_cost_no_others_their_style(
    worker, work, monkeypatch
):
    works = [work, *(make_reference(title=f"Work {number}") for number in range(4))]
    Reference.objects.update(entry="In the old style.")

    def slow_at_first(items, clusters, **style):
        if work.key in [item["id"] for item in items]:
            raise EngineError("The citation program took longer than 20 seconds.")
        return cite(items, clusters, **style)

    monkeypatch.setattr("articles.tasks.cite", slow_at_first)
    format_library.enqueue()
    worker()

    kept = Reference.objects.filter(entry="In the old style.")
    assert {one.pk for one in kept} <= {one.pk for one in works[:2]}
    assert work in kept
