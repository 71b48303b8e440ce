"""Web server and task worker, side by side, started and stopped together."""

import contextlib
import ctypes
import os
import signal
import subprocess
import time

from installing import PYTHON, ROOT
from sentences import Stop, say

# Of one web process. Browsers hold them open, and one that idles counts like one that
# asks.
CONNECTIONS = 128
# In so many seconds all web processes are replaced, one after the other: each new one
# has its share of them to start before the old one goes, on a busy machine, too, and a
# stop that comes meanwhile need not cut off anything.
RENEWAL = 16
# Requests and tasks under way have so many seconds to end; then they are cut off.
PATIENCE = 28
LONGEST_PAUSE = 30
PR_SET_PDEATHSIG = 1


def granian(*, workers, address):
    """The command of the web server; ``address`` as of ``at_socket``, ``at_port``.

    One thread is its own; practice_site.handing_over has the others.
    """
    return [
        *(PYTHON, "-m", "granian", "--interface", "wsgi", "--no-ws", "--http", "1"),
        *address,
        *("--workers", str(workers), "--blocking-threads", "1"),
        *("--backpressure", str(CONNECTIONS)),
        *("--respawn-interval", str(RENEWAL / workers)),
        *("--respawn-failed-workers", "--workers-kill-timeout", str(PATIENCE - 3)),
        *("--log-level", "warning", "practice_site.served:application"),
    ]


def at_port(host, port):
    return ["--host", host, "--port", str(port)]


def at_socket(path):
    """A Unix socket, for its owner and group: all processes share its one queue."""
    return ["--uds", path, "--uds-permissions", "0660"]


def task_worker():
    return [PYTHON, "manage.py", "task_worker"]


class Pair:
    """Two processes; the end of the first ends both, the second is started again.

    With ``renew``, a hang-up (SIGHUP) puts new processes in the place of the running
    ones, which finish what they have begun. ``renew`` is called before and may refuse
    by Stop; then all stays as it is.
    """

    def __init__(self, web, worker, renew=None):
        self.commands = {"web": web, "worker": worker}
        self.renew = renew
        self.running = {}
        self.told = set()
        self.stopping = False
        self.is_renewal_due = False
        self.pause = 1
        self.due = 0.0

    def start(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.stop)
        if self.renew:
            signal.signal(signal.SIGHUP, self.ask_renewal)
        for name in self.commands:
            self.launch(name)

    def launch(self, name):
        # A session of its own, so that Ctrl-C reaches the children in good order,
        # through this process.
        self.running[name] = subprocess.Popen(
            self.commands[name],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=end_with_parent,
        )

    def stop(self, *_):
        self.stopping = True
        for process in self.running.values():
            self.end(process)

    def end(self, process):
        """Once: the task worker takes a second signal as a wish to drop its task."""
        if process.pid not in self.told and process.poll() is None:
            self.told.add(process.pid)
            process.terminate()

    def ask_renewal(self, *_):
        self.is_renewal_due = True

    def is_web_alive(self):
        return self.running["web"].poll() is None

    def wait(self):
        """Keep both running until one is asked to stop or the web server ends."""
        while self.is_web_alive() and not self.stopping:
            if self.is_renewal_due:
                self.is_renewal_due = False
                self.renew_both()
            self.revive_worker()
            time.sleep(0.2)
        was_asked = self.stopping
        self.stop()
        end = time.monotonic() + PATIENCE
        for process in self.running.values():
            finish(process, end)
        return 0 if was_asked else 1

    def renew_both(self):
        try:
            self.renew()
        except Stop as refusal:
            say(f"Everything goes on as it was. {refusal}")
            return
        say("New processes take the place of the running ones, one after the other.")
        self.running["web"].send_signal(signal.SIGHUP)
        self.end(self.running["worker"])
        # It is started again as soon as it has finished its task.
        self.due = time.monotonic()

    def revive_worker(self):
        if self.running["worker"].poll() is None:
            return
        if not self.due:
            say(f"The task worker ended; it starts again in {self.pause} s.")
            self.due = time.monotonic() + self.pause
            self.pause = min(self.pause * 2, LONGEST_PAUSE)
        elif time.monotonic() > self.due:
            self.due = 0.0
            self.launch("worker")


def finish(process, end):
    """Wait until ``end`` (of the monotonic clock), then cut it off, children too."""
    try:
        process.wait(max(0, end - time.monotonic()))
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def end_with_parent():
    """Have Linux stop a child whose parent was killed; elsewhere nothing happens."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
