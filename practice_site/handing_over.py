"""Who answers in a web process: granian's one thread, or others.

granian's own pool answers each request on whichever of its threads comes first. All
of them want Python's one lock for every kept page, and each time that one gets it, the
others have woken for nothing; and a few pages that wait for a database hold up all that
needs none. So granian has one thread, which sends what is held and hands everything
else over.
"""

import logging
import os
import threading
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from tempfile import SpooledTemporaryFile

from granian.server import mp

from practice_site.page_cache.steps import Steps

# More would only wait for each other.
NUMBER = min(8, 2 * (os.cpu_count() or 1) + 1)
# Seconds. Where nothing is begun any more, nobody waits for longer than the first. In a
# row that moves readers wait no longer than the second: an honest answer by which they
# may try again is worth more than a page that comes when they have left. Who sends
# something waits until the third, for those who read have made room by then.
PATIENCE = 4.0
LONGEST = 10.0
LONGEST_SENDING = 30.0
PERIOD = 0.5
# Bytes. A longer body is cut off, and then refused by who reads it.
LARGEST_BODY = 2**30
CHUNK = 2**18

logger = logging.getLogger(__name__)


class Threads:
    """Threads that answer in the order of asking, and one that sends away.

    ``answer(*request)`` may take long. If nothing has been begun for ``patience``
    seconds, because each thread waits for something, whoever has waited for so long
    is answered by ``send_away(*request)`` instead; and so is who has waited for
    ``longest(*request)`` seconds, and at once who waits for what can be had without a
    thread by now, as ``has_come(*request)`` says. What was begun is never sent away.
    """

    def __init__(
        self,
        answer,
        send_away,
        *,
        has_come=lambda *request: False,
        longest=lambda *request: LONGEST,
        number=NUMBER,
        patience=PATIENCE,
    ):
        self.answer, self.send_away = answer, send_away
        self.has_come, self.longest = has_come, longest
        self.patience = patience
        self.steps = Steps(logger)
        self.pool = ThreadPoolExecutor(number, thread_name_prefix="answering")
        self.waiting = deque()
        self.begun_at = time.monotonic()
        threading.Thread(target=self.watch, name="sending-away", daemon=True).start()

    def hand(self, *given):
        request = list(given)
        task = self.pool.submit(self.begin, request)
        self.waiting.append((task, request, time.monotonic()))

    def begin(self, request):
        self.begun_at = time.monotonic()
        self.answer(*request)

    def watch(self):
        while True:
            time.sleep(PERIOD)
            for request in self.in_vain():
                self.steps.take(self.send_away, *request)
                # The pool drops what was cancelled only when a thread is free again.
                request.clear()

    def in_vain(self):
        """The requests that need not wait for a thread, and then wait no more."""
        for _ in range(len(self.waiting)):
            task, request, since = self.waiting.popleft()
            is_late = self.is_late(request, since)
            # Where that cannot be said, it has not come.
            if (is_late or self.steps.take(self.has_come, *request)) and task.cancel():
                yield request
            elif not (task.running() or task.done()):
                self.waiting.append((task, request, since))

    def is_late(self, request, since):
        now = time.monotonic()
        hangs = now - max(since, self.begun_at) >= self.patience
        return hangs or now - since >= self.longest(*request)


def hand_over():
    """Have this process of granian answer so, whatever WSGI application it loads.

    The application has ``held`` and ``busy`` as the page cache has them. granian has
    no public name for what its processes call for each request: without the one that
    it has in the pinned version, no process starts.
    """
    usual = mp._wsgi_call_wrap

    def call_wrap(callback, scope_opts, access_log_fmt=None):
        wrapped = partial(usual, scope_opts=scope_opts, access_log_fmt=access_log_fmt)
        return receiver(callback, wrapped)

    mp._wsgi_call_wrap = call_wrap


def receiver(application, wrapped):
    """What is called with who waits for an answer (granian's object) and the environ.

    ``wrapped`` makes of a WSGI application what would usually be called.
    """
    busy = wrapped(application.busy)

    def send_held(reader, environ):
        held = application.held(environ)
        if held is not None:
            status, headers, body = held
            reader.response_bytes(int(status[:3]), headers, b"".join(body))
        return held

    def send_away(reader, environ):
        return send_held(reader, environ) or busy(reader, environ)

    def has_come(reader, environ):
        # The outage that holds up all threads may be known by now.
        return application.held(environ) is not None

    def longest(reader, environ):
        is_reading = environ.get("REQUEST_METHOD") in ("GET", "HEAD")
        return LONGEST if is_reading else LONGEST_SENDING

    answer, away = whole(wrapped(application)), whole(send_away)
    threads = Threads(answer, away, has_come=has_come, longest=longest)

    def receive(reader, environ):
        if send_held(reader, environ):
            return
        try:
            asked = with_body(environ)
        except HasLeft:
            reader.response_bytes(400, [], b"")
        except OSError:
            logger.exception("There is no room for what was sent.")
            threads.send_away(reader, environ)
        else:
            threads.hand(reader, asked)

    return receive


class HasLeft(Exception):
    """Who began to send something ended before all was sent."""


def with_body(environ):
    """What was sent, read at once: granian lets go of it when ``receive`` returns.

    Django looks only at as much as was announced, and takes the beginning of a form
    for a whole one. nginx hands on whole bodies. Raises HasLeft and OSError.
    """
    left = min(int(environ.get("CONTENT_LENGTH") or 0), LARGEST_BODY)
    if not left:
        return environ
    # Closed by nobody but the last who forgets it.
    body = SpooledTemporaryFile(CHUNK)  # noqa: SIM115
    while left and (chunk := environ["wsgi.input"].read(min(left, CHUNK))):
        body.write(chunk)
        left -= len(chunk)
    if left:
        raise HasLeft
    body.seek(0)
    return {**environ, "wsgi.input": body}


def whole(answer):
    """``answer``, and a 500 where it fails, as granian does on its own thread."""

    def answered(reader, environ):
        try:
            answer(reader, environ)
        except BaseException:
            logger.exception("A request was not answered.")
            reader.response_bytes(500, [], b"")

    return answered
