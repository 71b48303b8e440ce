"""The pictures, through Django's storage: a folder or a bucket makes no difference."""

import hashlib
import os
import shutil
import tempfile
from contextlib import contextmanager, suppress
from functools import cache

from django.core.files import File
from django.core.files.storage import FileSystemStorage, default_storage

from articles.keeping import archive
from articles.keeping.archive import CHUNK, Changed

FOLDER = "media/"
# What a file is called until it is whole.
PART = ".part"
IN_MEMORY = 4 * 2**20


class MediaProblem(Exception):
    """A picture could not be read or written; the text says which, and why."""


def fits(name):
    """Can a backup hold a file of this name? The picture library gives no other."""
    return bool(archive.NAME.fullmatch(FOLDER + name)) and not name.endswith(PART)


def stored_names(folder=""):
    """Every file in the storage whose name fits."""
    try:
        with naming(folder or "the media folder"):
            folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from filter(fits, joined(folder, files))
    for inner in filter(fits, joined(folder, folders)):
        yield from stored_names(inner)


def joined(folder, names):
    return [f"{folder}/{name}" if folder else name for name in sorted(names)]


@contextmanager
def naming(name):
    """The errors of storages have no common class; whatever it is, name the file."""
    try:
        yield
    except FileNotFoundError:
        raise
    except Exception as error:
        reason = getattr(error, "strerror", None) or error
        raise MediaProblem(f"{name}: {reason}") from error


def add_to(writer, name):
    """Copy a file into the archive; (size, SHA-256), None if it is not there.

    One that is cut or prolonged meanwhile is not there as it was.
    """
    try:
        with naming(name):
            file = default_storage.open(name)
        with file:
            size = file.size
            return size, writer.add(FOLDER + name, size, chunks(file, name))
    except (FileNotFoundError, Changed):
        return None


def chunks(file, name):
    with naming(name):
        yield from file.chunks(CHUNK)


def changed_since(name, moment):
    """Was it written after ``moment``, so that it may not be whole yet?"""
    with suppress(NotImplementedError, FileNotFoundError):
        return default_storage.get_modified_time(name) >= moment
    return False


def total_size(names):
    """In bytes, of what lies on a disk of this machine."""
    total = 0
    for name in names if is_folder() else ():
        with suppress(FileNotFoundError), naming(name):
            total += default_storage.size(name)
    return total


def is_folder():
    return isinstance(default_storage, FileSystemStorage)


def free_bytes(folder):
    """Of the disk that the folder is on, or will be."""
    return shutil.disk_usage(what_is_there(folder)).free


def disk_of(folder):
    """The same for two folders on one disk."""
    return os.stat(what_is_there(folder)).st_dev


def what_is_there(folder):
    folder = os.path.abspath(folder)
    while not os.path.exists(folder):
        folder = os.path.dirname(folder)
    return folder


def digest_of(name):
    digest = hashlib.sha256()
    with naming(name):
        file = default_storage.open(name)
    with file:
        for chunk in chunks(file, name):
            digest.update(chunk)
    return digest.hexdigest()


def put_back(name, data):
    """Store a file, which bears its name only when it is whole.

    Whoever has brought all of them back has to see to it that the disk has them
    (``os.sync``): asked of each file by itself, a site's worth would take minutes.
    """
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as spool:
        for chunk in data:
            spool.write(chunk)
        spool.seek(0)
        with naming(name):
            if is_folder():
                put_in_folder(name, File(spool, name))
            else:
                default_storage.save(name, File(spool, name))


@cache
def plain_folder(location):
    return FileSystemStorage(location=location)


def put_in_folder(name, file):
    folder = plain_folder(default_storage.location)
    part = name + PART
    folder.delete(part)
    try:
        folder.save(part, file)
        os.replace(folder.path(part), folder.path(name))
    except OSError:
        folder.delete(part)
        raise
