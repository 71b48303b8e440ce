"""Mail about errors: seldom, and without anything of who met them."""

import logging
import os
import subprocess
import sys
import threading
from pathlib import Path
from unittest.mock import Mock

import pytest
from django.conf import settings
from django.db import OperationalError
from django.urls import resolve

from practice_site import faults
from practice_site.faults import HOUR, FaultMail, OncePerHour, fault_of

ROOT = Path(__file__).parents[2]


class Clock:
    now = 1_800_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def mail(settings, tmp_path, clock):
    """Handle a record as the site does, by a clock that stands."""
    settings.ADMINS = [("Ann", "ann@example.com")]
    handler = FaultMail()
    handler.addFilter(OncePerHour(tmp_path / "faults.json", clock))

    def handle(record):
        handler.handle(record)
        handler.flush()

    return handle


def record(error=None, *, name="articles.tasks", line=1, message="It failed.", **more):
    fault = (type(error), error, error.__traceback__) if error else None
    made = logging.LogRecord(
        name, logging.ERROR, str(ROOT / "articles/tasks.py"), line, message, None, fault
    )
    vars(made).update(more)
    return made


def caught(code, filename, error=RuntimeError):
    """An error as it comes up in a line of a file."""
    try:
        exec(compile(code, ROOT / filename, "exec"), {"error": error})  # noqa: S102
    except error as raised:
        return raised


def test_a_fault_is_mailed_once_in_an_hour(mail, clock, mailoutbox):
    for _ in range(0, 60, 5):
        mail(record())
        clock.now += 5 * 60
    assert len(mailoutbox) == 1
    mail(record())
    assert len(mailoutbox) == 2
    assert "this happened 11 more times" in mailoutbox[1].body


def test_another_place_is_another_fault(mail, mailoutbox):
    mail(record(line=1))
    mail(record(line=2))
    mail(record(line=1, name="articles.importer"))
    assert len(mailoutbox) == 3


def test_a_clock_that_was_set_back_silences_nothing(mail, clock, mailoutbox):
    mail(record())
    clock.now -= 30 * 24 * HOUR
    mail(record())
    assert len(mailoutbox) == 2


@pytest.mark.parametrize(
    "text", ["", "{", "[1]", '{"a": 1}', '{"a": ["x", 2]}', "null"]
)
def test_a_file_that_makes_no_sense_counts_as_empty(mail, tmp_path, mailoutbox, text):
    (tmp_path / "faults.json").write_text(text)
    mail(record())
    mail(record())
    assert len(mailoutbox) == 1


def test_the_limit_holds_where_nothing_can_be_written(settings, tmp_path, mailoutbox):
    settings.ADMINS = [("Ann", "ann@example.com")]
    (tmp_path / "file").write_text("no folder")
    handler = FaultMail()
    handler.addFilter(OncePerHour(tmp_path / "file" / "faults.json"))
    handler.handle(record())
    handler.handle(record())
    handler.flush()
    assert len(mailoutbox) == 1


def test_nobody_to_tell_is_no_fault(settings, tmp_path, mailoutbox):
    settings.ADMINS = []
    handler = FaultMail()
    handler.addFilter(OncePerHour(tmp_path / "faults.json"))
    handler.handle(record())
    assert not mailoutbox
    assert not (tmp_path / "faults.json").exists()


@pytest.mark.parametrize(
    ("raised", "fault"),
    [
        (
            caught("\n\nraise error('x')", "articles/views/search.py"),
            "RuntimeError in articles/views/search.py, line 3",
        ),
        (
            caught("import json\njson.loads('{')", "articles/tasks.py", ValueError),
            "JSONDecodeError in articles/tasks.py, line 2",
        ),
        (RuntimeError("never raised"), "RuntimeError"),
    ],
)
def test_a_fault_has_its_kind_and_its_place_in_the_own_code(raised, fault):
    assert fault_of(record(raised)) == fault


def test_a_database_that_is_gone_is_one_fault_wherever_it_is_missed():
    def query():
        raise OperationalError("The server is gone.")

    faults = set()
    for filename in ("articles/views/search.py", "articles/tasks.py"):
        try:
            exec(compile("query()", ROOT / filename, "exec"), {"query": query})  # noqa: S102
        except OperationalError as error:
            faults.add(fault_of(record(error)))
    assert len(faults) == 1


def test_a_full_disk_is_named_wherever_it_is_met(mail, rf, mailoutbox):
    """The words of an error in a page are not mailed, and would name it."""
    for error in (
        OperationalError("database or disk is full"),
        OSError(28, "No space left on device"),
    ):
        mail(record(error, request=rf.get("/admin/")))

    assert [mail.subject for mail in mailoutbox] == [
        f"{settings.EMAIL_SUBJECT_PREFIX}ERROR: A disk is full"
    ]


def test_a_mail_holds_nothing_of_the_request(mail, rf, mailoutbox):
    request = rf.post("/accounts/link/s3cret/?q=private", {"text": "confided"})
    request.META["REMOTE_ADDR"] = "203.0.113.7"
    request.resolver_match = resolve("/accounts/link/s3cret/")
    error = caught("raise error('The index is gone.')", "articles/tasks.py")

    mail(record(error, message="Failed: /accounts/link/s3cret/", request=request))

    sent = mailoutbox[0].subject + mailoutbox[0].body
    assert "RuntimeError in articles/tasks.py, line 1" in sent
    assert "login_link" in sent
    for private in ("s3cret", "private", "confided", "203.0.113.7"):
        assert private not in sent


def repeating(word):
    """Errors that say a reader's word, as SQLite does of a search."""
    try:
        int(word)
    except ValueError as problem:
        raise KeyError(word) from problem


def test_a_mail_holds_nothing_that_an_error_repeats_of_a_request(mail, rf, mailoutbox):
    with pytest.raises(KeyError) as raised:
        repeating("confided")

    mail(record(raised.value, request=rf.get("/search/")))

    body = mailoutbox[0].body
    assert "confided" not in body.replace('repeating("confided")', "")
    assert body.index("ValueError, ") < body.index("KeyError, ")
    assert "int(word)" in body


def test_a_mail_without_a_request_says_all(mail, mailoutbox):
    mail(record(ValueError("the disk is full")))

    assert "the disk is full" in mailoutbox[0].body


def test_a_mail_holds_no_setting(mail, settings, mailoutbox):
    mail(record(caught("raise error('x')", "articles/tasks.py")))
    assert settings.SECRET_KEY not in mailoutbox[0].body
    assert "INSTALLED_APPS" not in mailoutbox[0].body


@pytest.fixture
def slow_server(monkeypatch):
    """A mail server that takes nothing before the event."""
    answers, usual = threading.Event(), FaultMail.send_mail

    def send_mail(*args, **kwargs):
        assert answers.wait(30)
        usual(*args, **kwargs)

    monkeypatch.setattr(FaultMail, "send_mail", send_mail)
    yield answers
    answers.set()


def test_nobody_waits_for_the_mail_server(settings, slow_server, mailoutbox):
    settings.ADMINS = [("Ann", "ann@example.com")]
    handler = FaultMail()
    for line in (1, 2):
        handler.handle(record(line=line))
    assert not mailoutbox

    slow_server.set()
    handler.flush()
    assert [mail.subject[-6:] for mail in mailoutbox] == ["line 1", "line 2"]


def test_of_more_mails_than_can_wait_the_log_tells(
    settings, slow_server, mailoutbox, monkeypatch, caplog
):
    settings.ADMINS = [("Ann", "ann@example.com")]
    monkeypatch.setattr(faults, "MOST_UNDER_WAY", 1)
    handler = FaultMail()
    for line in (1, 2):
        handler.handle(record(line=line))
    slow_server.set()
    handler.flush()

    assert len(mailoutbox) == 1
    assert "No mail" in caplog.text
    assert "line 2" in caplog.text


def test_who_logs_does_not_fail_where_no_more_threads_can_be_had(
    mail, mailoutbox, monkeypatch, capsys
):
    refused = Mock(side_effect=RuntimeError("can't start new thread"))
    monkeypatch.setattr(threading.Thread, "start", refused)
    mail(record())
    assert not mailoutbox
    assert "can't start new thread" in capsys.readouterr().err

    monkeypatch.undo()
    mail(record(line=2))
    assert len(mailoutbox) == 1


FAILING = """
import logging, sys, django
sys.stdin.readline()
django.setup()
for _ in range(50):
    logging.getLogger("articles.tasks").error("It failed.")
    logging.getLogger("django.request").error("It failed, too.")
"""


def environment(tmp_path):
    return {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "practice_site.settings",
        "SECRET_KEY": "k" * 50,
        "ALLOWED_HOSTS": "localhost",
        "SITE_URL": "http://localhost",
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nowhere",
        "EMAIL_URL": f"filemail:///{tmp_path / 'outbox'}",
        "ADMINS_EMAIL": "ann@example.com",
        "STATE_DIRECTORY": str(tmp_path),
    }


def mails(tmp_path):
    return "".join(file.read_text() for file in (tmp_path / "outbox").iterdir())


def test_processes_keep_the_limit_together_and_need_no_database(tmp_path):
    started = [
        subprocess.Popen(
            [sys.executable, "-c", FAILING],
            cwd=ROOT,
            env=environment(tmp_path),
            stdin=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(2)
    ]
    for process in started:
        process.stdin.close()
    assert [process.wait() for process in started] == [0, 0]
    text = mails(tmp_path)
    assert text.count("Subject: ") == 2
    assert text.count("articles.tasks in ") == 1


# As a web process of granian ends: forked, and without what Python does at its exit.
ENDING = """
import logging, multiprocessing, threading, time, django
from django.core.mail.backends.filebased import EmailBackend
send = EmailBackend.send_messages
EmailBackend.send_messages = lambda *given: time.sleep(0.5) or send(*given)

def fail():
    django.setup()
    for name in ("articles.tasks", "articles.importer"):
        logging.getLogger(name).error("It failed.")

def answer():
    # Its threads are daemons.
    answering = threading.Thread(target=fail, daemon=True)
    answering.start()
    answering.join()

process = multiprocessing.get_context("fork").Process(target=answer)
process.start()
process.join()
"""


def test_a_process_that_ends_has_sent_its_mails(tmp_path):
    subprocess.run(
        [sys.executable, "-c", ENDING],
        cwd=ROOT,
        env=environment(tmp_path),
        check=True,
        capture_output=True,
    )
    assert mails(tmp_path).count("Subject: ") == 2
