from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.models import (
    Article,
    Citation,
    Clinician,
    FormattedCitations,
    Generation,
    Inputs,
    Publication,
    PublishedPage,
    Reference,
    Rendered,
    cite,
    warm,
)
from articles.source import ArticleSource

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
WORK = {
    "id": "herman1992",
    "type": "book",
    "title": "Trauma and recovery",
    "author": [{"family": "Herman", "given": "Judith L."}],
    "issued": {"date-parts": [[1992]]},
    "publisher": "Basic Books",
}


@pytest.fixture
def reference():
    return Reference.add(WORK)


@pytest.fixture
def article(reference):
    Clinician.objects.create(name_as_filed="Dana Reyes", slug="dana-reyes")
    article = Article.objects.create()
    source = ArticleSource(
        title="First", body="As shown [@herman1992].", authors=("dana-reyes",)
    )
    article.write_draft(source, version=1)
    return article


def rename(reference, title):
    reference.item = {**reference.item, "title": title}
    reference.save()


def test_publication_notes_what_it_cites(article, reference):
    publication = article.publish(now=NOW)
    assert Citation.objects.get(publication=publication).reference == reference


def test_changed_reference_reaches_live_and_scheduled_pages_only(article, reference):
    for hours in (0, 1):
        article.publish(now=NOW + hours * HOUR)
    article.publish(at=NOW + 9 * HOUR, now=NOW + 2 * HOUR)
    rename(reference, "Another title")

    marked = PublishedPage.objects.citing(reference).mark_stale(NOW + 3 * HOUR)
    for page in PublishedPage.objects.filter(is_stale=True):
        page.rerender()

    texts = [
        "Another title" in page.document.references[0].html
        for page in PublishedPage.objects.order_by("publication__at")
    ]
    assert marked == 2
    assert texts == [False, True, True]
    assert not PublishedPage.objects.filter(is_stale=True).exists()


def test_page_that_comes_out_the_same_changes_no_generation(article):
    page = article.publish(now=NOW).page
    before = Generation.current()

    assert not page.rerender()
    assert Generation.current() == before


def test_page_that_changes_bumps_the_generation(article, reference):
    page = article.publish(now=NOW).page
    rename(reference, "Another title")
    before = Generation.current()

    assert page.rerender()
    assert Generation.current() > before


def test_check_names_pages_that_differ_and_fails(article, reference):
    article.publish()
    rename(reference, "Another title")
    out = StringIO()

    with pytest.raises(CommandError, match="1 of 1"):
        call_command("rerender", "--check", stdout=out)
    assert "First: differs" in out.getvalue()

    call_command("rerender", stdout=out)
    call_command("rerender", "--check", stdout=out)


def test_entries_of_one_author_and_year_get_no_letter(reference):
    Reference.add({**WORK, "id": "herman1992b", "title": "Father–daughter incest"})
    Reference.objects.all().format_entries(cite)

    entries = Reference.objects.values_list("entry", flat=True)
    assert all("(1992)" in entry for entry in entries)


def test_mark_that_comes_while_a_page_is_rendered_is_not_lost(article):
    page = article.publish().page
    PublishedPage.objects.mark_stale(NOW)
    page.rerender()
    assert PublishedPage.objects.get().is_stale


def test_page_whose_works_change_meanwhile_is_left_as_it_was(
    article, reference, monkeypatch
):
    page = article.publish().page
    before = page.document_data
    of = Rendered.of

    def of_and_then_another_writes(source):
        rendered = of(source)
        rename(reference, "Newest title")
        return rendered

    monkeypatch.setattr(Rendered, "of", of_and_then_another_writes)
    rename(reference, "Newer title")
    assert not page.rerender()
    page.refresh_from_db()
    assert (page.is_stale, page.document_data) == (True, before)


def test_page_that_is_gone_meanwhile_stays_gone(article):
    page = article.publish().page
    Publication.objects.all().delete()
    assert not page.rerender()
    assert not PublishedPage.objects.exists()


def test_slower_of_two_workers_does_not_put_old_words_back(article, reference):
    article.publish()
    slow, fast = PublishedPage.objects.get(), PublishedPage.objects.get()
    rendered = Rendered.of(slow.publication.revision.source)
    reference.write({**WORK, "title": "Newer title"})
    fast.refresh_from_db()
    fast.rerender()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rendered, "of", lambda source: rendered)
        assert not slow.rerender()
    assert "Newer title" in PublishedPage.objects.get().document.references[0].html


def test_page_that_two_workers_make_is_due_no_more(article, reference):
    article.publish()
    reference.write({**WORK, "title": "Newer title"})
    first, second = PublishedPage.objects.get(), PublishedPage.objects.get()
    first.rerender()
    second.rerender()
    assert not PublishedPage.objects.get().is_stale


def test_progress_counts_the_articles_of_the_last_change(article, reference):
    now = timezone.now()
    article.publish(now=now - 2 * HOUR)
    article.publish(at=now + HOUR, now=now - HOUR)
    other = Article.objects.create()
    source = ArticleSource(title="Other", body="[@herman1992]", authors=("dana-reyes",))
    other.write_draft(source, version=1)
    other.publish(now=now - HOUR)
    pages = PublishedPage.objects.citing(reference)
    assert pages.progress(timezone.now()) is None

    reference.write({**WORK, "title": "Newer title"})
    progress = pages.progress(timezone.now())
    assert (progress.done, progress.total) == (0, 2)
    PublishedPage.objects.get(publication__article=other).rerender()
    progress = pages.progress(timezone.now())
    assert (progress.done, progress.total) == (1, 2)


def test_all_that_pages_ask_is_formatted_beforehand(article, monkeypatch):
    page = article.publish().page
    FormattedCitations.objects.all().delete()
    warm([Inputs.of(page.publication.revision.source).asked()])
    monkeypatch.setattr("articles.citations.pandoc.pandoc_path", None)
    assert not page.rerender()


def test_text_without_citations_asks_nothing():
    assert Inputs.of(ArticleSource(title="Plain", body="No work.")).asked() is None
