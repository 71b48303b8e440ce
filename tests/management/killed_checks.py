"""A library whose checks are killed again and again, in processes of their own.

Run as ``python -m tests.management.killed_checks WORKS KILLS`` with the site's
environment: WORKS references are checked, the run is killed KILLS times, each time
some statements on, then it is run to its end. Prints how many runs were killed under
way.
"""

import os
import random
import sys

import django
from django.core.management import call_command

from tests.management.killing import KillAt

# So few that the kills together end long before the questions do.
MOST_STATEMENTS = 30


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
    chance = random.Random(works)
    connection.close()
    killed = sum(is_killed(chance.randint(1, MOST_STATEMENTS)) for _ in range(kills))
    call_command("check_references")
    print(killed)  # noqa: T201


def is_killed(statements):
    """Run the command in a process of its own; was it still at it when killed?"""
    from django.db import connection

    child = os.fork()
    if child == 0:
        with connection.execute_wrapper(KillAt(statements)):
            call_command("check_references", stdout=open(os.devnull, "w"))  # noqa: SIM115
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
