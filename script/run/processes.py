"""Web server and task worker, side by side, started and stopped together."""

import contextlib
import ctypes
import os
import signal
import subprocess
import time

from installing import PYTHON, ROOT
from sentences import say

# Threads of one web process; more would only wait for each other.
THREADS = min(8, 2 * (os.cpu_count() or 1) + 1)
BACKPRESSURE = 128
PATIENCE = 30
LONGEST_PAUSE = 30
PR_SET_PDEATHSIG = 1


def granian(*, host, port, workers):
    return [
        *(PYTHON, "-m", "granian", "--interface", "wsgi", "--no-ws", "--http", "1"),
        *("--host", host, "--port", str(port), "--workers", str(workers)),
        *("--blocking-threads", str(THREADS), "--backpressure", str(BACKPRESSURE)),
        *("--respawn-failed-workers", "--workers-kill-timeout", "20"),
        *("--log-level", "warning", "practice_site.wsgi:application"),
    ]


def task_worker():
    return [PYTHON, "manage.py", "task_worker"]


class Pair:
    """Two processes; the end of the first ends both, the second is started again."""

    def __init__(self, web, worker):
        self.commands = {"web": web, "worker": worker}
        self.running = {}
        self.stopping = False
        self.pause = 1
        self.due = 0.0

    def start(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.stop)
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
            if process.poll() is None:
                process.terminate()

    def is_web_alive(self):
        return self.running["web"].poll() is None

    def wait(self):
        """Keep both running until one is asked to stop or the web server ends."""
        while self.is_web_alive() and not self.stopping:
            self.revive_worker()
            time.sleep(0.2)
        was_asked = self.stopping
        self.stop()
        for process in self.running.values():
            finish(process)
        return 0 if was_asked else 1

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


def finish(process):
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def end_with_parent():
    """Have Linux stop a child whose parent was killed; elsewhere nothing happens."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
