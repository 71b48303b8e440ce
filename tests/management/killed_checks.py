"""A library whose checks are killed again and again, in processes of their own.

Run as ``python -m tests.management.killed_checks WORKS KILLS`` with the site's
environment: WORKS references are checked, the run is killed KILLS times at random
moments, then it is run to its end. Prints how many runs were killed under way.
"""

import os
import random
import signal
import sys
import time

import django
from django.core.management import call_command

# Shorter than a whole run, so that nearly every kill comes under way.
LONGEST_LIFE = 0.25


def main(works, kills):
    django.setup()
    call_command("migrate", verbosity=0)
    # Models can be imported only now.
    from django.db import connection

    from articles.lookup import pace
    from tests.factories import make_reference
    from tests.lookup.clock import FakeClock

    pace.SHARED = pace.Pace(FakeClock())
    for number in range(works):
        make_reference(DOI=f"10.5555/known.{number}", title=f"Known {number}")
    connection.close()
    killed = sum(is_killed(random.uniform(0, LONGEST_LIFE)) for _ in range(kills))
    call_command("check_references")
    print(killed)  # noqa: T201


def is_killed(life):
    """Run the command in a process of its own; was it still at it when killed?"""
    child = os.fork()
    if child == 0:
        call_command("check_references", stdout=open(os.devnull, "w"))  # noqa: SIM115
        os._exit(0)
    time.sleep(life)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
