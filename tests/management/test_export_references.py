"""``manage.py export_references``: what it writes, what it refuses."""

import contextlib
import json
import os
import sqlite3
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.citations.reading import read_records
from articles.models import Reference, ReferenceKey
from tests.factories import make_article, make_published_article, make_reference

ROOT = Path(__file__).parents[2]


def export(*keys, **options):
    out = StringIO()
    call_command("export_references", *keys, stdout=out, **options)
    return out.getvalue()


def keys(**options):
    return [item["id"] for item in json.loads(export(**options))]


@pytest.mark.django_db
def test_csl_of_the_library_is_every_item_as_it_is_by_key():
    make_reference(family="Zola", note="Mine", custom={"kind": "x", "n": [1, None]})
    make_reference(family="Adams", abstract="Ünï\u2028<i>x</i>")
    stored = list(Reference.objects.order_by("key").values_list("item", flat=True))

    assert json.loads(export()) == stored
    assert [item["id"] for item in stored] == sorted(item["id"] for item in stored)


@pytest.mark.django_db
def test_exported_items_added_to_an_empty_library_export_equal():
    make_reference(family="Zola", custom={"exactly": {"reference": "<i>X</i>"}})
    make_reference(family="Zola")
    first = export()
    Reference.everything.all().delete()
    for item in json.loads(first):
        Reference.add(item)

    assert export() == first


@pytest.mark.django_db
@pytest.mark.parametrize(("format", "name"), [("biblatex", "x.bib"), ("ris", "x.ris")])
def test_other_formats_are_read_back_by_key(format, name):
    works = [make_reference(family=f) for f in ("Zola", "Adams")]

    records = read_records(export(format=format).encode(), name).records

    assert {record.source_key for record in records} == {work.key for work in works}


@pytest.mark.django_db
def test_works_by_their_keys_and_aliases():
    one, two, _ = (make_reference(family=f) for f in ("Adams", "Beck", "Carr"))
    ReferenceKey.objects.create(key="older2000", reference=two)

    found = json.loads(export(one.key, "older2000", one.key))

    assert [item["id"] for item in found] == [one.key, two.key]


@pytest.mark.django_db
def test_article_is_the_live_one_and_the_draft_where_nothing_is_live():
    old, new, further = (make_reference(family=f) for f in ("Adams", "Beck", "Carr"))
    live = make_published_article(
        slug="live", body=f"So [@{old.key}].", further_reading=[further]
    )
    live.body = f"So [@{new.key}]."
    live.save()
    live.settle_draft()
    make_article(slug="draft", body=f"So [@{new.key}].")

    assert keys(article="live") == [old.key, further.key]
    assert keys(article="draft") == [new.key]


@pytest.mark.django_db
def test_article_without_works_is_an_empty_list():
    make_article(slug="bare")
    assert export(article="bare") == "[]\n"
    assert export(article="bare", format="ris") == ""


@pytest.mark.django_db
def test_unknown_key_and_article_are_named_and_nothing_is_written():
    work = make_reference()
    out = StringIO()
    with pytest.raises(CommandError, match="No works have the keys “a1”, “b2”"):
        call_command("export_references", work.key, "a1", "b2", stdout=out)
    with pytest.raises(CommandError, match="the address “none”"):
        call_command("export_references", article="none", stdout=out)
    assert out.getvalue() == ""


@pytest.mark.parametrize("command", ["export_references", "import_references"])
def test_reader_that_stops_is_no_error_and_stops_nothing(tmp_path, command):
    file = tmp_path / "list.ris"
    file.write_text("TY  - BOOK\nTI  - Tides\nER  - \n")
    files = [file] if command == "import_references" else []
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": f"sqlite:///{tmp_path}/x.sqlite3",
    }
    run = [sys.executable, "manage.py"]
    options = {"cwd": ROOT, "env": environment, "check": True}
    subprocess.run([*run, "migrate", "-v0"], **options)
    read_end, write_end = os.pipe()
    os.close(read_end)

    finished = subprocess.run(
        [*run, command, *files],
        stdout=write_end,
        stderr=subprocess.PIPE,
        **options,
    )

    os.close(write_end)
    # A busy machine may be too slow to print entries; nothing else may be said.
    said = finished.stderr.decode().splitlines()
    assert [line for line in said if "entries are not printed yet" not in line] == []
    if files:
        database = sqlite3.connect(tmp_path / "x.sqlite3")
        with contextlib.closing(database):
            rows = database.execute("SELECT title FROM articles_reference")
            assert rows.fetchall() == [("Tides",)]
