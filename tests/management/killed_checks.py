"""A library whose checks are killed again and again, in processes of their own.

Run as ``python -m tests.management.killed_checks WORKS KILLS`` with the site's
environment: WORKS references are checked, the run is killed KILLS times, each time
a few answers on, then it is run to its end. Prints how many runs were killed under way.
"""

import os
import random
import signal
import sys
import time

import django
from django.core.management import call_command

# So few that the kills together end long before the answers do, on a machine of any
# speed; the moment within an answer is random.
MOST_ANSWERS = 3
LONGEST_MOMENT = 0.02


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
    killed = sum(is_killed(random.randint(0, MOST_ANSWERS)) for _ in range(kills))
    call_command("check_references")
    print(killed)  # noqa: T201


def is_killed(answers):
    """Run the command in a process of its own; was it still at it when killed?"""
    wanted = answers_kept() + answers
    child = os.fork()
    if child == 0:
        call_command("check_references", stdout=open(os.devnull, "w"))  # noqa: SIM115
        os._exit(0)
    while answers_kept() < wanted:
        time.sleep(0.001)
    time.sleep(random.uniform(0, LONGEST_MOMENT))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def answers_kept():
    """How many answers are kept; leaves no connection that a child would share."""
    from django.db import connection

    from articles.models import ReferenceCheck

    kept = ReferenceCheck.objects.count()
    connection.close()
    return kept


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
