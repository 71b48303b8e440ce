"""Web server and task worker as one: stopped once, renewed without a gap."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

RUN = Path(__file__).parents[2] / "script" / "run"
# What stands for either process: writes down what it is told, and ends when told so.
CHILD = """
import signal, sys, time
name, path, ending = sys.argv[1:4]
def note(what):
    with open(path, "a") as file:
        file.write(f"{name} {what}\\n")
def end(*_):
    note("TERM")
    if ending == "ends":
        sys.exit(0)
signal.signal(signal.SIGHUP, lambda *_: note("HUP"))
signal.signal(signal.SIGTERM, end)
note("began")
while True:
    time.sleep(0.05)
"""
PAIR = """
import sys
sys.path.insert(0, sys.argv[1])
import processes
from sentences import Stop
child, path, ending, answer = sys.argv[2:6]
processes.PATIENCE = 1
def renew():
    with open(path, "a") as file:
        file.write(f"renewal {answer}\\n")
    if answer == "refused":
        raise Stop("The database is not up to date.")
python = [sys.executable, "-c", child]
pair = processes.Pair(
    [*python, "web", path, ending], [*python, "worker", path, ending],
    renew if answer != "none" else None,
)
pair.start()
sys.exit(pair.wait())
"""


class Running:
    def __init__(self, path, ending, answer):
        self.path = path
        self.process = subprocess.Popen(
            [sys.executable, "-c", PAIR, RUN, CHILD, path, ending, answer],
            stdout=subprocess.PIPE,
            text=True,
        )
        self.wait_for("web began", "worker began")

    def events(self):
        return self.path.read_text().splitlines() if self.path.exists() else []

    def wait_for(self, *wanted, times=1):
        until = time.monotonic() + 60
        while not all(self.events().count(event) >= times for event in wanted):
            assert time.monotonic() < until, self.events()
            time.sleep(0.02)

    def tell(self, number):
        self.process.send_signal(number)


@pytest.fixture
def start(tmp_path):
    started = []

    def start(ending="ends", answer="agreed"):
        started.append(Running(tmp_path / "events", ending, answer))
        return started[-1]

    yield start
    for running in started:
        with running.process as process:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_each_process_is_told_once_to_end(start, number):
    running = start()
    running.tell(number)
    assert running.process.wait(60) == 0
    assert running.events().count("web TERM") == 1
    assert running.events().count("worker TERM") == 1


def test_a_process_that_does_not_end_is_cut_off(start):
    running = start(ending="stays")
    running.tell(signal.SIGTERM)
    assert running.process.wait(60) == 0


def test_a_hang_up_renews_both_without_ending_the_web_server(start):
    running = start()
    running.tell(signal.SIGHUP)
    running.wait_for("web HUP", "worker TERM")
    running.wait_for("worker began", times=2)
    assert running.events().count("web began") == 1
    assert "web TERM" not in running.events()


def test_a_worker_that_is_ending_is_not_told_again(start):
    running = start(ending="stays")
    running.tell(signal.SIGHUP)
    running.wait_for("worker TERM")
    running.tell(signal.SIGHUP)
    running.wait_for("renewal agreed", times=2)
    running.tell(signal.SIGTERM)
    assert running.process.wait(60) == 0
    assert running.events().count("worker TERM") == 1


def test_a_renewal_that_is_refused_changes_nothing(start):
    running = start(answer="refused")
    running.tell(signal.SIGHUP)
    running.wait_for("renewal refused")
    running.tell(signal.SIGTERM)
    assert "not up to date" in running.process.communicate()[0]
    assert "web HUP" not in running.events()
    assert running.events().count("worker began") == 1


def test_without_a_renewal_a_hang_up_ends_both(start):
    running = start(answer="none")
    running.tell(signal.SIGHUP)
    assert running.process.wait(60) == 0
    assert "web TERM" in running.events()


def test_the_end_of_the_web_server_ends_the_worker(start):
    running = start()
    children = Path(f"/proc/{running.process.pid}/task/{running.process.pid}/children")
    if not children.exists():
        pytest.skip("the system does not tell a process's children")
    web = int(children.read_text().split()[0])
    os.kill(web, signal.SIGKILL)
    assert running.process.wait(60) == 1
    assert "worker TERM" in running.events()
