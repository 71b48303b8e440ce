from datetime import date

import pytest

from articles.models import (
    Article,
    Citation,
    Clinician,
    DraftChanged,
    Image,
    Reference,
    Revision,
)
from articles.source import ArticleSource, CallToAction, FAQSource, FigureSource

pytestmark = pytest.mark.django_db

SOURCE = ArticleSource(
    title="Sleeping badly",
    standfirst="What a bad night does.",
    summary="On nights.",
    body="Sleep is a habit [@herman1992].\n\n![](figure:lamp)",
    faq_heading="Questions",
    faqs=(FAQSource("How long?", "It varies [@rogers1957]."), FAQSource("Why?", "")),
    figures=(FigureSource("lamp", "", "A lamp", caption="By night"),),
    lead_figure="lamp",
    further_reading=("bowlby1982",),
    call_to_action=CallToAction("Talk to us", "We answer.", "Write", "/contact/"),
    authors=("dana-reyes",),
    reviewed_on=date(2026, 5, 1),
)


@pytest.fixture
def article():
    Clinician.objects.create(name_as_filed="Dana Reyes", slug="dana-reyes")
    for key in ("herman1992", "rogers1957", "bowlby1982"):
        Reference.add({"id": key, "type": "book", "title": key})
    return Article.objects.create()


def test_draft_comes_back_as_it_was_written(article):
    article.write_draft(SOURCE, version=article.version)

    assert Article.objects.get().draft() == SOURCE


def test_every_write_raises_the_version_by_one(article):
    article.write_draft(SOURCE, version=1)
    article.write_draft(SOURCE, version=2)

    assert Article.objects.get().version == 3


def test_write_from_an_old_version_is_refused_and_changes_nothing(article):
    article.write_draft(SOURCE, version=1)

    with pytest.raises(DraftChanged):
        article.write_draft(ArticleSource(title="Another tab"), version=1)

    assert Article.objects.get().draft() == SOURCE


def test_revision_is_not_taken_twice_of_the_same_draft(article):
    article.write_draft(SOURCE, version=1)

    first = article.take_revision(Revision.Reason.SAVED)
    second = article.take_revision(Revision.Reason.PUBLISHED)

    assert first == second
    assert first.source == SOURCE


def test_restoring_keeps_the_present_draft_as_a_revision(article):
    article.write_draft(ArticleSource(title="First"), version=1)
    first = article.take_revision(Revision.Reason.SAVED)
    article.write_draft(ArticleSource(title="Second"), version=2)

    article.restore(first, version=3)

    titles = [revision.source.title for revision in article.revisions.all()]
    assert titles == ["First", "Second", "First"]
    assert Article.objects.get().title == "First"


def test_draft_notes_what_it_cites_in_text_and_answers(article):
    article.write_draft(SOURCE, version=1)

    cited = Citation.objects.filter(publication=None).values_list(
        "reference__key", "is_further_reading"
    )
    assert sorted(cited) == [
        ("bowlby1982", True),
        ("herman1992", False),
        ("rogers1957", False),
    ]


def test_citation_that_leaves_the_draft_leaves_the_rows(article):
    article.write_draft(SOURCE, version=1)
    article.write_draft(ArticleSource(title="Bare"), version=2)

    assert not Citation.objects.exists()


def test_source_with_vanished_author_and_image_is_written_without_them(article):
    source = ArticleSource(
        authors=("nobody",), figures=(FigureSource("x", "no-such-digest"),)
    )
    article.write_draft(source, version=1)

    draft = article.draft()
    assert draft.authors == ()
    assert draft.figures == (FigureSource("x"),)
    assert not Image.objects.exists()
