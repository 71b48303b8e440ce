from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import citations
from articles.models import Generation, Reference
from articles.rendering import listing_of
from tests.attacks import known_attacks
from tests.rendering.oracle import faults

pytestmark = pytest.mark.django_db
ITEM = {
    "type": "book",
    "title": "Trauma and recovery",
    "author": [{"family": "Herman", "given": "Judith L."}],
    "issued": {"date-parts": [[1992]]},
    "publisher": "Basic Books",
}


def listed(entry):
    """A work with this entry, as a process of today stores it."""
    work = Reference.add({**ITEM, "title": f"Trauma, {entry}"})
    work.format_entry(engine(entry))
    return work


def test_a_listing_that_is_not_of_its_entry_is_made_anew(django_assert_num_queries):
    new, right, unprinted = listed("New"), listed("Right"), Reference.add(ITEM)
    # As a process of the version before does, which knows no listings.
    Reference.objects.filter(pk=new.pk).update(entry="Changed")
    number = Generation.current()

    assert Reference.everything.fill_listings() is None

    for work, entry in (new, "Changed"), (right, "Right"):
        work.refresh_from_db()
        assert work.is_printed_whole()
        assert work.listing == listing_of(work.item, entry).html
    unprinted.refresh_from_db()
    assert unprinted.listing == ""
    assert Generation.current() > number
    with django_assert_num_queries(1):
        Reference.everything.fill_listings()


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


def test_work_confirmed_while_entries_are_formatted_gets_its_own():
    Reference.add(ITEM)

    def slow_cite(items, clusters):
        Reference.objects.get().confirm("person")
        return engine("Made meanwhile")(items, clusters)

    Reference.objects.all().format_entries(slow_cite)
    assert Reference.objects.get().entry == "Made meanwhile"


def engine(markup):
    """Makes the same entry of every work."""
    return lambda items, _: citations.Formatted(
        tuple((item["id"], markup) for item in items), {}
    )


def test_entry_and_what_is_listed_are_stored_in_one_write():
    Reference.add(ITEM)

    with CaptureQueriesContext(connection) as queries:
        Reference.objects.all().format_entries(engine("<i>Trauma</i>"))

    work = Reference.objects.get()
    assert work.entry == "<i>Trauma</i>"
    assert work.listing == listing_of(work.item, "<i>Trauma</i>").html
    assert (work.author_mark, work.author_name) == ("herman-j", "Judith L. Herman")
    writes = [q for q in queries if q["sql"].startswith('UPDATE "articles_reference"')]
    assert len(writes) == 1


def test_change_of_a_work_leaves_the_entry_that_another_process_stored_meanwhile():
    read_before = Reference.add(ITEM)
    Reference.objects.all().format_entries(engine("Stored meanwhile"))

    read_before.write({**ITEM, "title": "Newer"})

    stored = Reference.objects.get()
    assert (stored.title, stored.entry) == ("Newer", "Stored meanwhile")
    assert stored.author_name == "Judith L. Herman"


def test_record_alone_that_changed_is_stored_and_shown():
    work = Reference.add(ITEM)
    work.format_entry(engine("The same"))
    work.write({**ITEM, "PMID": "7"})
    before = Generation.current()

    work.format_entry(engine("The same"))

    assert "pmid%2F7" in Reference.objects.get().listing
    assert Generation.current() > before
    work.format_entry(engine("The same"))
    assert Generation.current() == before + 1


def test_what_is_stored_to_be_listed_is_safe_whatever_the_engine_gives(testdata):
    for attack in known_attacks(testdata)[::25]:
        work = Reference.add({**ITEM, "title": attack})
        work.format_entry(engine(attack.replace("\0", "")))
        assert faults(Reference.objects.get(pk=work.pk).listing) == [], attack


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
