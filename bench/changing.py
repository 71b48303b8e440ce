"""How long a change of a much cited work takes: merging, and making pages anew.

    .venv/bin/python -m bench.changing [--articles 200] [--works 15]

ARTICLES articles, each with WORKS citations, one of them of the same work. Prints how
long merging that work holds the database's write lock, how long taking it back does;
how long a worker of its own takes to make all pages anew after a change; and that the
end is right where the worker is killed half-way and started again. In a database of
its own: SQLite in a temporary folder, or DATABASE_URL, which must be empty.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import django
from django.core.management import call_command


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--works", type=int, default=15)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        prepare(folder)
        call_command("migrate", verbosity=0)
        measure(asked.articles, asked.works)


def prepare(folder):
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
    os.environ.update(
        SECRET_KEY="only-for-measuring-" + 50 * "x",
        ALLOWED_HOSTS="localhost",
        SITE_URL="http://localhost",
        MEDIA_ROOT=folder,
        DJANGO_SETTINGS_MODULE="practice_site.settings",
    )
    django.setup()


def measure(articles, works):
    shared, twin = library(articles, works)
    change, seconds = timed(lambda: shared.absorb(twin))
    print(f"merge of a work that {articles} articles cite: {seconds * 1e3:6.0f} ms")
    _, seconds = timed(change.undo)
    print(f"taking it back:{'':30}{seconds * 1e3:6.0f} ms")

    shared.absorb(twin)
    rename(shared, "A newer title")
    _, seconds = timed(lambda: worker().wait())
    print(f"{articles} pages made anew by a worker:{'':13}{seconds:6.1f} s")
    say_whether_right("A newer title")

    rename(shared, "The newest title")
    killed, start = worker(), time.perf_counter()
    while due() > articles / 2:
        time.sleep(0.02)
    killed.kill()
    killed.wait()
    print(f"killed with {due()} of {articles} pages left, started again")
    worker().wait()
    print(f"all made anew after{'':26}{time.perf_counter() - start:6.1f} s")
    say_whether_right("The newest title")


def library(articles, works):
    """Half of the articles cite one of two works that are the same, half the other."""
    from articles.models import Inputs, warm
    from tests.factories import make_article, make_reference

    shared, twin = make_reference(), make_reference(title="The same, once more")
    others = [make_reference(f"Family{n}", 1990 + n % 30) for n in range(5 * works)]
    made = []
    for number in range(articles):
        cited = [(shared, twin)[number % 2]]
        cited += [others[(number * 7 + n) % len(others)] for n in range(works - 1)]
        prose = "\n\n".join(
            f"{'Some words about people. ' * 20} [@{work.key}, p. 3]" for work in cited
        )
        made.append(make_article(f"Article {number}", body=prose))
    print(f"{articles} articles written; now they are published", flush=True)
    warm([Inputs.of(article.draft()).asked() for article in made])
    for article in made:
        article.publish()
    return shared, twin


def rename(reference, title):
    from articles.models import Reference
    from articles.tasks import rerender_stale

    fresh = Reference.objects.get(pk=reference.pk)
    fresh.write({**fresh.item, "title": title})
    rerender_stale.enqueue()


def due():
    from articles.models import PublishedPage

    return PublishedPage.objects.filter(is_stale=True).count()


def worker():
    return subprocess.Popen(
        [sys.executable, "manage.py", "task_worker", "--batch", "--verbosity", "0"],
        cwd=Path(__file__).parents[1],
        stderr=subprocess.DEVNULL,
    )


def say_whether_right(title):
    from articles.models import PublishedPage

    wrong = sum(
        page.is_stale or title not in str(page.items) or page.differs()
        for page in PublishedPage.objects.select_related("publication__revision")
    )
    print(f"pages that are not as they should be: {wrong}", flush=True)


def timed(act):
    start = time.perf_counter()
    result = act()
    return result, time.perf_counter() - start


if __name__ == "__main__":
    main()
