"""A backup is whole, consistent and private, or it is not there at all."""

import gzip
import os
import re
import resource
import signal
import stat
import subprocess
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.utils import timezone

from articles.keeping import backing_up
from articles.keeping.archive import content, whole_members
from articles.keeping.opening import opened
from articles.keeping.problems import BackupFailed
from articles.keeping.workplace import UNFINISHED, workplace
from articles.models import Backup, FailedBackup, Image
from tests.factories import make_article
from tests.keeping.conftest import SECRET
from tests.keeping.faults import Watched
from tests.keeping.sites import all_files, site, written_to

WATCHED = "tests.keeping.faults.Watched"
MEMORY = "django.core.files.storage.InMemoryStorage"


def backup(folder, *options):
    """The archive that this backup made."""
    before = set(folder.iterdir())
    call_command("backup", str(folder), *options)
    [made] = set(folder.iterdir()) - before
    return made


def manifest_of(path):
    with path.open("rb") as file:
        return opened(file).manifest


def add_picture(media, number=1, content=b"picture", is_named=True):
    name = f"images/{number:064}.png"
    path = media / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    if is_named:
        image = Image(digest=f"{number:064}", title="A lamp", format="png")
        image.file.name, image.width, image.height = name, 6, 4
        Image.objects.bulk_create([image])
    return name


def test_a_backup_is_one_dated_file_that_only_its_owner_may_read(small_site, folder):
    made = backup(folder)
    assert re.fullmatch(r"practice-site-\d{4}-\d\d-\d\d-\d{6}\.tar", made.name)
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert list(folder.iterdir()) == [made]


def test_a_backup_is_noted_after_it_is_made(small_site, folder):
    made = backup(folder)
    noted = Backup.objects.get()
    assert (noted.name, noted.size) == (made.name, made.stat().st_size)
    assert manifest_of(made).rows["articles_backup"] == 0


def test_any_program_opens_it(archive, original, tmp_path):
    subprocess.run(["tar", "xf", archive, "-C", tmp_path], check=True)  # noqa: S607
    assert all_files(tmp_path / "media") == original.files
    assert "docs/backup.md" in (tmp_path / "READ-ME.txt").read_text()


def test_it_says_what_it_holds(archive):
    manifest = manifest_of(archive)
    assert manifest.product == "Practice Site 1.2.3"
    assert manifest.vendor == connection.vendor
    assert "articles.0005_keeping" in manifest.migrations
    assert manifest.rows["articles_article"] == 1
    assert not manifest.missing


def test_who_is_signed_in_is_not_in_it(archive, tmp_path):
    with archive.open("rb") as file:
        found = {m.name: b"".join(content(file, m)) for m in whole_members(file)}
    if connection.vendor == "sqlite":
        text = gzip.decompress(found["database.sqlite3.gz"])
    else:
        (tmp_path / "dump").write_bytes(found["database.dump"])
        as_sql = ["pg_restore", "--file=-", tmp_path / "dump"]
        text = subprocess.run(as_sql, capture_output=True, check=True).stdout
    assert b"on-quarrels" in text
    assert SECRET.encode() not in text


def test_two_backups_of_one_second_are_two_files(small_site, folder):
    assert backup(folder) != backup(folder)


def test_it_is_of_one_moment_while_somebody_writes(small_site, folder):
    with written_to():
        rows = [manifest_of(backup(folder)).rows for _ in range(3)]

    counts = [(one["articles_topic"], one["articles_series"]) for one in rows]
    assert all(topics == series for topics, series in counts)
    assert counts[0] < counts[-1]


def test_a_picture_deleted_meanwhile_is_in_no_row_of_it(small_site, folder):
    """Its row goes first, then its file, and the backup had seen the row."""
    for number in (1, 2):
        add_picture(small_site, number)

    def happens(name):
        Watched.happens = None
        Image.objects.get(digest=f"{2:064}").delete()

    with site(connection.settings_dict["NAME"], small_site, WATCHED):
        Watched.happens = happens
        manifest = manifest_of(backup(folder))

    assert manifest.rows["articles_image"] == 1
    assert not manifest.missing
    assert [name for name in manifest.files if "media" in name] == [
        f"media/images/{1:064}.png"
    ]


def test_a_picture_added_meanwhile_is_left_for_the_next(small_site, folder):
    add_picture(small_site)

    def happens(name):
        Watched.happens = None
        add_picture(small_site, 2)

    with site(connection.settings_dict["NAME"], small_site, WATCHED):
        Watched.happens = happens
        manifest = manifest_of(backup(folder))

    assert manifest.rows["articles_image"] == 1
    assert f"media/images/{2:064}.png" not in manifest.files


def test_a_file_lost_before_is_told_and_hinders_nothing(small_site, folder, capsys):
    lost = add_picture(small_site)
    (small_site / lost).unlink()
    made = backup(folder)
    said = f"not in the media folder, and so not in the backup: {lost}"
    assert said in capsys.readouterr().err
    assert manifest_of(made).missing == [lost]
    call_command("restore", str(made), "--check")
    assert f"lost before it was made, among them {lost}" in capsys.readouterr().err


def test_a_file_that_no_row_names_is_kept_too(small_site, folder):
    name = add_picture(small_site, is_named=False)
    long_ago = (timezone.now() - timedelta(days=1)).timestamp()
    os.utime(small_site / name, (long_ago, long_ago))
    assert f"media/{name}" in manifest_of(backup(folder)).files


@pytest.mark.parametrize("name", ["images/half.png.part", ".hidden", "images/a b.png"])
def test_what_the_library_would_not_name_so_is_not_in_it(small_site, folder, name):
    (small_site / "images").mkdir()
    (small_site / name).write_bytes(b"x")
    assert len(manifest_of(backup(folder)).files) == 2


def test_pictures_in_a_bucket_are_kept_and_brought_back(
    small_site, folder, databases, migrated
):
    with site(connection.settings_dict["NAME"], small_site, MEMORY):
        name = f"images/{1:064}.png"
        default_storage.save(name, ContentFile(b"picture"))
        image = Image(digest=f"{1:064}", title="A lamp", format="png", width=6)
        image.file.name, image.height = name, 4
        Image.objects.bulk_create([image])
        made = backup(folder)
    with site(databases.new(like=migrated), small_site, MEMORY):
        assert not default_storage.exists(name)
        call_command("restore", str(made))
        assert default_storage.open(name).read() == b"picture"


def test_what_a_killed_backup_left_is_cleared_away(small_site, folder):
    left = folder / f"{UNFINISHED}abc"
    left.mkdir()
    (left / "archive.tar").write_bytes(b"half")
    made = backup(folder)
    assert list(folder.iterdir()) == [made]


def test_two_at_once_are_one_too_many(small_site, folder):
    with (
        workplace(folder),
        pytest.raises(CommandError, match="Another backup is being made"),
    ):
        call_command("backup", str(folder))


@contextmanager
def files_at_most(size):
    """Longer files cannot be written, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_leaves_nothing_and_harms_no_older_one(small_site, folder):
    older = backup(folder)
    content = older.read_bytes()
    add_picture(small_site, content=bytes(3_000_000))

    with files_at_most(2_000_000), pytest.raises(CommandError, match="is full"):
        call_command("backup", str(folder), "--keep=1")

    assert all_files(folder) == {older.name: content}
    assert Backup.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nowhere", "There is no folder .*nowhere. Make it first"),
        ("file", "file is no folder"),
        (300 * "x", "There is no folder .*x"),
        ("/proc", "No backup could be made in /proc"),
    ],
)
def test_a_folder_that_cannot_be_used_is_named(small_site, folder, name, said):
    (folder / "file").touch()
    with pytest.raises(CommandError, match=said):
        call_command("backup", str(folder / name))
    assert not Backup.objects.exists()


def test_a_folder_without_a_name_is_not_the_one_we_are_in(
    small_site, folder, monkeypatch
):
    monkeypatch.chdir(folder)
    with pytest.raises(CommandError, match="No folder is named"):
        call_command("backup", "")
    assert not list(folder.iterdir())


@pytest.mark.parametrize("name", ["MEDIA_ROOT", "STATIC_ROOT", "STATICFILES_DIRS"])
def test_no_backup_is_made_where_readers_can_reach_it(
    small_site, folder, settings, name
):
    served = folder / "served"
    (served / "within").mkdir(parents=True)
    setattr(settings, name, [served] if name.endswith("DIRS") else served)
    for place in (served, served / "within"):
        with pytest.raises(CommandError, match="Readers can reach the files in"):
            call_command("backup", str(place))
    assert not list(served.rglob("*.tar"))


def test_a_failure_that_nobody_sees_is_logged_as_an_error(small_site, folder, caplog):
    with pytest.raises(CommandError):
        call_command("backup", str(folder / "nowhere"))
    [record] = [one for one in caplog.records if one.levelname == "ERROR"]
    assert "There is no folder" in record.getMessage()


def test_a_failure_is_noted_until_the_next_good_backup_which_does_not_hold_it(
    small_site, folder
):
    with pytest.raises(CommandError):
        call_command("backup", str(folder / "nowhere"))
    assert "There is no folder" in FailedBackup.objects.get().problem

    manifest = manifest_of(backup(folder))

    assert manifest.rows[FailedBackup._meta.db_table] == 0

    assert not FailedBackup.objects.exists()


def test_one_that_is_being_made_is_noted_before_so_that_a_kill_shows(
    small_site, folder, monkeypatch
):
    noted = []

    def look(*args, **kwargs):
        noted.append(FailedBackup.objects.get().problem)
        raise BackupFailed("The disk is full.")

    monkeypatch.setattr("articles.management.commands.backup.back_up", look)
    FailedBackup.note(timezone.now(), "The one before failed.")
    with pytest.raises(CommandError):
        call_command("backup", str(folder))

    assert noted == [""]
    assert FailedBackup.objects.get().problem == "The disk is full."


def test_one_that_is_made_but_cannot_be_noted_is_not_taken_for_killed(
    small_site, folder, monkeypatch
):
    refuse = Mock(side_effect=OperationalError("database is locked"))
    monkeypatch.setattr(Backup.objects, "create", refuse)
    with pytest.raises(CommandError, match="is made and whole"):
        call_command("backup", str(folder))

    assert len(list(folder.iterdir())) == 1
    assert not FailedBackup.objects.exists()


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="It is never started anew.")
def test_one_is_noted_though_the_database_was_started_anew_meanwhile(
    small_site, folder, monkeypatch
):
    def made_meanwhile(*args, **kwargs):
        made = backing_up.back_up(*args, **kwargs)
        connection.connection.close()
        return made

    monkeypatch.setattr("articles.management.commands.backup.back_up", made_meanwhile)
    backup(folder)

    assert Backup.objects.count() == 1
    assert not FailedBackup.objects.exists()


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="It is never started anew.")
def test_why_one_failed_is_noted_though_the_database_was_started_anew_meanwhile(
    small_site, folder, monkeypatch
):
    def fail(*args, **kwargs):
        connection.connection.close()
        raise BackupFailed("The disk is full.")

    monkeypatch.setattr("articles.management.commands.backup.back_up", fail)
    with pytest.raises(CommandError):
        backup(folder)

    assert FailedBackup.objects.get().problem == "The disk is full."


def test_what_nobody_foresaw_is_noted_and_logged_too(
    small_site, folder, monkeypatch, caplog
):
    def fail(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr("articles.management.commands.backup.back_up", fail)
    with pytest.raises(ZeroDivisionError):
        call_command("backup", str(folder))
    assert "The log says what" in FailedBackup.objects.get().problem
    assert caplog.records[-1].exc_info[0] is ZeroDivisionError


def test_one_that_is_ended_from_outside_is_noted_and_leaves_nothing(
    small_site, folder, monkeypatch
):
    def end(*args, **kwargs):
        os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr("articles.keeping.backing_up.Writer.__init__", end)
    before = signal.getsignal(signal.SIGTERM)

    with pytest.raises(CommandError, match="ended before it was done"):
        call_command("backup", str(folder))

    assert FailedBackup.objects.exists()
    assert list(folder.iterdir()) == []
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_failure_that_the_database_does_not_take_is_told_all_the_same(
    small_site, folder, monkeypatch
):
    def refuse(at, problem):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(FailedBackup, "note", refuse)
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("backup", str(folder / "nowhere"))


def test_older_ones_are_deleted_only_when_asked_and_nothing_else_is(small_site, folder):
    (folder / "practice-site-notes.tar").touch()
    first, second = backup(folder), backup(folder)
    call_command("backup", str(folder), "--keep", "2")
    assert not first.exists()
    assert second.exists()
    assert len(list(folder.iterdir())) == 3


def test_the_new_one_stays_though_a_clock_was_wrong_before(small_site, folder):
    """Files from a time when the clock was ahead would sort as the newest."""
    to_come = [folder / f"practice-site-2999-01-0{n}-000000.tar" for n in (1, 2)]
    for path in to_come:
        path.touch()
    (folder / "practice-site-2998-01-01-000000.tar").mkdir()
    made = backup(folder)

    call_command("backup", str(folder), "--keep", "2")

    kept = [path for path in folder.iterdir() if path.is_file()]
    assert made in kept
    assert len(kept) == 2
    assert not set(to_come) & set(kept)


def test_a_file_with_the_name_of_a_workplace_is_in_nobodys_way(small_site, folder):
    stray = folder / ".practice-site-unfinished-notes"
    stray.touch()

    assert backup(folder).exists()
    assert stray.exists()


@pytest.mark.parametrize("number", ["0", "-1", "some"])
def test_less_than_one_is_not_kept(small_site, folder, number):
    with pytest.raises(CommandError, match="is not a number from 1"):
        call_command("backup", str(folder), f"--keep={number}")


@pytest.mark.postgresql
def test_the_password_is_on_no_command_line(small_site, folder, tmp_path, monkeypatch):
    """The program stands in for PostgreSQL's, and says how it was called."""
    said = tmp_path / "said"
    program = tmp_path / "pg_dump"
    program.write_text(f'#!/bin/sh\necho "$*" "$PGPASSWORD." > {said}\nexit 1\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    connection.settings_dict["PASSWORD"] = "very-secret"

    with pytest.raises(CommandError, match="could not be copied"):
        call_command("backup", str(folder))

    arguments, password = said.read_text().rsplit(maxsplit=1)
    assert password == "very-secret."
    assert "very-secret" not in arguments


@pytest.mark.postgresql
def test_a_program_that_is_missing_is_named(small_site, folder, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(CommandError, match="pg_dump is not installed"):
        call_command("backup", str(folder))


def test_a_damaged_database_is_not_taken_for_a_backup(small_site, folder):
    if connection.vendor != "sqlite":
        pytest.skip("SQLite's file")
    make_article(body="word " * 5000)
    path = connection.settings_dict["NAME"]
    connection.close()
    damaged = bytearray(path.read_bytes())
    for page in range(40, len(damaged) // 4096):
        damaged[page * 4096 : page * 4096 + 64] = bytes(64)
    path.write_bytes(damaged)

    with pytest.raises(CommandError, match="No backup was made|could not be copied"):
        call_command("backup", str(folder))

    assert not list(folder.iterdir())
