"""What the scripts say when they cannot go on."""

import importlib
import os
import socket
import subprocess
import sys
from pathlib import Path
from unittest.mock import Mock

import pytest

ROOT = Path(__file__).parents[2]
GOOD = {
    "SECRET_KEY": "k" * 50,
    "ALLOWED_HOSTS": "www.example.com",
    "SITE_URL": "https://www.example.com",
}


@pytest.fixture
def module(monkeypatch):
    """Import a module of script/run, which stand beside each other."""
    monkeypatch.syspath_prepend(str(ROOT / "script" / "run"))
    yield importlib.import_module
    for path in (ROOT / "script" / "run").glob("*.py"):
        sys.modules.pop(path.stem, None)


def start(script, **environment):
    inherited = {name: os.environ[name] for name in ("PATH", "HOME")}
    return subprocess.run(
        [ROOT / "script" / script],
        env={**inherited, **environment},
        capture_output=True,
        text=True,
    )


def test_a_taken_port_is_named_with_the_way_out():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = start("server", PORT=str(port))
    assert done.returncode == 1
    assert f"Port {port} is taken" in done.stderr
    assert f"PORT={port + 1} script/server" in done.stderr


@pytest.mark.parametrize("port", ["x", "0", "65536", "-1", "80.5"])
def test_a_port_that_is_none_is_said(port):
    done = start("server", PORT=port)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip() == (
        f"PORT must be a number from 1 to 65535, not “{port}”."
    )


@pytest.mark.parametrize("name", GOOD)
def test_serving_needs_its_settings(name):
    done = start("serve", **{**GOOD, name: ""})
    assert done.returncode == 1
    assert name in done.stderr
    assert "Traceback" not in done.stderr


def test_serving_refuses_a_database_without_tables(tmp_path):
    done = start("serve", DATABASE_URL=f"sqlite:///{tmp_path}/new.sqlite3", **GOOD)
    assert done.returncode == 1
    assert "manage.py migrate" in done.stderr


@pytest.mark.parametrize(
    "address", ["postgres://who@127.0.0.1:1/none", "postgres://who@none.invalid/none"]
)
def test_serving_begins_without_a_database_that_is_away(
    address, module, monkeypatch, capsys
):
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE", raising=False)
    for name, text in {**GOOD, "DATABASE_URL": address}.items():
        monkeypatch.setenv(name, text)

    module("serve").demand_readiness()

    assert "serving what can be served" in "".join(capsys.readouterr())


def test_processes_that_hold_pages_stay_while_the_database_is_away(module, monkeypatch):
    serve = module("serve")
    monkeypatch.setattr(serve, "demand_readiness", lambda: serve.AWAY)
    monkeypatch.setattr(serve, "collect_static_files", None)

    with pytest.raises(module("sentences").Stop, match="until the database is back"):
        serve.renew()


@pytest.mark.parametrize(
    ("output", "said"),
    [
        (
            "WARNING: Retrying after connection broken by 'NewConnectionError("
            "...: Failed to establish a new connection: [Errno -3] Temporary failure "
            "in name resolution')'\nERROR: No matching distribution found for x==1",
            "no connection to the package index",
        ),
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space "
            "left on device",
            "no room left on the disk",
        ),
        ("ERROR: Ignored\nERROR: no wheel for x==1", "ERROR: no wheel for x==1"),
    ],
)
def test_a_failed_installation_is_explained(module, output, said):
    assert said in module("installing").reason(output, "The packages are missing")


def test_changed_requirements_are_seen(module, tmp_path):
    installing = module("installing")
    file = tmp_path / "requirements.txt"
    file.write_text("django==5.2.19\n")
    before = installing.mark(file)
    assert installing.mark(file) == before
    file.write_text("django==5.2.20\n")
    assert installing.mark(file) != before


def test_runs_on_sqlite_are_counted_together(module, capsys):
    test = module("test")
    ended = [
        (test.SQLITE, 0, "2 passed in 1.00s"),
        (test.REST, 1, "1 failed, 3 passed, 1 skipped in 2.00s"),
        ("tests on PostgreSQL", 0, "2 passed in 1.00s"),
    ]

    assert test.conclude([test.REST], ended, 7) == 1

    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "1 failed, 5 passed, 1 skipped in 7.00s"


def test_what_cannot_be_tried_here_is_said_and_is_no_failure(module, capsys):
    test = module("test")
    ended = [
        (test.SQLITE, test.NONE_CHOSEN, ""),
        (test.REST, 1, "1 failed"),
        (test.BARE, test.NOT_TRIED, "Not tried: port 80 is in use."),
    ]

    assert list(test.failures(ended)) == [test.REST]
    assert "!!! the documents on a bare Debian: Not tried" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("missing", "is not there to be written in"),
        ("file", "a file of another kind"),
        ("listening", "another server listens"),
        ("long", "at most 107 bytes"),
    ],
)
def test_a_socket_that_cannot_be_had_is_said(tmp_path, kind, said):
    path = tmp_path / "web.sock"
    if kind == "missing":
        path = tmp_path / "no" / "web.sock"
    if kind == "long":
        path = tmp_path / (100 * "x")
    if kind == "file":
        path.write_text("somebody's")
    with socket.socket(socket.AF_UNIX) as other:
        if kind == "listening":
            other.bind(str(path))
            other.listen()
        done = start("serve", SOCKET=str(path), **GOOD)
    assert done.returncode == 1
    assert said in done.stderr
    assert kind != "file" or path.read_text() == "somebody's"


@pytest.mark.parametrize("number", ["x", "0", "-1", "65", "9" * 5000])
def test_a_number_of_processes_that_cannot_be_is_said(number):
    done = start("serve", WEB_CONCURRENCY=number, **GOOD)
    assert done.returncode == 1
    assert "WEB_CONCURRENCY must be a number from 1 to 64" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("environment", "place"),
    [
        ({}, "127.0.0.1, port 8000"),
        ({"HOST": "192.0.2.1", "PORT": "80"}, "192.0.2.1, port 80"),
        ({"SOCKET": "/run/site/web.sock", "PORT": "80"}, "/run/site/web.sock"),
    ],
)
def test_serving_says_where(environment, place, module, monkeypatch, capsys):
    serve, started = module("serve"), Mock()
    steps = ("Pair", "granian", "task_worker", "address", "demand_readiness")
    for name in (*steps, "collect_static_files"):
        monkeypatch.setattr(serve, name, getattr(started, name))
    monkeypatch.setattr("os.environ", dict(environment))
    monkeypatch.setattr("sys.stdin", Mock())

    serve.main()

    assert capsys.readouterr().out == f"The site starts at {place}.\n"


def test_its_own_settings_may_stand_in_the_file_with_the_others(
    module, monkeypatch, tmp_path
):
    serve = module("serve")
    (tmp_path / ".env").write_bytes(
        b"SECRET_KEY=x\xff\nDEBUG=1\n# PORT=1\nexport PORT='9000'\nHOST=192.0.2.1\n"
    )
    monkeypatch.setattr(serve, "ROOT", tmp_path)
    monkeypatch.setattr("os.environ", {"HOST": "192.0.2.2"})

    serve.take_in_settings()

    assert serve.os.environ == {"HOST": "192.0.2.2", "PORT": "9000"}


HANGING_UP = """\
import os, signal, sys
sys.path.insert(0, "script/run")
import serve
serve.address = lambda: os.kill(os.getpid(), signal.SIGHUP)
def went_on(**given): sys.exit("went on")
serve.granian = went_on
serve.main()
"""


def test_a_hang_up_while_it_starts_does_not_end_it():
    """As ``systemctl reload`` sends it right after a start."""
    done = subprocess.run(
        [sys.executable, "-c", HANGING_UP],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr.strip()) == (1, "went on")


def test_a_port_that_is_taken_is_said():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = start("serve", PORT=str(port), **GOOD)
    assert done.returncode == 1
    assert f"port {port}" in done.stderr
