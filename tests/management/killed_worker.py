"""A task worker that is killed while it makes pages anew.

Run as ``python -m tests.management.killed_worker COUNT`` with the site's environment:
it has written COUNT pages and the next one, whose transaction has not ended. Its tasks
end after as few pages as can be.
"""

import sys

import django
from django.core.management import call_command

from tests.management.killing import KillAt

WRITTEN = 'UPDATE "articles_publishedpage" SET "document_data"'


def main(count):
    django.setup()
    # The database is known only now.
    from django.db import connection

    from articles import tasks

    tasks.MOMENT = 0
    with connection.execute_wrapper(KillAt(count + 1, WRITTEN)):
        call_command("task_worker", batch=True, verbosity=0)


if __name__ == "__main__":
    main(int(sys.argv[1]))
