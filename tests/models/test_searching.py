import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Reference, ReferenceKey
from tests.factories import make_article, make_reference

pytestmark = pytest.mark.django_db


def found(query):
    return [work.title for work in Reference.objects.matching(query)]


@pytest.fixture
def library():
    make_reference(family="Müller", year=1999, title="Sleep and DSM-5")
    make_reference(family="Beck", year=1976, title="Therapy", DOI="10.1037/h0045357")
    make_reference(family="Heart", year=2001, title="Art of rest")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("muller sleep", ["Sleep and DSM-5"]),
        ("SLEEP MÜLLER", ["Sleep and DSM-5"]),
        ("dsm-5", ["Sleep and DSM-5"]),
        ("1976", ["Therapy"]),
        ("https://doi.org/10.1037/h0045357", ["Therapy"]),
        ("10.1037/h0045357", ["Therapy"]),
        ("ar", ["Art of rest"]),
        ("eart", ["Art of rest"]),
        ("sleep therapy", []),
        ("%", []),
        ("_", []),
        ("\0", []),
        ("|", []),
        ("x" * 10_000, []),
    ],
)
def test_search(library, query, titles):
    assert found(query) == titles


@pytest.mark.parametrize("blank", ["", "   ", "\n"])
def test_blank_query_gives_everything_by_author(library, blank):
    assert found(blank) == ["Therapy", "Art of rest", "Sleep and DSM-5"]


def test_alias_finds_its_work(library):
    work = Reference.objects.get(title="Therapy")
    ReferenceKey.objects.create(key="zotero_item_7", reference=work)

    assert found("Zotero_Item") == ["Therapy"]


def test_change_of_a_work_changes_what_finds_it(library):
    work = Reference.objects.get(title="Therapy")
    work.write({**work.item, "title": "Counselling"})

    assert found("therapy") == []
    assert found("counselling") == ["Counselling"]


def test_most_relevant_is_whose_author_begins_so_then_the_last_cited():
    by_title = make_reference(family="Aron", title="Beck reconsidered")
    first = make_reference(family="Beck", year=1961)
    second = make_reference(family="Becker", year=1976)
    make_article(body=f"So [@{second.key}].")

    ordered = Reference.objects.matching("beck").most_relevant_first("beck")

    assert list(ordered) == [second, first, by_title]


@pytest.mark.parametrize("size", [1, 12])
def test_search_is_one_query(size):
    for _ in range(size):
        make_reference()
    with CaptureQueriesContext(connection) as queries:
        list(Reference.objects.matching("holt study").most_relevant_first("holt"))
    assert len(queries) == 1


def test_cited_by_counts_articles_once():
    work = make_reference()
    for _ in range(2):
        make_article(body=f"So [@{work.key}]. And [@{work.key}].")
    unused = make_reference()

    counts = dict(Reference.objects.with_cited_by().values_list("pk", "cited_by"))

    assert counts == {work.pk: 2, unused.pk: 0}
