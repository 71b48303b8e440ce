"""Load from wrk, and what it costs: CPU time and memory of a tree of processes."""

import contextlib
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass
class Run:
    """``cpu``: microseconds a request; ``p99``: milliseconds; ``pss``: MiB."""

    rate: float
    cpu: float
    p99: float
    pss: float
    failed: int


def run(url, headers, *, roots, seconds, connections=32):
    """Ask ``url`` for some seconds; ``roots``: the first processes of all servers."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency"]
    for name, text in headers.items():
        command += ["-H", f"{name}: {text}"]
    before = cpu_seconds(roots)
    said = subprocess.run([*command, url], capture_output=True, text=True, check=True)
    spent, text = cpu_seconds(roots) - before, said.stdout
    done = int(re.search(r"(\d+) requests in", text)[1])
    slow = re.search(r"99%\s+([\d.]+)(us|ms|s|m)\b", text)
    broken = re.search(r"connect (\d+), read (\d+), write (\d+), timeout (\d+)", text)
    return Run(
        rate=float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]),
        cpu=spent / max(done, 1) * 1e6,
        p99=float(slow[1]) * UNITS[slow[2]],
        pss=pss(roots),
        failed=sum(map(int, broken.groups())) if broken else 0,
    )


def cpu_seconds(roots):
    return sum(ticks(process) for process in tree(roots)) / TICK


def pss(roots):
    """MiB that the trees would free if they ended, shared pages by their share."""
    return sum(map(pss_of_one, tree(roots)))


def pss_of_one(process):
    # It may just have ended.
    with contextlib.suppress(OSError):
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
        return int(re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[1]) / 1024
    return 0


def tree(roots):
    """``roots`` and what descends from them, but for task workers and their own."""
    found, waiting = [], [*roots]
    while waiting:
        process = waiting.pop()
        with contextlib.suppress(OSError):
            if b"task_worker" in Path(f"/proc/{process}/cmdline").read_bytes():
                continue
            found.append(process)
            for task in Path(f"/proc/{process}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
    return found


def ticks(process):
    with contextlib.suppress(OSError):
        stat = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return int(stat[11]) + int(stat[12])
    return 0
