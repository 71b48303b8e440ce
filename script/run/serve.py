"""script/serve: serve the site to the public."""

import hashlib
import os
import subprocess

from installing import PYTHON, ROOT, RUNTIME
from processes import Pair, granian, task_worker
from sentences import Stop, run, say

STORAGE = ROOT / "practice_site" / "static_files.py"
COLLECTED = ROOT / "staticfiles" / ".made-of"


def main():
    if not PYTHON.exists():
        raise Stop(
            "There is no .venv with the packages yet. Make it with:\n"
            "  python3 -m venv .venv && .venv/bin/pip install -r requirements.txt"
        )
    # A .env that was made for a trial run must not switch debugging on in public.
    os.environ.setdefault("DEBUG", "0")
    demand_readiness()
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


def demand_readiness():
    """Refuse wrong settings, and new code on an old database, which would answer
    with errors. A database that is down is no reason: it may come back.
    """
    checked = manage("migrate", "--check")
    if "OperationalError" in checked.stderr:
        say("The database does not answer at present; serving what can be served.")
    elif checked.returncode and is_refusal(checked.stderr):
        raise Stop(checked.stderr.strip())
    elif checked.returncode:
        raise Stop(
            "The database is not up to date. Bring it up to date with:\n"
            "  .venv/bin/python manage.py migrate"
        )


def is_refusal(said):
    """An error of the checks or of the settings; mere warnings may stand there too."""
    return "SystemCheckError" in said or (said and "System check" not in said)


def collect_static_files():
    """Give style sheets their hashed names and compress them, unless that is done."""
    sources = fingerprint()
    if COLLECTED.is_file() and COLLECTED.read_text() == sources:
        return
    collected = manage("collectstatic", "--noinput", "--clear", "--verbosity", "0")
    if collected.returncode:
        last = collected.stderr.strip().splitlines()[-1:]
        raise Stop(f"The style sheets could not be prepared: {' '.join(last)}")
    COLLECTED.write_text(sources)


def fingerprint():
    """SHA-256 of whatever the static files are made from."""
    digest = hashlib.sha256()
    for path in [RUNTIME, STORAGE, *sorted((ROOT / "static").rglob("*"))]:
        if path.is_file():
            digest.update(f"{path.relative_to(ROOT)} ".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


if __name__ == "__main__":
    run(main)
