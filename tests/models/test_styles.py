"""The Practice's citation style reaches pages, entries and digests."""

import pytest
from django.core.management import CommandError, call_command

from articles.models import (
    CitationStyle,
    FormattedCitations,
    Inputs,
    Practice,
    PublishedPage,
    Reference,
    cite,
)
from articles.source import ArticleSource
from articles.tasks import take_style
from tests.factories import make_practice, make_published_article, make_reference

pytestmark = pytest.mark.django_db
CHICAGO = CitationStyle.CHICAGO.value


@pytest.fixture
def page():
    make_reference()
    make_published_article("Ties", body="Ties help [@holt-lunstad2015].")
    return PublishedPage.objects.get()


def test_style_is_asked_for_once_and_only_for_works(page, django_assert_num_queries):
    with django_assert_num_queries(0):
        Inputs.of(ArticleSource(body="Nothing cited."))
    with django_assert_num_queries(2):
        Inputs.of(ArticleSource(body="[@holt-lunstad2015]"))


def test_known_style_costs_no_query(page, django_assert_num_queries):
    items = [Reference.objects.get().item]
    cite(items, [], style=CHICAGO)
    with django_assert_num_queries(1):
        cite(items, [], style=CHICAGO)


def test_citations_are_kept_by_style():
    items = [make_reference().item]
    apa = cite(items, [])
    make_practice(citation_style=CHICAGO)
    assert cite(items, []) != apa
    assert cite(items, [], style="apa") == apa
    assert FormattedCitations.objects.count() == 2


def test_changed_style_is_noticed_by_rerender(page):
    call_command("rerender", "--check")
    make_practice(citation_style=CHICAGO)
    with pytest.raises(CommandError, match="1 of 1 pages differ"):
        call_command("rerender", "--check")
    entry = Reference.objects.get().entry
    call_command("rerender")
    call_command("rerender", "--check")
    assert Reference.objects.get().entry not in ("", entry)


def test_style_changed_while_a_page_is_made_leaves_it_stale(page):
    digest = Inputs.of(page.publication.revision.source).digest
    make_practice(citation_style=CHICAGO)
    assert Inputs.of(page.publication.revision.source).digest != digest


def test_new_style_reaches_pages_and_entries(page):
    entry = Reference.objects.get().entry
    make_practice(citation_style=CHICAGO)
    PublishedPage.objects.update(is_stale=True)

    take_style.enqueue()

    page.refresh_from_db()
    assert not page.is_stale
    assert "Holt-Lunstad 2015</a>)" in page.document.body
    assert Reference.objects.get().entry != entry


def test_every_style_to_choose_is_one_the_engine_has():
    items = [make_reference().item]
    for style in CitationStyle.values:
        assert cite(items, [], style=style).references


def test_style_without_a_practice_is_apa():
    Practice.objects.all().delete()
    assert Practice.style() == "apa"
