"""Pages that are held never wait for those that are not."""

import http.client
import os
import subprocess
import sys
import threading
import time
import weakref
from errno import ENOSPC
from io import BytesIO
from pathlib import Path

import pytest

from practice_site import handing_over
from practice_site.handing_over import NUMBER, Threads
from tests.deploy.proxy import free_port
from tests.waiting import until

ROOT = Path(__file__).parents[2]
SOON = 10


@pytest.fixture(autouse=True)
def often(monkeypatch):
    monkeypatch.setattr(handing_over, "PERIOD", 0.01)


class Door:
    """Nobody who is answered gets on before it opens."""

    def __init__(self):
        self.opened, self.begun = threading.Event(), threading.Semaphore(0)
        self.answered, self.sent_away = [], []

    def answer(self, name):
        self.begun.release()
        assert self.opened.wait(SOON)
        self.answered.append(name)

    def send_away(self, name):
        self.sent_away.append(name)


class Reader:
    """Stands for granian's object, by which a request is answered."""

    answer = None

    def response_bytes(self, *answer):
        self.answer = answer


class Application:
    """What holds no page, and answers as ``answer(environ)`` says, in granian's way."""

    def __init__(self, answer):
        self.answer = answer

    def held(self, environ):
        return None

    def busy(self, environ):
        return 503, [], b"busy"

    def __call__(self, environ):
        return self.answer(environ)

    def receiver(self):
        return handing_over.receiver(
            self, lambda app: lambda reader, e: reader.response_bytes(*app(e))
        )


def never_asked(environ):
    raise AssertionError("This should have been answered before.")


@pytest.fixture
def door():
    door = Door()
    yield door
    door.opened.set()


def test_who_waits_behind_threads_that_all_hang_is_sent_away(door):
    threads = Threads(door.answer, door.send_away, number=2, patience=0.05)
    for name in "abcd":
        threads.hand(name)
    until(lambda: len(door.sent_away) == 2)
    door.opened.set()
    until(lambda: len(door.answered) == 2)

    assert door.sent_away == ["c", "d"]
    assert sorted(door.answered) == ["a", "b"]


def test_after_that_all_are_answered_again(door):
    threads = Threads(door.answer, door.send_away, number=1, patience=0.05)
    threads.hand("a")
    threads.hand("b")
    until(lambda: door.sent_away == ["b"])
    door.opened.set()
    threads.hand("c")
    until(lambda: door.answered == ["a", "c"])

    assert door.sent_away == ["b"]


def test_who_only_waits_in_a_long_row_is_not_sent_away():
    answered, sent_away = [], []

    def answer(name):
        time.sleep(0.05)
        answered.append(name)

    threads = Threads(answer, sent_away.append, number=1, patience=1)
    for name in range(40):
        threads.hand(name)
    until(lambda: len(answered) + len(sent_away) == 40)

    assert answered == [*range(40)]


def test_in_a_row_that_moves_too_slowly_nobody_waits_for_ever():
    answered, sent_away = [], []

    def answer(name):
        time.sleep(0.05)
        answered.append(name)

    threads = Threads(
        answer, sent_away.append, number=1, patience=SOON, longest=lambda name: 0.2
    )
    for name in range(100):
        threads.hand(name)
    until(lambda: len(answered) + len(sent_away) == 100)

    assert sorted(answered + sent_away) == [*range(100)]
    assert len(sent_away) > len(answered)


def test_who_sends_something_waits_longer_than_who_reads(monkeypatch):
    def slow(environ):
        time.sleep(0.05)
        return 200, [], b"answered"

    monkeypatch.setattr(handing_over, "LONGEST", 0.1)
    receive = Application(slow).receiver()
    asked = {method: [Reader() for _ in range(50)] for method in ("GET", "POST")}
    for method, readers in asked.items():
        for reader in readers:
            receive(reader, {"REQUEST_METHOD": method})
    until(lambda: all(reader.answer for reader in asked["GET"] + asked["POST"]))

    assert {reader.answer[0] for reader in asked["GET"]} == {200, 503}
    assert {reader.answer[0] for reader in asked["POST"]} == {200}


def test_one_thread_that_hangs_holds_up_nobody(door):
    answered = []

    def answer(name):
        if name == "hangs":
            door.answer(name)
        answered.append(name)

    threads = Threads(answer, door.send_away, number=2, patience=SOON)
    threads.hand("hangs")
    for name in range(5):
        threads.hand(name)
    until(lambda: len(answered) == 5)

    assert answered == [*range(5)]


def test_who_waits_for_what_can_be_had_by_now_waits_for_no_thread(door):
    has_come = {"c"}
    threads = Threads(
        door.answer, door.send_away, has_come=has_come.__contains__, number=1
    )
    for name in "abcd":
        threads.hand(name)
    until(lambda: door.sent_away == ["c"])
    has_come.add("b")
    until(lambda: door.sent_away == ["c", "b"])
    door.opened.set()
    until(lambda: len(door.answered) == 2)

    assert door.answered == ["a", "d"]


def test_an_error_of_the_one_who_sends_away_is_logged_once_and_ends_nothing(
    door, caplog
):
    def broken(name):
        raise KeyError(name)

    def send_away(name):
        door.send_away(name)
        raise OSError("The reader has left.")

    threads = Threads(door.answer, send_away, has_come=broken, number=1, patience=0.05)
    for name in "abc":
        threads.hand(name)
    until(lambda: door.sent_away == ["b", "c"])
    threads.hand("d")
    until(lambda: door.sent_away == ["b", "c", "d"])

    kinds = [record.exc_info[0] for record in caplog.records]
    assert sorted(kinds, key=str) == [KeyError, OSError]


def test_nothing_is_kept_of_requests_that_were_answered():
    answered = []
    threads = Threads(answered.append, answered.append, number=1)
    for name in range(50):
        threads.hand(name)
    until(lambda: len(answered) == 50 and not threads.waiting)


def test_while_all_threads_hang_nothing_is_kept_of_who_was_sent_away(door):
    class Sent:
        """What came with a request."""

    threads = Threads(lambda sent: door.answer(""), lambda sent: None, number=1)
    threads.patience = 0.05
    threads.hand(Sent())
    assert door.begun.acquire(timeout=SOON)
    waiting = Sent()
    kept = weakref.ref(waiting)
    threads.hand(waiting)
    del waiting

    until(lambda: kept() is None)


def test_who_sends_what_there_is_no_room_for_is_sent_away(monkeypatch):
    def full(size):
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(handing_over, "SpooledTemporaryFile", full)
    reader, receive = Reader(), Application(never_asked).receiver()
    receive(reader, {"CONTENT_LENGTH": "3", "wsgi.input": BytesIO(b"abc")})

    assert reader.answer == (503, [], b"busy")


def test_what_is_cut_off_in_the_middle_is_not_answered_as_if_it_were_whole():
    reader, receive = Reader(), Application(never_asked).receiver()
    receive(reader, {"CONTENT_LENGTH": "99", "wsgi.input": BytesIO(b"body=half")})

    assert reader.answer == (400, [], b"")


class Server:
    """granian as script/serve starts it, one process, with ``slow_site``."""

    def __init__(self, folder):
        self.go, self.port = folder / "go", free_port()
        command = [sys.executable, "-m", "granian", "--interface", "wsgi"]
        command += ["--port", str(self.port), "--blocking-threads", "1", "--http", "1"]
        self.process = subprocess.Popen(  # noqa: S603
            [*command, "tests.practice_site.slow_site:application"],
            cwd=ROOT,
            env={**os.environ, "GO": str(self.go)},
        )
        until(self.answers)

    def answers(self):
        try:
            return self.get("/held")
        except OSError:
            return None

    def get(self, path, method="GET", body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SOON)
        connection.request(method, path, body)
        response = connection.getresponse()
        return response.status, response.read()

    def in_background(self, *asked):
        """A thread that asks, and where its answer will be."""
        answers = []
        thread = threading.Thread(target=lambda: answers.append(self.get(*asked)))
        thread.start()
        return thread, answers


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path)
    yield server
    server.go.touch()
    server.process.terminate()
    server.process.wait(SOON)


def test_under_granian_what_is_held_is_sent_while_all_threads_wait(server):
    slow = [server.in_background("/slow") for _ in range(NUMBER)]
    held = [server.get("/held") for _ in range(20)]
    assert not any(answers for _, answers in slow)
    server.go.touch()
    for thread, _ in slow:
        thread.join(SOON)

    assert held == 20 * [(200, b"held")]
    assert [answers for _, answers in slow] == NUMBER * [[(200, b"slow ")]]


def test_under_granian_who_waits_in_vain_is_sent_away(server):
    slow = [server.in_background("/slow") for _ in range(NUMBER)]
    until(lambda: sum(thread.is_alive() for thread, _ in slow) == NUMBER)
    time.sleep(0.2)

    assert server.get("/late") == (503, b"busy")


def test_under_granian_what_is_sent_comes_whole(server):
    server.go.touch()
    sent = os.urandom(300_000)

    assert server.get("/slow", "POST", sent) == (200, b"slow " + sent)
    assert server.get("/held", "HEAD") == (200, b"")


def test_under_granian_what_fails_is_a_500(server):
    assert server.get("/fails")[0] == 500
    assert server.get("/held") == (200, b"held")


def test_under_granian_what_is_under_way_is_finished_before_the_end(server):
    thread, answers = server.in_background("/slow")
    time.sleep(0.3)
    server.process.terminate()
    time.sleep(0.3)
    server.go.touch()
    thread.join(SOON)

    assert answers == [(200, b"slow ")]
