"""Is a full disk what an error came from?"""

import shutil
from errno import EDQUOT, ENOSPC
from pathlib import Path

from django.conf import settings
from django.db import OperationalError

FULL = (ENOSPC, EDQUOT)
SAID = ("disk is full", "No space left on device")
# All that SQLite says where it has no room even for the files beside the database,
# which a new connection makes only to read; and the bytes that these need.
IO_ERROR, ROOM = "disk I/O error", 1_000_000


def is_full_disk(error):
    """Said by the system, or by SQLite or PostgreSQL, who could not write."""
    return any(
        isinstance(one, OSError | OperationalError) and says_so(one)
        for one in behind(error)
    )


def says_so(error):
    if getattr(error, "errno", None) in FULL or any(t in str(error) for t in SAID):
        return True
    return IO_ERROR in str(error) and not has_room()


def has_room():
    """On the disk of the database; yes where it stands nowhere on this machine."""
    try:
        folder = Path(settings.DATABASES["default"]["NAME"]).parent
        return shutil.disk_usage(folder).free > ROOM
    except OSError:
        return True


def behind(error):
    """``error`` and what it came from."""
    while error is not None:
        yield error
        error = error.__cause__
