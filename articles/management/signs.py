"""Signs of life, by which others see that a process is at work and has not been killed.

A thread gives them beside the work, however long a step of it takes.
"""

import contextlib
import threading

from django.db import Error, connection
from django.utils import timezone


@contextlib.contextmanager
def signs_of_life(give, every):
    """Call ``give(now)`` at once and then regularly, until the block ends."""
    attempt(give)
    end = threading.Event()
    thread = threading.Thread(target=go_on, args=[give, every, end], daemon=True)
    thread.start()
    try:
        yield
    finally:
        end.set()
        thread.join(1)


def go_on(give, every, end):
    while not end.wait(every.total_seconds()):
        attempt(give)
    connection.close()


def attempt(give):
    """Where the database cannot take one, the next is tried in its time."""
    try:
        give(timezone.now())
    except Error:
        connection.close()
