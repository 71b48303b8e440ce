"""Mail about what went wrong: once an hour for each fault, whoever meets it.

A fault is an exception's kind and the place in the site's own code where it came up.
What has been mailed stands in a small file that all processes of this machine share
under a lock, since the database may be the very thing that is gone. Where the file
cannot be written, each process keeps the limit for itself.
"""

import contextlib
import fcntl
import json
import logging
import threading
import time
import traceback
from pathlib import Path

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.utils.log import AdminEmailHandler

from practice_site.environment import BASE_DIR
from practice_site.full_disk import is_full_disk

HOUR = 3600
DAY = 24 * HOUR
OWN = (BASE_DIR / "articles", BASE_DIR / "practice_site")
# A database that is gone is one fault, wherever it is missed first.
WITHOUT_PLACE = (InterfaceError, OperationalError)
# So is a full disk, which SQLite often has no word for.
FULL_DISK = "A disk is full"
# Of one process.
MOST_UNDER_WAY = 50

logger = logging.getLogger(__name__)


class OncePerHour(logging.Filter):
    """Hold back what was mailed within the hour; the next mail says how often."""

    def __init__(self, path, clock=time.time):
        super().__init__()
        self.path = Path(path)
        self.clock = clock
        self.own_book = {}

    def filter(self, record):
        if not settings.ADMINS:
            return False
        fault = fault_of(record)
        try:
            with shared_book(self.path) as book:
                record.held_back = admit(book, fault, self.clock())
        except OSError:
            record.held_back = admit(self.own_book, fault, self.clock())
        return record.held_back is not None


def admit(book, fault, now):
    """How often a fault was held back before this time; None if this time is, too."""
    for old in [name for name, (at, _) in book.items() if abs(now - at) > DAY]:
        del book[old]
    at, held_back = book.get(fault, (now - DAY, 0))
    # A clock that was set back must not silence a fault.
    if 0 <= now - at < HOUR:
        book[fault] = (at, held_back + 1)
        return None
    book[fault] = (now, 0)
    return held_back


@contextlib.contextmanager
def shared_book(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        book = entries(file.read())
        yield book
        file.seek(0)
        file.truncate()
        json.dump(book, file)


def entries(text):
    """A file that was cut off or scribbled in counts as empty."""
    try:
        return {
            fault: (float(at), int(n)) for fault, (at, n) in json.loads(text).items()
        }
    except (ValueError, TypeError, AttributeError):
        return {}


class FaultMail(AdminEmailHandler):
    """Tells of an error, and nothing of a reader: no address, no form, no search.

    A mail server may take a minute over one, and who met the error must not wait for
    that: it may be the one thread that sends readers away. So mails are sent aside, one
    after the other. No process ends before they are: Python waits for its threads.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.turn = threading.Lock()
        self.under_way = []

    def emit(self, record):
        paragraphs = [said(record), held_back(record), trace(record)]
        text = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
        subject = f"{record.levelname}: {fault_of(record)}"
        self.under_way = [thread for thread in self.under_way if thread.is_alive()]
        if len(self.under_way) >= MOST_UNDER_WAY:
            logger.warning("No mail, since too many wait to be sent: %s", subject)
            return
        thread = threading.Thread(target=self.send, args=[subject, text], name="mail")
        # Else it is what the one that logs is, and nobody waits for granian's threads.
        thread.daemon = False
        try:
            thread.start()
        except RuntimeError:
            # No more threads can be had; who logs must not fail for want of a mail.
            self.handleError(record)
        else:
            self.under_way.append(thread)

    def send(self, subject, text):
        with self.turn:
            self.send_mail(subject, text, fail_silently=True)

    def flush(self):
        """Wait until everything is sent."""
        for thread in self.under_way:
            thread.join()


def fault_of(record):
    """Such as “ValueError in articles/views/search.py, line 20”."""
    if not record.exc_info or record.exc_info[0] is None:
        return f"{record.name} in {near(record.pathname)}, line {record.lineno}"
    kind, error, began = record.exc_info
    if is_full_disk(error):
        return FULL_DISK
    steps = traceback.extract_tb(began)
    own = [step for step in steps if any(map(Path(step.filename).is_relative_to, OWN))]
    if not own or issubclass(kind, WITHOUT_PLACE):
        own = steps
    place = f" in {near(own[-1].filename)}, line {own[-1].lineno}" if own else ""
    return f"{kind.__name__}{place}"


def near(filename):
    path = Path(filename)
    return path.relative_to(BASE_DIR) if path.is_relative_to(BASE_DIR) else path


def said(record):
    """The log's own words, but for a request: its address may hold a secret."""
    request = getattr(record, "request", None)
    if request is None:
        return record.getMessage()
    match = getattr(request, "resolver_match", None)
    return f"A page could not be shown: {match.view_name if match else 'no view'}."


def held_back(record):
    number = getattr(record, "held_back", 0)
    times = "once more" if number == 1 else f"{number} more times"
    return f"Since the last mail about it, this happened {times}." if number else ""


def trace(record):
    """The way to the fault. Of a request without the errors' own words, for a database
    or a parser repeats in them what somebody searched for or wrote.
    """
    if not record.exc_info or record.exc_info[0] is None:
        return ""
    if getattr(record, "request", None) is None:
        return "".join(traceback.format_exception(*record.exc_info))
    errors = "".join(wordless(error) for error in chain(record.exc_info[1]))
    return f"{errors}\nWhat the errors say in words stands in the log of this machine."


def wordless(error):
    steps = "".join(traceback.format_tb(error.__traceback__))
    return f"{type(error).__name__}, most recent call last:\n{steps}"


def chain(error):
    """What was raised, and before it what led there, as Python tells it."""
    met = []
    while error is not None and error not in met:
        met.insert(0, error)
        hidden = error.__suppress_context__
        error = error.__cause__ or (None if hidden else error.__context__)
    return met
