"""A site of the bench's own under ``script/serve``: demo practice, temporary folder.

BENCH_DEMO may name a folder that keeps the demo practice for the next bench, as it was
when it had just been loaded, which takes half a minute. It is not used where
DATABASE_URL names an empty database.
"""

import contextlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOST = "127.0.0.1"
PATIENCE = 120


class Site:
    """Its folder, its environment and ``where`` it listens: a Unix socket or a port.

    DATABASE_URL of the environment is used if it names an empty database.
    """

    def __init__(self, folder):
        self.folder = Path(folder)
        self.where = self.folder / "web.sock"
        self.process = None
        database = f"sqlite:///{self.folder}/site.sqlite3"
        self.environment = {
            **{name: os.environ[name] for name in ("PATH", "HOME")},
            "SECRET_KEY": "only-for-measuring-" + 50 * "x",
            "ALLOWED_HOSTS": "localhost,127.0.0.1",
            "SITE_URL": "http://localhost",
            "DATABASE_URL": os.environ.get("DATABASE_URL", database),
            "MEDIA_ROOT": str(self.folder / "media"),
            "SOCKET": str(self.where),
        }

    def listen_at_port(self):
        self.where = free_port()
        self.environment |= {"SOCKET": "", "PORT": str(self.where)}

    def manage(self, *arguments):
        done = subprocess.run(
            [ROOT / ".venv/bin/python", "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise SystemExit(f"{' '.join(arguments)}: {done.stderr.strip()}")
        return done.stdout

    def start(self, before=(), **environment):
        """``before`` goes before the command, such as what sets limits."""
        self.process = subprocess.Popen(
            [*before, ROOT / "script/serve"],
            env={**self.environment, **environment},
            stdin=subprocess.DEVNULL,
            stdout=(self.folder / "log").open("a"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(60)

    def wait(self, path="/healthz"):
        """Seconds until the first 200; raises if the site ended instead."""
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE:
            if self.process.poll() is not None:
                raise SystemExit((self.folder / "log").read_text())
            with contextlib.suppress(OSError, http.client.HTTPException):
                connection = Connection(self.where)
                connection.request("GET", path, headers={"Host": "localhost"})
                if connection.getresponse().status == 200:
                    return time.monotonic() - began
            time.sleep(0.005)
        raise SystemExit(f"no answer within {PATIENCE} s")


class Connection(http.client.HTTPConnection):
    """To a Unix socket (a path), or to a port of this machine."""

    def __init__(self, where, timeout=30):
        super().__init__(HOST, timeout=timeout)
        self.where = where

    def connect(self):
        if isinstance(self.where, int):
            self.sock = socket.create_connection((HOST, self.where), self.timeout)
            return
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self.where))


# A practice without pictures, which take a minute and more to make.
ARTICLES = """
from tests.factories import make_clinician, make_practice, make_published_article
make_practice(name="Two Trees", phone="510-555-0100")
make_clinician()
for number in range({number}):
    make_published_article(f"Article {{number}}", body="Some words about rest. " * 400)
"""


@contextlib.contextmanager
def small_site(number=20):
    """``number`` articles at /articles/article-0/ and so on."""
    with new_folder() as site:
        site.manage("migrate", "--verbosity", "0")
        site.manage("shell", "--command", ARTICLES.format(number=number))
        yield site


@contextlib.contextmanager
def demo_site():
    with new_folder() as site:
        load_demo(site)
        yield site


@contextlib.contextmanager
def new_folder():
    # An end from outside must stop the site too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    folder = tempfile.mkdtemp(prefix="bench-")
    site = Site(folder)
    try:
        yield site
    finally:
        site.stop()
        shutil.rmtree(folder, ignore_errors=True)


def load_demo(site):
    kept = os.environ.get("BENCH_DEMO")
    if not kept or "DATABASE_URL" in os.environ:
        fill(site)
        return
    kept = Path(kept).resolve()
    if not (kept / "media").exists():
        kept.mkdir(exist_ok=True)
        fill(Site(kept))
    shutil.copytree(kept, site.folder, dirs_exist_ok=True)
    site.manage("migrate", "--verbosity", "0")


def fill(site):
    site.manage("migrate", "--verbosity", "0")
    site.manage("load_demo")
    # Else the task workers of all that is measured would be at it meanwhile.
    site.manage("make_renditions")


def free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]
