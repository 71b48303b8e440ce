"""script/server: try the site on this computer."""

import os
import secrets
import socket
import subprocess
import time
import urllib.error
import urllib.request

from installing import PYTHON, ROOT, RUNTIME, install
from processes import Pair, at_port, granian, task_worker
from sentences import Stop, run, say

HOST = "127.0.0.1"
START_PATIENCE = 60


def main():
    port = wanted_port()
    demand_free(port)
    install(RUNTIME)
    set_environment(port)
    login = prepare_database()
    web = granian(workers=1, address=at_port(HOST, port))
    pair = Pair(web, task_worker())
    pair.start()
    if is_answering(pair, port):
        greet(port, login)
    return pair.wait()


def wanted_port():
    given = os.environ.get("PORT") or "8000"
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise Stop(f"PORT must be a number from 1 to 65535, not “{given}”.")
    return int(given)


def demand_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise Stop(
                f"Port {port} is only for the system's own services. Take another: "
                "PORT=8000 script/server"
            ) from None
        except OSError:
            other = port + 1 if port < 65535 else 8000
            raise Stop(
                f"Port {port} is taken by another program (perhaps this site is "
                f"already running). Take another: PORT={other} script/server"
            ) from None


def set_environment(port):
    """A trial run's settings; what the environment already says goes first."""
    keep_trial_settings()
    os.environ.setdefault("DEBUG", "1")
    os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
    os.environ.setdefault("SITE_URL", f"http://{HOST}:{port}")


def keep_trial_settings():
    """Make a secret key once, readable by its owner only, in a file git ignores.

    DEBUG goes beside it, so that manage.py works here too; whatever serves in
    public does not take it from the file.
    """
    file = ROOT / ".env"
    text = file.read_text() if file.exists() else ""
    if "SECRET_KEY" in os.environ or "SECRET_KEY=" in text:
        return
    if text and not text.endswith("\n"):
        text += "\n"
    file.touch(mode=0o600)
    file.write_text(f"{text}SECRET_KEY={secrets.token_urlsafe(50)}\nDEBUG=1\n")


def prepare_database():
    """Bring the database up to date; the line that says how to sign in."""
    done = subprocess.run(
        [PYTHON, ROOT / "script/run/database.py"],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    if done.returncode:
        raise Stop("The database could not be made ready; see above.")
    return done.stdout.strip()


def is_answering(pair, port):
    """Wait for the first answer; false if the server ended instead."""
    end = time.monotonic() + START_PATIENCE
    while pair.is_web_alive() and time.monotonic() < end:
        try:
            urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=2)  # noqa: S310
            return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False


def greet(port, login):
    say(
        f"\nThe site:   http://{HOST}:{port}/\n"
        f"The admin:  http://{HOST}:{port}/admin/\n"
        f"{login}\n"
        "\nCtrl-C stops it; what you wrote is kept."
    )


if __name__ == "__main__":
    run(main)
