"""A PostgreSQL server of the tests' own: in a temporary folder, on a socket."""

import contextlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

NAME = "practice"
OPTIONS = "-c listen_addresses= -c fsync=off -c synchronous_commit=off"


def programs():
    """The folder of initdb and pg_ctl, None where PostgreSQL is not installed."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which("initdb")
    if found:
        folders.append(Path(found).resolve().parent)
    return next((f for f in folders if (f / "pg_ctl").exists()), None)


@contextlib.contextmanager
def cluster():
    """Run a server while the block runs; gives its DATABASE_URL."""
    # A socket's path may not be longer than about 100 characters.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # noqa: S108
    try:
        owner = server_owner()
        if owner:
            shutil.chown(folder, owner, owner)
        data = folder / "data"
        pg("initdb", "-D", data, "-U", NAME, "-A", "trust", "-E", "UTF8", owner=owner)
        start(folder, owner)
        try:
            yield f"postgres://{NAME}@{str(folder).replace('/', '%2F')}:5432/postgres"
        finally:
            pg("pg_ctl", "-D", folder / "data", "-m", "immediate", "stop", owner=owner)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def server_owner():
    """PostgreSQL refuses to run as root; Debian's package makes a user for it."""
    return "postgres" if os.geteuid() == 0 else None


def start(folder, owner):
    """Also again, after the server was killed."""
    data, log = folder / "data", folder / "log"
    options = f"{OPTIONS} -k {folder}"
    pg("pg_ctl", "-D", data, "-o", options, "-l", log, "-w", "start", owner=owner)


def pg(program, *arguments, owner):
    subprocess.run(
        [programs() / program, *arguments],
        check=True,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        user=owner,
        group=owner,
        extra_groups=[] if owner else None,
    )
