"""script/test: every check and test, on SQLite and on PostgreSQL."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import debian
import postgresql
from installing import PYTHON, ROOT, RUNTIME, TESTS, install
from sentences import run, say

CHROMIUM = Path("/usr/bin/chromium")
IS_CI = os.environ.get("CI", "").lower() in ("1", "true")
PYTEST = [PYTHON, "-m", "pytest", "-q"]
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
    missing = [*missing_browser(), *missing_postgresql()]
    for sentence in missing:
        say(f"\n!!! {sentence}\n")
    failed = [name for name, command in CHECKS.items() if not succeeds(name, command)]
    if missing and IS_CI:
        failed.append("something that the tests need is missing")
    with second_database() as outcome:
        status, summary = run_pytest(sys.argv[1:])
        if not outcome():
            failed.append("tests on PostgreSQL")
    return conclude(failed, status, summary)


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


@contextlib.contextmanager
def second_database():
    """Run what touches the database on PostgreSQL, beside what the block does.

    Gives a function that waits, prints what was said and tells whether all is well.
    """
    if postgresql.programs() is None:
        yield lambda: True
        return
    command = [*PYTEST, "--only-database", *sys.argv[1:]]
    with postgresql.cluster() as url, tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=settings(DATABASE_URL=url),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )

        def outcome():
            say("— tests on PostgreSQL, which ran at the same time")
            # Status 5 says that the arguments chose no test that touches a database.
            is_well = process.wait() in (0, 5)
            output.seek(0)
            say(output.read())
            return is_well

        try:
            yield outcome
        finally:
            process.kill()
            process.wait()


def run_pytest(arguments):
    """(exit status, last line) of a run whose output is passed on as it comes."""
    say("— tests on SQLite")
    last = ""
    with subprocess.Popen(
        [*PYTEST, *arguments],
        cwd=ROOT,
        env=settings(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    ) as pytest:
        try:
            for line in pytest.stdout:
                print(line, end="", flush=True)
                last = line.strip() or last
        except BaseException:
            pytest.terminate()
            raise
    return pytest.returncode, last


def conclude(failed, status, summary):
    """Say what failed beside the tests; the last line is pytest's own summary."""
    if failed:
        say(f"Failed: {'; '.join(failed)}.")
    say(summary)
    return 1 if failed or status else 0


if __name__ == "__main__":
    run(main)
