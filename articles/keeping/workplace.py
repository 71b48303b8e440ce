"""A folder for what is not finished, beside where it will lie when it is."""

import fcntl
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

from articles.keeping.problems import BackupFailed

UNFINISHED = ".practice-site-unfinished-"


@contextmanager
def workplace(folder):
    """A folder only we may read, which goes with all that is in it.

    What a killed backup left is cleared away first; one that is alive holds a lock.
    """
    for left in filter(Path.is_dir, Path(folder).glob(f"{UNFINISHED}*")):
        with locked(left):
            shutil.rmtree(left, ignore_errors=True)
    with (
        tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=folder) as work,
        locked(work),
    ):
        yield Path(work)


@contextmanager
def locked(folder):
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise BackupFailed(
            "Another backup is being made in this folder. Try again when it is done."
        ) from None
    finally:
        os.close(handle)
