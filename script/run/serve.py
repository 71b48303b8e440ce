"""script/serve: serve the site to the public."""

import hashlib
import os
import re
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path

from installing import PYTHON, ROOT, RUNTIME
from processes import Pair, at_port, at_socket, granian, task_worker
from sentences import Stop, run, say

# More processes than any machine for this site has room for: a slip of the finger.
MOST_WORKERS = 64
# What the address of a Unix socket takes, in bytes.
LONGEST_SOCKET = 107
SETTING = re.compile(r"(?:export )?(HOST|PORT|SOCKET|WEB_CONCURRENCY)=(.*)")
STORAGE = ROOT / "practice_site" / "static_files.py"
AWAY = "away"
COLLECTED = ROOT / "staticfiles" / ".made-of"


def main():
    if not PYTHON.exists():
        raise Stop(
            "There is no .venv with the packages yet. Make it with:\n"
            "  python3 -m venv .venv && .venv/bin/pip install -r requirements.txt"
        )
    take_in_settings()
    # A .env that was made for a trial run must not switch debugging on in public.
    os.environ.setdefault("DEBUG", "0")
    # With a heap for each thread, a web process keeps 10 MB more that it has freed.
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")
    in_terminal = sys.stdin.isatty()
    if not in_terminal:
        # Asked to renew what is only starting: it starts with what is there now.
        signal.signal(signal.SIGHUP, lambda *_: None)
    workers = number("WEB_CONCURRENCY", 2, most=MOST_WORKERS)
    web = granian(workers=workers, address=address())
    demand_readiness()
    collect_static_files(afresh=True)
    # In a terminal that is closed, a hang-up is an end like any other.
    pair = Pair(web, task_worker(), renew=None if in_terminal else renew)
    pair.start()
    say(f"The site starts at {place()}.")
    return pair.wait()


def take_in_settings():
    """Its own settings may stand in ``.env``, too; the environment goes first."""
    file = ROOT / ".env"
    text = file.read_text("utf-8", "replace") if file.is_file() else ""
    for line in text.splitlines():
        if setting := SETTING.fullmatch(line.strip()):
            os.environ.setdefault(setting[1], setting[2].strip("'\""))


def renew():
    """Before new processes start beside the old ones, whose files must stay.

    Not while the database is away: the old ones hold pages, and new ones would not.
    """
    if demand_readiness() == AWAY:
        raise Stop("New processes would hold no page until the database is back.")
    collect_static_files(afresh=False)


def address():
    """Where to listen: at SOCKET, a path, or at HOST and PORT."""
    path = os.environ.get("SOCKET")
    if path:
        demand_free_socket(Path(path))
        return at_socket(path)
    demand_free_port(host(), port())
    return at_port(host(), port())


def place():
    """The same, in words."""
    return os.environ.get("SOCKET") or f"{host()}, port {port()}"


def host():
    return os.environ.get("HOST") or "127.0.0.1"


def port():
    return number("PORT", 8000)


def demand_free_socket(path):
    """Take away what a killed server left; refuse another's."""
    if len(os.fsencode(path)) > LONGEST_SOCKET:
        raise Stop(f"SOCKET must be a path of at most {LONGEST_SOCKET} bytes.")
    if not os.access(path.parent, os.W_OK):
        raise Stop(f"SOCKET: the folder {path.parent} is not there to be written in.")
    try:
        is_socket = stat.S_ISSOCK(path.lstat().st_mode)
    except FileNotFoundError:
        return
    if not is_socket:
        raise Stop(f"SOCKET: {path} is a file of another kind, which stays as it is.")
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except ConnectionRefusedError:
            path.unlink()
            return
    raise Stop(f"SOCKET: another server listens at {path}; perhaps this very site.")


def demand_free_port(host, port):
    try:
        family, _, _, _, where = socket.getaddrinfo(
            host, port, flags=socket.AI_PASSIVE
        )[0]
    except socket.gaierror:
        raise Stop(f"HOST must be an address of this machine, not “{host}”.") from None
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(where)
        except OSError as error:
            raise Stop(
                f"The site cannot listen at {host}, port {port} (HOST and PORT): "
                f"{error.strerror}."
            ) from None


def number(name, default, most=65535):
    given = os.environ.get(name) or str(default)
    if not (given.isdecimal() and len(given) < 6 and 0 < int(given) <= most):
        raise Stop(f"{name} must be a number from 1 to {most}, not “{given}”.")
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
    with errors. A database that is AWAY is no reason: it may come back.
    """
    checked = manage("migrate", "--check")
    if checked.returncode and is_database_away():
        say("The database does not answer at present; serving what can be served.")
        return AWAY
    if checked.returncode and is_refusal(checked.stderr):
        raise Stop(checked.stderr.strip())
    if checked.returncode:
        raise Stop(
            "The database is not up to date. Bring it up to date with:\n"
            "  .venv/bin/python manage.py migrate"
        )
    return None


def is_database_away():
    """Asked once more: only the traceback has a name for it in every case."""
    asked = manage("migrate", "--check", "--traceback")
    return "OperationalError" in asked.stderr


def is_refusal(said):
    """An error of the checks or of the settings; mere warnings may stand there too."""
    return "SystemCheckError" in said or (said and "System check" not in said)


def collect_static_files(*, afresh):
    """Give style sheets their hashed names and compress them, unless that is done.

    ``afresh`` takes away those of earlier versions, which nobody may be using.
    """
    sources = fingerprint()
    if COLLECTED.is_file() and COLLECTED.read_text() == sources:
        return
    clear = ["--clear"] if afresh else []
    collected = manage("collectstatic", "--noinput", *clear, "--verbosity", "0")
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
