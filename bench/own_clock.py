"""The site in a web process whose clock is ahead by what a file says, in seconds.

For ``bench.schedule``: OWN_CLOCK names the file. Only what the site asks is changed;
the machine's clock and the server's own stay as they are.
"""

import os
import time
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

AHEAD = Path(os.environ["OWN_CLOCK"])
true_time, true_now = time.time, timezone.now


def ahead():
    return float(AHEAD.read_text())


time.time = lambda: true_time() + ahead()
timezone.now = lambda: true_now() + timedelta(seconds=ahead())

from practice_site.wsgi import application  # noqa: E402, F401
