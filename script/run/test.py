"""script/test: every check and test, on SQLite and on PostgreSQL."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import debian
import postgresql
from installing import PYTHON, ROOT, RUNTIME, TESTS, install
from sentences import run, say

CHROMIUM = Path("/usr/bin/chromium")
IS_CI = os.environ.get("CI", "").lower() in ("1", "true")
CHECKS = {
    "formatting": ["-m", "ruff", "format", "--check", "--quiet", "."],
    "lint": ["-m", "ruff", "check", "--quiet", "."],
    "types": ["-m", "mypy"],
    "system checks": ["manage.py", "check", "--fail-level", "WARNING"],
    "migrations": ["manage.py", "makemigrations", "--check", "--dry-run"],
}


def main():
    install(RUNTIME, TESTS)
    missing = [*missing_browser(), *missing_postgresql()]
    for sentence in missing:
        say(f"\n!!! {sentence}\n")
    failed = [name for name, command in CHECKS.items() if not succeeds(name, command)]
    if not missing_postgresql_programs() and not passes_on_postgresql():
        failed.append("tests on PostgreSQL")
    if missing and IS_CI:
        failed.append("something that the tests need is missing")
    return conclude(failed, *run_pytest("SQLite", sys.argv[1:], settings()))


def missing_browser():
    if not CHROMIUM.exists():
        debian.installed("chromium")
    if not CHROMIUM.exists():
        yield (
            "Chromium is not installed, so the tests that need a browser are skipped. "
            "Get it with: sudo apt-get install -y chromium"
        )


def missing_postgresql():
    if missing_postgresql_programs():
        debian.installed("postgresql")
    if missing_postgresql_programs():
        yield (
            "PostgreSQL is not installed, so nothing is tested on it. "
            "Get it with: sudo apt-get install -y postgresql"
        )


def missing_postgresql_programs():
    return postgresql.programs() is None


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


def passes_on_postgresql():
    with contextlib.ExitStack() as stack:
        try:
            url = stack.enter_context(postgresql.cluster())
        except (OSError, subprocess.CalledProcessError) as error:
            say(f"PostgreSQL did not start: {error}")
            return False
        arguments = ["--only-database", *sys.argv[1:]]
        status, _ = run_pytest("PostgreSQL", arguments, settings(DATABASE_URL=url))
    # Status 5 says that the arguments chose no test that touches the database.
    return status in (0, 5)


def run_pytest(database, arguments, environment):
    """(exit status, last line) of a run whose output is passed on as it comes."""
    say(f"— tests on {database}")
    last = ""
    with subprocess.Popen(
        [PYTHON, "-m", "pytest", "-q", *arguments],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    ) as pytest:
        for line in pytest.stdout:
            print(line, end="", flush=True)
            last = line.strip() or last
    return pytest.returncode, last


def conclude(failed, status, summary):
    if failed:
        say(f"\nFailed: {'; '.join(failed)}.\n{summary}")
    return 1 if failed or status else 0


if __name__ == "__main__":
    run(main)
