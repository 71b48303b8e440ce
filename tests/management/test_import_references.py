import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from articles.citations import to_csl_json
from articles.models import (
    ImportedRecord,
    Reference,
    ReferenceImport,
    ReferenceKey,
)
from tests.factories import make_reference

pytestmark = pytest.mark.django_db
GOOD = """@article{reyes_sleep, author={Reyes, Ada}, title={Sleep and grief},
 journal={Journal of Worked Examples}, year={2019}, volume={4}, pages={1--9}}
@book{Okonwe:88, author={Okonwe, Bo}, title={Gardens}, publisher={North}, year={1988}}
"""
NASTY = f"""{GOOD}
@book{{reyes_sleep, author={{Stone, Alex}}, title={{Bread}}, year={{1999}}}}
@book{{broken, title={{an {{unbalanced brace, year={{2001}}
@misc{{last, author={{Vale, Ira}}, title={{Still read}}, year={{2004}}}}
"""


@pytest.fixture
def bring_in(tmp_path):
    """bring_in(text, *options, name=…): what the command printed."""

    def run(text, *options, name="list.bib"):
        path = tmp_path / name
        path.write_text(text)
        out = StringIO()
        call_command("import_references", str(path), *options, stdout=out)
        return out.getvalue()

    return run


def books(numbers, family="Vale"):
    """A .bib file with a book for each number."""
    return "".join(
        f"@book{{{family.lower()}{n}, author={{{family}{n}, I.}},"
        f" title={{On matter {n}}}, year={{2001}}}}\n"
        for n in numbers
    )


def test_new_works_are_saved_as_not_confirmed_and_named_by_key(bring_in):
    said = bring_in(GOOD)

    assert "reyes_sleep → reyes2019 (also reyes_sleep)" in said
    assert "2 saved as “not confirmed”." in said
    assert set(Reference.objects.values_list("key", "confirmation")) == {
        ("reyes2019", "none"),
        ("okonwe1988", "none"),
    }
    assert "<i>Gardens</i>" in Reference.objects.get(key="okonwe1988").entry
    assert ReferenceKey.objects.get(key="reyes_sleep").reference.key == "reyes2019"


def test_every_work_has_its_beginning_in_the_history(bring_in):
    bring_in(GOOD)

    change = Reference.objects.get(key="reyes2019").changes.get()
    assert (change.what, change.note) == ("added", "From “list.bib”")
    assert change.after == Reference.objects.get(key="reyes2019").state()


def test_second_run_adds_nothing_and_leaves_nothing_more_waiting(bring_in):
    bring_in(NASTY)
    waiting = ImportedRecord.objects.open().count()

    said = bring_in(NASTY)

    assert "0 saved" in said
    assert Reference.objects.count() == 3
    assert ImportedRecord.objects.open().count() == waiting == 2
    assert ReferenceImport.objects.count() == 1


def test_entries_that_were_not_printed_are_printed_by_the_next_run(bring_in):
    bring_in(GOOD)
    Reference.objects.update(entry="")

    bring_in(GOOD)

    assert not Reference.objects.filter(entry="").exists()


def test_unread_entries_and_repeated_keys_are_named_and_wait(bring_in):
    said = bring_in(NASTY)

    assert "broken, entry 4: This entry cannot be read" in said
    assert "an {unbalanced brace" in said
    assert "The key “reyes_sleep” is used at entries 1, 3." in said
    batch = ReferenceImport.objects.get()
    assert batch.state == "review"
    assert set(batch.records.open().values_list("verdict", flat=True)) == {
        "unread",
        "repeated",
    }
    assert Reference.objects.filter(title="Still read").exists()


def test_edited_entries_wait_and_nothing_else(bring_in):
    file = books(range(60))
    bring_in(file)
    for n in (3, 14, 27, 45, 59):
        file = file.replace(f"On matter {n}}}", f"On the matter {n}, revised}}")

    said = bring_in(file)

    assert "Changed in the file: 5, waiting" in said
    assert Reference.objects.filter(title__contains="revised").count() == 0
    waiting = ImportedRecord.objects.open()
    assert {r.source_key for r in waiting} == {f"vale{n}" for n in (3, 14, 27, 45, 59)}


def test_file_without_keys_is_known_again_and_its_edits_are_offered(bring_in):
    record = "TY  - {}\nAU  - Vale, Ira\nTI  - {}\nPY  - 2004\nER  - \n"
    texts = [f"On matter {n}" for n in range(9)]
    file = "".join(record.format("BOOK", title) for title in texts)
    untitled = record.replace("TI  - {}\n", "").format("PCOMM")
    bring_in(file + untitled, name="list.ris")

    assert "0 saved" in bring_in(file + untitled, name="list.ris")
    said = bring_in(file.replace("4\nPY  - 2004", "4\nPY  - 2005"), name="list.ris")

    assert "Changed in the file: 1, waiting" in said
    assert Reference.objects.count() == 10


def test_nothing_gone_from_the_file_is_deleted(bring_in):
    bring_in(GOOD)

    bring_in(GOOD[: GOOD.index("@book")])

    assert Reference.objects.count() == 2


def test_probable_duplicate_waits_beside_the_work_it_may_be(bring_in):
    known = make_reference("Reyes", 2019, title="Sleep and grief", DOI="")

    said = bring_in(GOOD)

    assert "Probable duplicates: 1, waiting in the admin" in said
    assert f"→ {known.key}" in said
    assert ImportedRecord.objects.open().get().reference == known


def test_own_csl_json_in_an_empty_library_is_equal_again(bring_in):
    for number in range(3):
        make_reference("Reyes", 2019, DOI=f"10.5555/{number}", custom={"kind": "x"})
    Reference.add({"id": "odd_key-1", "type": "book", "title": "T", "volume": 4})
    items = sorted(Reference.objects.items(), key=lambda item: item["id"])
    Reference.objects.all().delete()

    bring_in(to_csl_json(items), name="library.json")

    again = sorted(Reference.objects.items(), key=lambda item: item["id"])
    assert to_csl_json(again) == to_csl_json(items)
    assert "0 saved" in bring_in(to_csl_json(items), name="library.json")


def test_dry_run_prints_the_review_and_writes_nothing(bring_in):
    said = bring_in(NASTY, "--dry-run")

    assert "reyes_sleep → reyes2019" in said
    assert "nothing was written" in said
    assert not Reference.objects.exists()
    assert not ReferenceImport.objects.exists()


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("list.bib", "", "This file is empty."),
        ("list.txt", "Dear diary", "none of the formats"),
        ("list.json", "[{]", "damaged"),
    ],
)
def test_unreadable_file_ends_with_a_sentence(bring_in, name, text, sentence):
    with pytest.raises(CommandError, match=sentence):
        bring_in(text, name=name)


def test_missing_file_keeps_the_others_out_too(tmp_path):
    good = tmp_path / "good.bib"
    good.write_text(GOOD)

    with pytest.raises(CommandError, match="No such file.*Nothing was written"):
        call_command("import_references", str(good), str(tmp_path / "none.bib"))

    assert not Reference.objects.exists()


def test_no_file_at_all_is_said():
    with pytest.raises(CommandError, match="Name at least one file"):
        call_command("import_references")


def test_database_error_leaves_nothing_half_written(bring_in):
    def fail(execute, sql, params, many, context):
        if "articles_referenceorigin" in sql and sql.startswith("INSERT"):
            raise DatabaseError("disk full")
        return execute(sql, params, many, context)

    with (
        connection.execute_wrapper(fail),
        pytest.raises(CommandError, match="disk full.*Nothing of this file"),
    ):
        bring_in(GOOD)

    for model in (Reference, ReferenceKey, ReferenceImport, ImportedRecord):
        assert not model.objects.exists()


@pytest.mark.parametrize(
    "hostile",
    [
        {"title": "a\0b"},
        {"title": "\ud800"},
        {"volume": float("nan")},
        {"custom": json.loads("[" * 400 + "]" * 400)},
        {"type": 5, "title": ["x"], "author": "who", "issued": [[]]},
        {"title": {"a": 1}, "author": [None, {"family": 3}], "DOI": {}},
    ],
)
def test_hostile_entry_costs_only_itself(bring_in, hostile):
    items = [{"id": "bad", **hostile}, {"id": "good", "title": "Good", "type": "book"}]

    bring_in(json.dumps(items), name="list.json")

    assert Reference.objects.filter(key="good").exists()


def test_queries_do_not_grow_with_the_file(bring_in):
    with CaptureQueriesContext(connection) as few:
        bring_in(books(range(5)))
    with CaptureQueriesContext(connection) as many:
        bring_in(books(range(40), family="Oslo"))

    assert len(saving(many)) <= len(saving(few)) + 3


def saving(queries):
    """Without the printed entries, each of which is written by itself."""
    return [query for query in queries if 'SET "entry"' not in query["sql"]]
