"""What is said of the background worker to who waits for it."""

from articles.models import WorkerSign

BUSY = (
    "The site’s background worker is busy with something else and comes to this "
    "afterwards."
)
STOPPED = (
    "The site’s background worker may have stopped: it has given no sign of life for "
    "a while. Whoever looks after the site can start it again. Nothing is lost."
)


def why_waiting(now):
    """A sentence for what has not begun for longer than usual. One query."""
    return BUSY if WorkerSign.is_heard(now) else STOPPED
