"""script/test: every check and test, on SQLite and on PostgreSQL."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import debian
import postgresql
from installing import PYTHON, ROOT, RUNTIME, TESTS, install
from sentences import run, say

CHROMIUM = Path("/usr/bin/chromium")
IS_CI = os.environ.get("CI", "").lower() in ("1", "true")
PYTEST = [PYTHON, "-m", "pytest", "-q"]
# Pytest's status where the arguments choose none of a run's tests.
NONE_CHOSEN = 5
# The status of a trial that this machine can't make.
NOT_TRIED = 77
SQLITE = "tests on SQLite"
REST = "tests without a database, or with a browser"
BARE = "the documents on a bare Debian"
COUNTED = re.compile(
    r"(\d+) (failed|passed|skipped|deselected|xfailed|xpassed|errors?)"
)
CHECKS = {
    "formatting": ["-m", "ruff", "format", "--check", "--quiet", "."],
    "lint": ["-m", "ruff", "check", "--quiet", "."],
    "types": ["-m", "mypy"],
    "system checks": ["manage.py", "check", "--fail-level", "WARNING"],
    "migrations": ["manage.py", "makemigrations", "--check", "--dry-run"],
}


def main():
    # An end from outside must stop the database server too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    install(RUNTIME, TESTS)
    missing = [*missing_browser(), *missing_postgresql(), *missing_nginx()]
    missing += missing_container() if is_whole() else ()
    for sentence in missing:
        say(f"\n!!! {sentence}\n")
    failed = [name for name, command in CHECKS.items() if not succeeds(name, command)]
    if missing and IS_CI:
        failed.append("something that the tests need is missing")
    began = time.monotonic()
    with contextlib.ExitStack() as stack:
        outcomes = [start(stack, *run) for run in runs(stack)]
        ended = [outcome() for outcome in outcomes]
    failed += failures(ended)
    if all(status == NONE_CHOSEN for _, status, _ in ended):
        failed.append("no test was chosen")
    return conclude(failed, ended, time.monotonic() - began)


def missing_browser():
    if not has_browser():
        debian.installed("chromium", "fonts-liberation", "libatomic1")
    if not has_browser():
        yield (
            "Chromium is not installed, so the tests that need a browser fail or are "
            "skipped. Get it with: "
            "sudo apt-get install -y chromium fonts-liberation libatomic1"
        )


def has_browser():
    """Chromium, and a driver that starts: its Node needs a library of the system."""
    if not CHROMIUM.exists():
        return False
    driver = [PYTHON, "-m", "playwright", "--version"]
    return subprocess.run(driver, capture_output=True).returncode == 0


def missing_postgresql():
    if postgresql.programs() is None:
        debian.installed("postgresql")
    if postgresql.programs() is None:
        yield (
            "PostgreSQL is not installed, so nothing is tested on it. "
            "Get it with: sudo apt-get install -y postgresql"
        )


def missing_nginx():
    if not has_nginx():
        debian.installed("nginx", "openssl", "curl")
    if not has_nginx():
        yield (
            "nginx or curl is not installed, so the documented configuration is not "
            "tested. Get them with: sudo apt-get install -y nginx openssl curl"
        )


def has_nginx():
    """And curl, which the tests ask by where it is HTTP/2 that matters."""
    # The folder of the system's own programs may not be in the PATH.
    nginx = shutil.which("nginx") or Path("/usr/sbin/nginx").exists()
    return bool(nginx and shutil.which("curl"))


def is_whole():
    """Whether all is run, and not only what the arguments name."""
    return not sys.argv[1:]


def missing_container():
    if os.geteuid() != 0:
        yield (
            "Only root may start a Debian of its own, so the documents are not tried "
            "on one. Do it with: sudo .venv/bin/python -m bench.bare_debian"
        )
    elif not has_container():
        debian.installed("mmdebstrap", "systemd-container")
        if not has_container():
            yield (
                "A bare Debian cannot be made, so the documents are not tried on one. "
                "Get what makes it with: "
                "sudo apt-get install -y mmdebstrap systemd-container"
            )


def has_container():
    return all(map(shutil.which, ("mmdebstrap", "systemd-nspawn")))


def settings(**more):
    """The environment of every step: the tests' own settings, no other."""
    kept = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    return {**kept, "DJANGO_SETTINGS_MODULE": "tests.settings", **more}


def succeeds(name, command):
    say(f"— {name}")
    done = subprocess.run(
        [PYTHON, *command], cwd=ROOT, env=settings(), stdin=subprocess.DEVNULL
    )
    return done.returncode == 0


def runs(stack):
    """(name, command, environment) of each run; they go side by side.

    What touches the database is a run of its own, once on each database, and so takes
    about as long as all the rest with its browser. The bare Debian mostly waits for
    what it fetches.
    """
    # What pandoc answers in one run need not be asked again in another.
    answers = stack.enter_context(tempfile.TemporaryDirectory(prefix="answers-"))
    shared = {"PRACTICE_SITE_TEST_ANSWERS": answers}
    on_database = [*PYTEST, "--only-database", *sys.argv[1:]]
    yield SQLITE, on_database, shared
    yield REST, [*PYTEST, "--except-database", *sys.argv[1:]], shared
    if postgresql.programs() is not None:
        url = stack.enter_context(postgresql.cluster())
        yield "tests on PostgreSQL", on_database, {"DATABASE_URL": url, **shared}
    if is_whole() and os.geteuid() == 0 and has_container():
        yield BARE, [PYTHON, "-m", "bench.bare_debian"], {}


def start(stack, name, command, environment):
    """Start a run; gives a function that passes on what it says until its end.

    That function gives (name, exit status, the last line).
    """
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="output-"))
    path = Path(folder, "said")
    with path.open("w") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=settings(**environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    stack.callback(end, process)
    # A character may be read before all of its bytes are there.
    said = stack.enter_context(path.open(errors="replace"))

    def outcome():
        say(f"— {name}")
        follow(process, said)
        lines = path.read_text(errors="replace").splitlines()
        return name, process.returncode, lines[-1] if lines else ""

    return outcome


def follow(process, said):
    """Print what a process says, as it comes."""
    is_over = False
    while not is_over:
        is_over = process.poll() is not None
        print(said.read(), end="", flush=True)
        time.sleep(0 if is_over else 0.2)


def end(process):
    process.kill()
    process.wait()


def failures(ended):
    """The names of the runs that failed; says aloud what could not be tried here."""
    for name, status, last in ended:
        if status == NOT_TRIED:
            say(f"\n!!! {name}: {last}\n")
        elif status not in (0, NONE_CHOSEN):
            yield name


def conclude(failed, ended, seconds):
    """Say what failed; the last line counts, as pytest does, what ran on SQLite."""
    if failed:
        say(f"Failed: {'; '.join(failed)}.")
    counts = Counter()
    for name, _, summary in ended:
        if name in (SQLITE, REST):
            counts.update({kind: int(n) for n, kind in COUNTED.findall(summary)})
    told = ", ".join(f"{n} {kind}" for kind, n in sorted(counts.items()))
    say(f"{told or 'no tests ran'} in {seconds:.2f}s")
    return 1 if failed else 0


if __name__ == "__main__":
    run(main)
