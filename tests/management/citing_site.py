"""A small site in a database of its own, for tests that need other processes.

Run as ``python -m tests.management.citing_site COUNT`` with the site's environment:
COUNT articles cite one work, which is then changed, so that their pages are due.
"""

import sys

import django
from django.core.management import call_command


def main(count):
    django.setup()
    call_command("migrate", verbosity=0)
    # Models can be imported only now.
    from articles.models import Inputs, warm
    from articles.tasks import rerender_stale
    from tests.factories import make_article, make_reference

    shared = make_reference(title="Old words")
    articles = [
        make_article(
            f"No. {number}",
            body=f"As [@{shared.key}; @{make_reference(f'Own{number}').key}] say.",
        )
        for number in range(count)
    ]
    warm([Inputs.of(article.draft()).asked() for article in articles])
    for article in articles:
        article.publish()
    shared.write({**shared.item, "title": "New words"})
    # One task for each of two workers.
    rerender_stale.enqueue()
    rerender_stale.enqueue()


if __name__ == "__main__":
    main(int(sys.argv[1]))
