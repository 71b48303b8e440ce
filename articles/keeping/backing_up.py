"""Make an archive: under its final name it is whole and was read back, or not there."""

import os
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from errno import EDQUOT, EFBIG, ENOSPC
from pathlib import Path

from django.db import DatabaseError, connection
from django.utils import timezone

from articles.keeping import manifest as listing
from articles.keeping import media
from articles.keeping.archive import CHUNK, Writer
from articles.keeping.manifest import File, Manifest
from articles.keeping.media import MediaProblem
from articles.keeping.opening import ENGINES, READ_ME, opened
from articles.keeping.problems import BackupFailed, NotRestorable
from articles.keeping.tables import files_named
from articles.keeping.wording import megabytes
from articles.keeping.workplace import workplace
from articles.served import is_served

# Pictures may go while they are copied; then the database is copied anew.
ATTEMPTS = 5
FULL = (ENOSPC, EDQUOT, EFBIG)
ABOUT = """\
A backup of a site that runs on {product}, made on {made}.

It holds the database and the pictures. manifest.json lists each file with its size and
its SHA-256; SEAL.sha256 is the SHA-256 of all that comes before it in this file.

To bring it back, install that version or a newer one, with an empty database and an
empty media folder, and run:  .venv/bin/python manage.py restore FILE
The installation's docs/backup.md tells it step by step.

Keep it as safe as the site itself. In it are unpublished texts, and the addresses and
password hashes of everybody who may sign in.
"""


@dataclass(frozen=True)
class Made:
    path: Path
    size: int
    manifest: Manifest


def back_up(folder, *, product, at):
    """Make an archive in ``folder`` and give it; raises BackupFailed, leaving nothing.

    ``product``: the version of this program. ``at``: now.
    """
    refuse(folder)
    folder = Path(folder)
    with told(folder), workplace(folder) as work:
        part = work / "archive.tar"
        with private(part) as file:
            manifest = write(file, work, product, at)
            opened(file)
        path = free_path(folder, at)
        part.rename(path)
        sync(folder)
    return Made(path, path.stat().st_size, manifest)


def refuse(folder):
    """``folder``: as it was typed; an empty one is none, not the one we are in."""
    if folder == "":
        raise BackupFailed("No folder is named. Say where the backup is to go.")
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise BackupFailed(f"{folder} is no folder. Choose another name.")
    if not os.path.isdir(folder):
        raise BackupFailed(
            f"There is no folder {folder}. Make it first, on a disk of its own if you "
            f"can: mkdir -p {folder}"
        )
    if is_served(folder):
        raise BackupFailed(
            f"Readers can reach the files in {folder}. Choose another folder."
        )


@contextmanager
def told(folder):
    """Whatever hinders a backup becomes a sentence."""
    try:
        yield
    except MediaProblem as problem:
        raise BackupFailed(f"A picture could not be read: {problem}.") from problem
    except NotRestorable as problem:
        raise BackupFailed(
            f"What was written to {folder} did not read back as it was written. Its "
            "disk may be failing. No backup was made."
        ) from problem
    except (DatabaseError, sqlite3.Error) as error:
        raise BackupFailed(
            f"The database could not be copied: {' '.join(str(error).split())}."
        ) from error
    except OSError as error:
        raise BackupFailed(reason(error, folder)) from error


def reason(error, folder):
    if error.errno in FULL:
        return (
            f"The disk of {folder} is full. No backup was made, and the ones that you "
            "have are as they were. Make room, or choose another disk."
        )
    return f"No backup could be made in {folder}: {error.strerror or error}."


def private(path):
    """A new file that only its owner may read."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    return os.fdopen(handle, "w+b")


def write(file, work, product, at):
    writer = Writer(file, at=int(at.timestamp()))
    about = ABOUT.format(product=product, made=f"{at:%d %B %Y, %H:%M} UTC").encode()
    about_digest = writer.add(READ_ME, len(about), [about])
    files = {READ_ME: File(len(about), about_digest)}
    database, size, found = database_and_media(writer, work, files)
    add_the_rest(writer, files, at)
    add_file(writer, database, files)
    manifest = Manifest(
        product=product,
        made_at=at.isoformat(),
        vendor=connection.vendor,
        migrations=found.migrations,
        rows=found.rows,
        database_size=size,
        files=files,
        missing=sorted(found.files - set(stored(files))),
    )
    text = manifest.to_json()
    writer.add(listing.NAME, len(text), [text])
    writer.close()
    return manifest


def database_and_media(writer, work, files):
    """(database file, its size unpacked, its contents), with all files it names.

    The database goes first, and a file is whole before a row names it. One that is
    gone by the time it would be copied has lost its row too: then this copy of the
    database is of no use, and another one is made. What rows name to this day and is
    not there was lost before, and is no reason to be without a backup.
    """
    for _ in range(ATTEMPTS):
        path, size, found = ENGINES[connection.vendor].take(work)
        demand_room(work, found.files - set(stored(files)), path)
        gone = add_media(writer, found.files - set(stored(files)), files)
        if not gone or gone <= named_now():
            return path, size, found
    raise BackupFailed(
        "Pictures were deleted faster than they could be copied. No backup was made. "
        "Try again later."
    )


def demand_room(work, names, database):
    needed = media.total_size(names) + database.stat().st_size
    free = media.free_bytes(work)
    if needed > free:
        raise BackupFailed(
            f"There is not enough room in {work.parent}: the backup needs about "
            f"{megabytes(needed)}, and {megabytes(free)} are free. No backup was made."
        )


def stored(files):
    return [name.removeprefix(media.FOLDER) for name in files]


def add_media(writer, names, files):
    """Copy the named files; gives the names of those that are not there."""
    gone = set()
    for name in sorted(names):
        added = media.add_to(writer, name) if media.fits(name) else None
        if added:
            files[media.FOLDER + name] = File(*added)
        else:
            gone.add(name)
    return gone


def named_now():
    with connection.cursor() as cursor:
        return files_named(cursor, set(connection.introspection.table_names(cursor)))


def add_the_rest(writer, files, at):
    """Files that no row names, but not one that is only being written."""
    rest = set(media.stored_names()) - set(stored(files))
    add_media(writer, {n for n in rest if not media.changed_since(n, at)}, files)


def add_file(writer, path, files):
    size = path.stat().st_size
    with path.open("rb") as file:
        digest = writer.add(path.name, size, iter(lambda: file.read(CHUNK), b""))
    files[path.name] = File(size, digest)


def free_path(folder, at):
    """By the practice's clock; two backups of one second are named a second apart."""
    local = timezone.localtime(at)
    while True:
        path = folder / f"practice-site-{local:%Y-%m-%d-%H%M%S}.tar"
        if not path.exists():
            return path
        local += timedelta(seconds=1)


def sync(folder):
    """The name is on the disk, too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
