from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from articles import citations
from articles.models import Reference

pytestmark = pytest.mark.django_db
ITEM = {
    "type": "book",
    "title": "Trauma and recovery",
    "author": [{"family": "Herman", "given": "Judith L."}],
    "issued": {"date-parts": [[1992]]},
    "publisher": "Basic Books",
}


def test_new_work_gets_a_key_of_author_and_year():
    assert Reference.add(ITEM).key == "herman1992"


def test_second_work_of_author_and_year_gets_another_key():
    keys = [Reference.add(ITEM).key for _ in range(3)]
    assert len(set(keys)) == 3


def test_key_never_changes_when_the_record_does():
    reference = Reference.add(ITEM)
    reference.item = {**ITEM, "issued": {"date-parts": [[2015]]}}
    reference.save()
    assert (reference.key, reference.item["id"]) == ("herman1992", "herman1992")


def test_lists_show_what_the_record_says():
    reference = Reference.add(ITEM)
    assert (reference.authors, reference.year) == ("Herman", 1992)
    assert not reference.is_incomplete
    assert str(reference) == "Herman (1992). Trauma and recovery"


@pytest.mark.parametrize("item", [{}, {"title": None}, {"author": "Herman"}])
def test_thin_record_is_kept_as_incomplete(item):
    assert Reference.add(item).is_incomplete


def test_works_are_found_by_key_and_alias_in_one_query(django_assert_num_queries):
    reference = Reference.add(ITEM)
    reference.keys.create(key="herman-trauma")

    with django_assert_num_queries(1):
        works = Reference.objects.works(["herman1992", "herman-trauma", "nobody"])

    assert set(works) == {"herman1992", "herman-trauma"}
    assert works["herman-trauma"]["id"] == "herman1992"


def test_work_changed_while_entries_are_formatted_gets_no_outdated_one():
    Reference.add(ITEM)

    def slow_cite(items, clusters):
        Reference.objects.get().write({**ITEM, "title": "Newer"})
        return citations.Formatted((("herman1992", "Outdated"),), {})

    Reference.objects.all().format_entries(slow_cite)
    assert Reference.objects.get().entry == ""


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_works_added_at_the_same_moment_get_keys_of_their_own():
    item = {"type": "book", "title": "Tides", "author": [{"family": "Reyes"}]}
    together = Barrier(4)

    def add(_):
        together.wait()
        key = Reference.add(item).key
        connection.close()
        return key

    with ThreadPoolExecutor(4) as pool:
        keys = set(pool.map(add, range(4)))

    assert len(keys) == 4
