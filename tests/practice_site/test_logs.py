import logging

import pytest

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
