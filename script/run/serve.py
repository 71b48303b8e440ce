"""script/serve: serve the site to the public."""

import os
import subprocess

from installing import PYTHON, ROOT
from processes import Pair, granian, task_worker
from sentences import Stop, run, say


def main():
    if not PYTHON.exists():
        raise Stop(
            "There is no .venv with the packages yet. Make it with:\n"
            "  python3 -m venv .venv && .venv/bin/pip install -r requirements.txt"
        )
    # A .env that was made for a trial run must not switch debugging on in public.
    os.environ.setdefault("DEBUG", "0")
    demand_settings()
    demand_migrations()
    collect_static_files()
    pair = Pair(
        granian(
            host=os.environ.get("HOST") or "127.0.0.1",
            port=number("PORT", 8000),
            workers=number("WEB_CONCURRENCY", 2),
        ),
        task_worker(),
    )
    pair.start()
    return pair.wait()


def number(name, default):
    given = os.environ.get(name) or str(default)
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise Stop(f"{name} must be a number from 1 to 65535, not “{given}”.")
    return int(given)


def manage(*arguments):
    return subprocess.run(
        [PYTHON, "manage.py", *arguments],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )


def demand_settings():
    checked = manage("check")
    if checked.returncode:
        raise Stop(checked.stderr.strip())


def demand_migrations():
    """Refuse to serve new code on an old database, which would answer with errors."""
    checked = manage("migrate", "--check")
    if "OperationalError" in checked.stderr:
        say("The database does not answer at present; serving what can be served.")
    elif checked.returncode:
        raise Stop(
            "The database is not up to date. Bring it up to date with:\n"
            "  .venv/bin/python manage.py migrate"
        )


def collect_static_files():
    collected = manage("collectstatic", "--noinput", "--verbosity", "0")
    if collected.returncode:
        last = collected.stderr.strip().splitlines()[-1:]
        raise Stop(f"The style sheets could not be prepared: {' '.join(last)}")


if __name__ == "__main__":
    run(main)
