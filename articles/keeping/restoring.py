"""Bring a backup back: everything is looked at before anything is changed.

The pictures come first and the database last, in one transaction: until then the
database is empty, and whoever was interrupted begins again.
"""

import os
import sqlite3
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from articles.keeping import media
from articles.keeping.emptiness import demand_empty_database, files_to_bring
from articles.keeping.media import MediaProblem
from articles.keeping.opening import opened
from articles.keeping.problems import NotRestorable, RestoreStopped
from articles.keeping.wording import megabytes

KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def check(path):
    """The manifest of a backup that is whole; raises NotRestorable."""
    with (
        archive_at(path) as archive,
        archive.engine.readied(archive.database, archive.manifest),
    ):
        return archive.manifest


def restore(path):
    """Bring everything back; gives the manifest.

    Raises NotRestorable while nothing is changed yet, RestoreStopped after that.
    """
    with archive_at(path) as archive:
        demand_fitness(archive.manifest)
        demand_empty_database()
        wanted = archive.media()
        names = files_to_bring(wanted)
        folder = database_folder()
        demand_room(names, wanted, archive.manifest, folder)
        with archive.engine.readied(
            archive.database, archive.manifest, folder
        ) as put_back:
            bring_media(archive, names, len(wanted))
            bring_database(put_back, archive.manifest)
    bring_up_to_date()
    return archive.manifest


@contextmanager
def archive_at(path):
    try:
        with Path(path).open("rb") as file:
            yield opened(file)
    except OSError as error:
        raise NotRestorable(
            f"{error.filename or path}: {error.strerror or error}. Nothing was changed."
        ) from error
    except MediaProblem as problem:
        raise NotRestorable(
            f"The media folder could not be looked at: {problem}. Nothing was changed."
        ) from problem
    except sqlite3.Error as error:
        raise NotRestorable(
            f"The database could not be unpacked: {error}. Nothing was changed."
        ) from error


def demand_fitness(manifest):
    """Raise NotRestorable if this installation cannot hold such a database."""
    if manifest.vendor != connection.vendor:
        theirs, ours = KINDS[manifest.vendor], KINDS[connection.vendor]
        raise NotRestorable(
            f"This backup is of a {theirs} database, and this site is set to {ours}. "
            f"It can be brought back into {theirs} only: set DATABASE_URL to an empty "
            f"{theirs} database. Nothing was changed."
        )
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    known = {f"{app}.{name}" for app, name in loader.disk_migrations}
    for migration in loader.disk_migrations.values():
        known |= {f"{app}.{name}" for app, name in migration.replaces}
    newer = sorted(set(manifest.migrations) - known)
    if newer:
        raise NotRestorable(
            f"This backup was made by {manifest.product}, which is newer than this "
            f"program ({settings.PRODUCT}): it knows {newer[0]}. Install that version "
            "or a newer one first. Nothing was changed."
        )


def database_folder():
    """Where SQLite's file lies; None for what is no file."""
    name = str(connection.settings_dict["NAME"])
    is_file = connection.vendor == "sqlite" and not connection.is_in_memory_db()
    return Path(name).parent if is_file else None


def demand_room(names, wanted, manifest, folder):
    """Raise NotRestorable if a disk of this machine is too full."""
    needs = []
    if media.is_folder():
        size = sum(wanted[name].size for name in names)
        needs.append((settings.MEDIA_ROOT, size))
    if folder:
        # Once unpacked, once in its place, and once in SQLite's journal.
        needs.append((folder, 3 * manifest.database_size))
    for place, _ in needs:
        disk = media.disk_of(place)
        size = sum(size for other, size in needs if media.disk_of(other) == disk)
        free = media.free_bytes(place)
        if size > free:
            raise NotRestorable(
                f"There is not enough room in {place}: {megabytes(size)} are needed, "
                f"and {megabytes(free)} are free. Nothing was changed."
            )


def bring_media(archive, names, total):
    done = total - len(names)
    try:
        for name in names:
            media.put_back(name, archive.read(media.FOLDER + name))
            done += 1
        os.sync()
    except (MediaProblem, OSError, KeyboardInterrupt) as error:
        raise RestoreStopped(
            f"{spoken(error)} The restore stopped with {done:,} of {total:,} pictures' "
            "files in their place. The database was not changed. Run the same command "
            "again, and it goes on from there."
        ) from error


def bring_database(put_back, manifest):
    try:
        put_back()
    except RestoreStopped:
        raise
    except (DatabaseError, sqlite3.Error, OSError, KeyboardInterrupt) as error:
        raise RestoreStopped(
            f"{spoken(error)} The restore stopped while the database was brought back; "
            "it is as empty as before. All pictures are in their place. Run the same "
            "command again."
        ) from error


def spoken(error):
    """What happened, as a sentence."""
    if isinstance(error, KeyboardInterrupt):
        return "You stopped it."
    text = getattr(error, "strerror", None) or str(error)
    return " ".join(text.split()).rstrip(".") + "."


def bring_up_to_date():
    """What an older backup lacks; one of this version stays just as it was made."""
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)
        else:
            call_command("createcachetable", verbosity=0)
    except (DatabaseError, CommandError, KeyboardInterrupt) as error:
        raise RestoreStopped(
            "Everything is back, but the database could not be brought up to date: "
            f"{spoken(error)} Run `manage.py migrate` when that is mended."
        ) from error
