import logging
import sys

import pytest
from django.utils.log import AdminEmailHandler

from practice_site.logs import OneLineFormatter


@pytest.mark.parametrize(
    ("argument", "logged"),
    [
        ("/a\r\nERROR forged", r"Not found: /a\r\nERROR forged"),
        ("/\x1b[31m", r"Not found: /\x1b[31m"),
        ("/\u2028x", r"Not found: /\u2028x"),
        ("/é–ü", "Not found: /é–ü"),
    ],
)
def test_one_event_is_one_line(argument, logged):
    record = logging.LogRecord(
        "django", logging.WARNING, "", 0, "Not found: %s", (argument,), None
    )
    assert OneLineFormatter("{message}", style="{").format(record) == logged


def test_mail_about_an_error_holds_nothing_of_the_request(rf, settings, mailoutbox):
    settings.ADMINS = [("Ann", "ann@example.com")]
    request = rf.get("/search/", {"q": "something private"})
    try:
        raise RuntimeError("The index is gone.")
    except RuntimeError:
        fault = sys.exc_info()
    record = logging.LogRecord(
        "django.request", logging.ERROR, __file__, 1, "Failed: /search/", None, fault
    )
    record.request = request

    handler = settings.LOGGING["handlers"]["mail"]
    AdminEmailHandler(reporter_class=handler["reporter_class"]).emit(record)

    assert "The index is gone." in mailoutbox[0].body
    assert "private" not in mailoutbox[0].body + mailoutbox[0].subject
