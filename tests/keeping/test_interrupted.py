"""A restore that is stopped says where it stands, and is begun again."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.keeping.media import PART
from tests.keeping.sites import all_files, all_rows
from tests.keeping.test_restoring import rows_of


@pytest.fixture
def stopped(original, archive, new_site):
    """The third picture cannot be written: something stands in its way."""
    third = sorted(original.files)[2]
    obstacle = new_site / f"{third}{PART}"
    (obstacle / "more").mkdir(parents=True)
    with pytest.raises(CommandError) as stop:
        call_command("restore", str(archive))
    shutil.rmtree(obstacle)
    return str(stop.value)


def test_it_is_told_what_stopped_it_and_what_is_in_place(original, stopped, new_site):
    there = all_files(new_site)
    assert f"{sorted(original.files)[2]}: Directory not empty." in stopped
    assert f"2 of {len(original.files)} pictures' files in their place" in stopped
    assert "Run the same command again" in stopped
    assert len(there) == 2
    assert there.items() <= original.files.items()


def test_the_database_comes_last_and_is_still_empty(stopped):
    assert not all_rows()


def test_the_same_command_goes_on_where_it_stopped(
    original, archive, stopped, new_site
):
    # What a power cut would leave besides.
    next(new_site.rglob("*.*")).with_name(f"half.png{PART}").write_bytes(b"half")

    call_command("restore", str(archive))

    assert original.files.items() <= all_files(new_site).items()
    assert all_rows() == rows_of(original)


def test_a_database_that_does_not_answer_is_told(archive, new_site):
    """Another program holds it, at the last moment."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL rolls back by itself")
    path = connection.settings_dict["NAME"]
    connection.settings_dict["OPTIONS"] = {"timeout": 0}
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(CommandError) as stop:
            call_command("restore", str(archive))
    assert "database" in str(stop.value)
    call_command("restore", str(archive))


def test_pictures_and_database_need_their_room_together(
    original, archive, new_site, monkeypatch
):
    """On one disk, that is; for either of them alone there would be enough."""
    if connection.vendor != "sqlite":
        pytest.skip("the database is on no disk of this machine, as far as is known")
    pictures = sum(map(len, original.files.values()))
    database = 3 * original.made.manifest.database_size
    free = max(pictures, database) + 1
    monkeypatch.setattr("articles.keeping.media.free_bytes", lambda folder: free)

    with pytest.raises(CommandError, match="There is not enough room in"):
        call_command("restore", str(archive))

    assert not all_files(new_site)


def test_no_room_to_look_at_the_database_is_told_with_the_place(
    archive, new_site, monkeypatch, tmp_path
):
    if connection.vendor != "sqlite":
        pytest.skip("nothing is unpacked")

    def full(chunks, most):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("articles.keeping.sqlite.unpacked", full)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    with pytest.raises(CommandError) as refused:
        call_command("restore", str(archive), "--check")

    assert f"unpacked in {tmp_path}: No space left on device." in str(refused.value)
