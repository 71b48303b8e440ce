"""A site that uses every table, backed up while it is written to, and brought back."""

import pytest
from django.utils import timezone

from articles.keeping.backing_up import back_up
from articles.models import Reference, Topic
from tests.keeping.filling import HOSTILE, fill_empty_tables
from tests.keeping.sites import all_files, all_rows, site, written_to
from tests.keeping.test_restoring import PASSING, restore
from tests.practice_site import changes

WRITTEN_MEANWHILE = {"articles_topic", "articles_series"}
COUNTER = "articles_generation"


@pytest.fixture(scope="module")
def whole(databases, migrated, tmp_path_factory):
    """(archive, rows before, rows after, files) of a site in which all was done."""
    media, folder = tmp_path_factory.mktemp("media"), tmp_path_factory.mktemp("kept")
    with site(databases.new(like=migrated), media):
        changes.build()
        for change in changes.CHANGES.values():
            change.act()
        changes.schedule()
        Topic.objects.filter(slug="sleep").update(description=HOSTILE)
        work = Reference.objects.first()
        work.write({**work.item, "note": HOSTILE})
        fill_empty_tables()
        before, files = all_rows(), all_files(media)
        with written_to():
            made = back_up(folder, product="Practice Site 1.2.3", at=timezone.now())
        after = all_rows()
    return made.path, before, after, files


def test_the_site_uses_every_table(whole):
    _, before, _, _ = whole

    assert {table for table, rows in before.items() if not rows} == set()


def test_all_of_one_moment_comes_back(whole, new_site):
    path, before, after, files = whole
    restore(path)
    found = all_rows()

    assert all_files(new_site) == files
    assert set(found) == set(before)
    for table in found:
        if table in PASSING:
            assert not found[table]
        elif table in WRITTEN_MEANWHILE:
            came = set(map(repr, found[table]))
            assert set(map(repr, before[table])) - came == set()
            assert came <= set(map(repr, after[table]))
        elif table == COUNTER:
            assert before[table] <= found[table] <= after[table]
        else:
            assert found[table] == before[table]
    topics, series = (
        {row.slug for row in model.objects.filter(slug__startswith="n-")}
        for model in (Topic, changes.Series)
    )
    assert topics == series
    assert topics
