"""Files that are there wholly or not at all, whatever happens meanwhile."""

import contextlib
import os
import secrets
from pathlib import Path

from django.core.files.storage import FileSystemStorage

# Marks what was still being written; nothing is served from such a name.
PART = ".part"


def write_whole(path, data):
    """Put ``data`` in place of what stands at ``path``. Raises OSError."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(part_of(path.name))
    with removed_on_failure(part):
        part.write_bytes(data)
        put_in_place(part, path)


class WholeFileStorage(FileSystemStorage):
    """A full disk or a killed process leaves no half-written picture behind."""

    def _save(self, name, content):
        part = self.path(part_of(name))
        with removed_on_failure(part):
            super()._save(os.path.relpath(part, self.location), content)
            put_in_place(part, self.path(name))
        return name


def part_of(name):
    return f"{name}.{secrets.token_hex(4)}{PART}"


@contextlib.contextmanager
def removed_on_failure(part):
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(part)
        raise


def put_in_place(part, path):
    """Rename what is surely on the disk, so that a power cut finds old or new."""
    sync(part, os.O_RDWR)
    os.replace(part, path)
    sync(os.path.dirname(path), os.O_RDONLY)


def sync(path, flags):
    opened = os.open(path, flags)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
