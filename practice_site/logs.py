"""One event is one line in the log, whatever a visitor put into an address."""

import logging
import re

CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")


class OneLineFormatter(logging.Formatter):
    """Escape line ends and control characters; a traceback keeps its own lines."""

    def formatMessage(self, record):
        record.message = CONTROL.sub(
            lambda found: found[0].encode("unicode_escape").decode(), record.message
        )
        return super().formatMessage(record)
