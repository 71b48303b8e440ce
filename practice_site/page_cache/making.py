"""Making a page: one thread at a time makes it, the others wait for the result."""

import os
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field

# Seconds. Whoever has waited so long makes the page too, in case the first maker
# hangs, but only one does; the others wait once more and are then told to try again:
# a third maker would only slow the two down, and an older page is never shown.
PATIENCE = 2.0
MOST_MAKERS = 2


@dataclass
class Response:
    status: str
    headers: list
    body: bytes


@dataclass
class Making:
    makers: int = 0
    done: threading.Event = field(default_factory=threading.Event)
    result: object = None


@dataclass
class Turn:
    """``result``: what was made, by this thread or, while it waited, by another."""

    is_mine: bool = False
    is_too_late: bool = False
    result: object = None


class Makers:
    patience = PATIENCE

    def __init__(self):
        self.begin()
        os.register_at_fork(after_in_child=self.begin)

    def begin(self):
        self.lock = threading.Lock()
        self.at_work = {}

    @contextmanager
    def turn(self, key):
        """The right to make what ``key`` names, or a wait until that is made."""
        turn = Turn()
        making = self.join(key, turn, most=1)
        if not turn.is_mine and not making.done.wait(self.patience):
            making = self.join(key, turn, most=MOST_MAKERS)
            turn.is_too_late = not (turn.is_mine or making.done.wait(self.patience))
        if not turn.is_mine:
            turn.result = making.result
        try:
            yield turn
        finally:
            if turn.is_mine:
                self.leave(key, making, turn.result)

    def join(self, key, turn, *, most):
        with self.lock:
            making = self.at_work.setdefault(key, Making())
            if making.makers < most:
                making.makers += 1
                turn.is_mine = True
            return making

    def leave(self, key, making, result):
        """The first result is for all who wait."""
        with self.lock:
            if self.at_work.get(key) is making:
                del self.at_work[key]
            if not making.done.is_set():
                making.result = result
            making.done.set()


def called(application, environ):
    """What the application answers, whole."""
    begun = []

    def start_response(status, headers, exc_info=None):
        begun[:] = [status, headers]
        return written.append

    written = []
    answer = application(environ, start_response)
    try:
        written.extend(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()
    return Response(begun[0], begun[1], b"".join(written))


def busy(environ, start_response):
    start_response(
        "503 Service Unavailable",
        [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Retry-After", "2"),
            ("Cache-Control", "no-store"),
        ],
    )
    return [b"This page is being made. Please try again in a moment.\n"]
