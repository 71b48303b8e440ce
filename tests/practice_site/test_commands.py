"""manage.py without disk, database or permission: one sentence, and exit code 1."""

import os
import subprocess
import sys
from errno import EACCES, EIO, ENOSPC
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.db import (
    DatabaseError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    ProgrammingError,
    connection,
)

from practice_site import commands, full_disk
from practice_site.commands import FULL, NO_TABLES, run, sentence

ROOT = Path(__file__).parents[2]
FULL_DATABASE = OperationalError("database or disk is full")


def manage(database_url, *command):
    environment = {**os.environ, "DATABASE_URL": database_url}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env={**environment, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    ("database_url", "said"),
    [
        ("sqlite:///{folder}/none/db.sqlite3", "none does not exist."),
        ("sqlite:///{folder}", "cannot be opened. May the user"),
        ("sqlite:///{folder}/text.sqlite3", "is no database, or it is damaged."),
        ("sqlite:///{folder}/empty.sqlite3", NO_TABLES),
        ("postgres://who:secret@127.0.0.1:1/none", "does not answer: connection"),
    ],
)
def test_setup_practice_says_what_is_wrong_with_the_database(
    tmp_path, database_url, said
):
    (tmp_path / "text.sqlite3").write_text("A letter to somebody.\n" * 100)
    url = database_url.format(folder=tmp_path)

    done = manage(url, "setup_practice", "--email", "ann@example.com")

    assert done.returncode == 1
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "secret" not in done.stderr
    assert done.stdout == ""


def test_where_it_happened_is_shown_to_who_asks(tmp_path):
    url = f"sqlite:///{tmp_path}/empty.sqlite3"
    done = manage(url, "setup_practice", "--email", "a@example.com", "--traceback")
    assert done.returncode == 1
    assert "Traceback" in done.stderr


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(ENOSPC, "No space left on device"), FULL),
        (FULL_DATABASE, FULL),
        (OperationalError("could not extend: No space left on device"), FULL),
        (OperationalError("attempt to write a readonly database"), "can only be read."),
        (DatabaseError("database disk image is malformed"), "Bring back a backup"),
        (OperationalError("database is locked"), "Try it again."),
        (ProgrammingError('relation "auth_user" does not exist\nLINE 1'), NO_TABLES),
        (InterfaceError("connection already closed"), "does not answer: connection"),
        (OperationalError("disk I/O error"), "could not do it: disk I/O error."),
        (PermissionError(EACCES, "Denied", "/srv/a"), "“/srv/a” may not be read"),
        (OSError(EIO, "Input/output error", "/a"), "“/a”: Input/output error."),
    ],
)
def test_each_error_has_its_sentence(error, said):
    assert said in sentence(error)
    assert "\n" not in sentence(error)


def test_an_error_of_the_disk_without_room_is_a_full_disk(monkeypatch):
    monkeypatch.setattr(full_disk, "has_room", lambda: False)
    assert sentence(OperationalError("disk I/O error")) == FULL


@pytest.mark.parametrize("error", [IntegrityError("twice"), ValueError("ours")])
def test_a_mistake_of_the_program_stays_one(monkeypatch, error):
    def fail(argv):
        raise error

    monkeypatch.setattr(commands, "execute_from_command_line", fail)
    with pytest.raises(type(error)):
        run(["manage.py", "check"])


@pytest.mark.django_db(transaction=True)
def test_setup_practice_on_a_disk_that_fills_up_makes_nobody(capsys):
    def full(execute, sql, *rest):
        if sql.startswith("INSERT") and "auth_user_groups" in sql:
            raise FULL_DATABASE
        return execute(sql, *rest)

    with connection.execute_wrapper(full), pytest.raises(SystemExit) as stopped:
        run(["manage.py", "setup_practice", "--email", "ann@example.com"])

    assert stopped.value.code == FULL
    assert not get_user_model().objects.exists()
    assert capsys.readouterr().out == ""
