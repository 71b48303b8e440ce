"""Is a full disk what an error came from?"""

from errno import EDQUOT, ENOSPC

from django.db import OperationalError

FULL = (ENOSPC, EDQUOT)
SAID = ("disk is full", "No space left on device")


def is_full_disk(error):
    """Said by the system, or by SQLite or PostgreSQL, who could not write."""
    return any(
        isinstance(one, OSError | OperationalError)
        and (getattr(one, "errno", None) in FULL or any(t in str(one) for t in SAID))
        for one in behind(error)
    )


def behind(error):
    """``error`` and what it came from."""
    while error is not None:
        yield error
        error = error.__cause__
