"""Copy a SQLite database while it is written to, and put a copy in its place."""

import gzip
import shutil
import sqlite3
import tempfile
import zlib
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from django.db import connection

from articles.keeping.archive import CHUNK
from articles.keeping.problems import BackupFailed, NotRestorable
from articles.keeping.tables import contents, fetched, passing_tables, quoted

MEMBER = "database.sqlite3.gz"
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
# Django makes none of these; they could act when a table is written or read.
STRANGE = "SELECT count(*) FROM sqlite_master WHERE type NOT IN ('table', 'index')"
NO_DATABASE = "The database in this backup is not a sound one. Nothing was changed."


def take(folder):
    """(file, its size unpacked, contents): a packed copy, as of one moment.

    Made in one step, for a copy in several begins anew whenever somebody writes.
    Writers are not kept waiting (WAL).
    """
    path = Path(folder, "database.sqlite3")
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy, progress=give_up_when_busy)
        complete(copy)
        said = unsoundness(copy)
        if said:
            raise BackupFailed(
                f"The database is damaged ({said}). No backup was made, and the ones "
                "that you have are as they were. Restore the newest of them."
            )
        found = contents(copy.cursor(), names(copy))
    size = path.stat().st_size
    return pack(path), size, found


def give_up_when_busy(status, remaining, total):
    """Python's own backup would try again for ever."""
    if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        raise sqlite3.OperationalError("another program is writing to it for too long")


def complete(copy):
    """One file that needs no other, without a trace of what it shall not hold."""
    copy.execute("PRAGMA journal_mode = DELETE")
    copy.execute("PRAGMA secure_delete = ON")
    for table in passing_tables(names(copy)):
        copy.execute(f"DELETE FROM {quoted(table)}")  # noqa: S608
    copy.commit()


def names(copy):
    """All tables but SQLite's own."""
    found = [name for [name] in fetched(copy.cursor(), TABLES)]
    return [name for name in found if not name.startswith("sqlite_")]


def unsoundness(copy):
    """The first thing that is wrong with the file, "" if nothing is."""
    try:
        said = fetched(copy.cursor(), "PRAGMA integrity_check(1)")[0][0]
    except sqlite3.DatabaseError as error:
        return str(error)
    return "" if said == "ok" else " ".join(said.split())


def pack(path):
    packed = path.with_name(MEMBER)
    with path.open("rb") as file, gzip.open(packed, "wb", compresslevel=3) as out:
        shutil.copyfileobj(file, out, CHUNK)
    path.unlink()
    return packed


@contextmanager
def readied(chunks, manifest, folder=None):
    """Check the packed copy that ``chunks()`` gives; yields what puts it in place.

    ``folder``: where there is room to unpack it.
    """
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=folder) as place:
        path = Path(place, "database.sqlite3")
        unpack(path, chunks(), most=manifest.database_size)
        demand_soundness(path, manifest)
        yield partial(put_back, path)


def unpack(path, chunks, *, most):
    try:
        with path.open("wb") as file:
            file.writelines(unpacked(chunks, most=most))
    except OSError as error:
        raise NotRestorable(
            f"The database could not be unpacked in {path.parents[1]}: "
            f"{error.strerror or error}. Nothing was changed."
        ) from error


def unpacked(chunks, *, most):
    inflate, total = zlib.decompressobj(wbits=31), 0
    try:
        for chunk in chunks:
            while chunk:
                data = inflate.decompress(chunk, CHUNK)
                total += len(data)
                if total > most or inflate.unused_data:
                    raise NotRestorable(NO_DATABASE)
                yield data
                chunk = inflate.unconsumed_tail
    except zlib.error as error:
        raise NotRestorable(NO_DATABASE) from error
    if not inflate.eof or total != most:
        raise NotRestorable(NO_DATABASE)


def demand_soundness(path, manifest):
    """Raise NotRestorable unless the file holds what the manifest says."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as copy:
        copy.execute("PRAGMA trusted_schema = OFF")
        try:
            is_sound = not unsoundness(copy) and fetched(copy.cursor(), STRANGE) == [
                (0,)
            ]
            found = contents(copy.cursor(), names(copy)) if is_sound else None
        except sqlite3.DatabaseError as error:
            raise NotRestorable(NO_DATABASE) from error
    if not found or (found.rows, found.migrations) != (
        manifest.rows,
        manifest.migrations,
    ):
        raise NotRestorable(NO_DATABASE)


def put_back(path):
    """In one transaction of SQLite's: wholly or, after a power cut, not at all."""
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        copy.backup(connection.connection, progress=give_up_when_busy)
    connection.close()
