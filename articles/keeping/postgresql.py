"""Copy a PostgreSQL database while it is written to, and bring a copy back.

By PostgreSQL's own programs. A password goes to them in their environment, never on
their command line, which everybody on the machine can read.
"""

import os
import shutil
import subprocess
import tempfile
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient

from articles.keeping.problems import BackupFailed, NotRestorable, RestoreStopped
from articles.keeping.tables import contents, fetched, passing_tables, quoted

MEMBER = "database.dump"
AS_ANYBODY = ("--no-owner", "--no-privileges")
ONE_MOMENT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"


class ProgramFailed(Exception):
    """The text: the program's last words."""


def take(folder):
    """(file, its size, contents): a copy as of one moment; nobody is kept waiting."""
    path = Path(folder, MEMBER)
    path.touch(0o600)
    with closing(connection.copy()) as own:
        own.set_autocommit(False)
        with own.cursor() as cursor:
            cursor.execute(ONE_MOMENT)
            [[snapshot]] = fetched(cursor, "SELECT pg_export_snapshot()")
            tables = names(cursor)
            found = contents(cursor, tables)
            try:
                run("pg_dump", *dump_arguments(path, snapshot, tables))
            except ProgramFailed as failed:
                raise BackupFailed(
                    f"The database could not be copied: {failed}. No backup was made."
                ) from failed
        own.rollback()
    return path, path.stat().st_size, found


def names(cursor):
    tables = connection.introspection.get_table_list(cursor)
    return sorted(table.name for table in tables if table.type in ("t", "p"))


def dump_arguments(path, snapshot, tables):
    """Tables by name: whatever a hoster keeps beside them is not ours to restore."""
    return (
        "--format=custom",
        *AS_ANYBODY,
        f"--snapshot={snapshot}",
        f"--file={path}",
        *(f"--table={quoted(table)}" for table in tables),
        *(f"--exclude-table-data={quoted(t)}" for t in passing_tables(tables)),
    )


def run(program, *arguments, chunks=()):
    """Run one of PostgreSQL's programs on the database, fed with ``chunks``."""
    command, environment = DatabaseClient.settings_to_cmd_args_env(
        connection.settings_dict, [*arguments, "--dbname"]
    )
    feed(program, command[1:], environment or {}, chunks)


def feed(program, arguments, environment, chunks):
    path = shutil.which(program)
    if path is None:
        raise ProgramFailed(
            f"the program {program} is not installed (Debian has it in the package "
            "postgresql-client)"
        )
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(  # noqa: S603
            [path, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=said,
            bufsize=0,
            env={**os.environ, "LC_ALL": "C.UTF-8", **environment},
        ) as process,
    ):
        write_all(process.stdin, chunks)
        if process.wait():
            said.seek(0)
            raise ProgramFailed(last_words(said.read().decode(errors="replace")))


def write_all(pipe, chunks):
    """A program that ended early says itself why."""
    try:
        for chunk in chunks:
            pipe.write(chunk)
        pipe.close()
    except BrokenPipeError:
        pass


def last_words(said):
    """The first error of what was said, in one line without a full stop."""
    lines = said.strip().splitlines() or ["it did not say why"]
    line = next((line for line in lines if "error:" in line), lines[-1])
    return line.strip().rstrip(".")


@contextmanager
def readied(chunks, manifest, folder=None):
    """Check the copy that ``chunks()`` gives; yields what puts it in place."""
    try:
        feed("pg_restore", ["--list"], {}, chunks())
    except ProgramFailed as failed:
        raise NotRestorable(
            f"The database in this backup cannot be read: {failed}. Nothing was "
            "changed."
        ) from failed
    yield partial(put_back, chunks, manifest)


def put_back(chunks, manifest):
    """All in one transaction, after the empty tables that stand in its way are gone."""
    drop_empty_tables(manifest)
    arguments = ("--single-transaction", "--exit-on-error", *AS_ANYBODY)
    try:
        run("pg_restore", *arguments, chunks=chunks())
    except ProgramFailed as failed:
        raise RestoreStopped(
            f"The database could not be brought back: {failed}. It is empty, as before."
        ) from failed
    with connection.cursor() as cursor:
        found = contents(cursor, names(cursor))
    lacking = {
        table for table, rows in manifest.rows.items() if found.rows.get(table) != rows
    }
    if lacking:
        raise RestoreStopped(
            f"The database was brought back, but not all of it: {sorted(lacking)}."
        )


def drop_empty_tables(manifest):
    """``migrate`` may have made them, perhaps more of them than the backup has."""
    ours = {
        *connection.introspection.django_table_names(),
        *manifest.rows,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '20s'")
        tables = [quoted(t) for t in names(cursor) if t in ours]
        if tables:
            cursor.execute(f"DROP TABLE {', '.join(tables)} CASCADE")
