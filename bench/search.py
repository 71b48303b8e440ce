"""How well and how quickly the site's search answers, over 5,000 made-up articles.

Run: .venv/bin/python -m bench.search, with DATABASE_URL for an empty PostgreSQL
database; without it, on SQLite in a temporary folder. With a database that already
holds the articles, it is used as it is.
Prints for how many queries of each file in bench/corpus/queries the expected article
stands first, those for which it does not, and the times of a search. ``first`` was
written before the search, by its author; ``vague`` by somebody who had not read it,
with words that the articles don't have; ``tuned`` and ``blind`` by two who knew the
articles alone. The ranking was tuned on the first three; ``blind`` was kept apart.
"""

import json
import statistics
import time
from collections import Counter
from datetime import timedelta

from django.core.management import call_command

from bench.trial import set_up

set_up()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import (  # noqa: E402
    CaptureQueriesContext,
    setup_test_environment,
)
from django.utils import timezone  # noqa: E402

from articles.models import (  # noqa: E402
    Article,
    Publication,
    PublishedPage,
    Rendered,
    SearchEntry,
    Topic,
)
from articles.search import ranked  # noqa: E402
from articles.words import read_question  # noqa: E402
from bench.corpus import FOLDER as CORPUS  # noqa: E402
from bench.corpus import made_up_articles  # noqa: E402
from bench.published import publish_rows  # noqa: E402

RUNS = 5
BATCH = 500


def main():
    setup_test_environment()
    call_command("migrate", verbosity=0)
    if not Publication.objects.exists():
        build(made_up_articles())
    names = dict(Article.objects.values_list("pk", "draft_digest"))
    queries = []
    for file in sorted((CORPUS / "queries").glob("*.json")):
        print(f"{file.stem}:")
        asked = json.loads(file.read_text())
        print_score(asked, names)
        queries += asked
    print_times(queries)


def print_score(queries, names):
    firsts = Counter()
    for query in queries:
        found = names_found(query["query"], names)
        is_first = found[:1] == [query["expected"]]
        firsts[query["kind"]] += is_first
        if not is_first:
            place = (
                (found.index(query["expected"]) + 1)
                if query["expected"] in found
                else 0
            )
            print(
                f"  {query['query']}\n    {query['expected']}: {place or 'not found'}"
            )
            print(f"    first: {found[:1]}")
    for kind, count in Counter(query["kind"] for query in queries).items():
        print(f"{kind}: {firsts[kind]} of {count} first")
    print(f"{connection.vendor}: {firsts.total()} of {len(queries)} first")


def names_found(typed, names):
    keys = ranked(read_question(typed), timezone.now()).keys
    articles = dict(
        Publication.objects.filter(pk__in=keys).values_list("pk", "article")
    )
    return [names[articles[key]] for key in keys]


def print_times(queries):
    """Of whole pages, as a reader waits for them, and of the ranking alone."""
    client = Client()
    ask = {
        "page": lambda typed: client.get("/search/", {"q": typed}),
        "ranking": lambda typed: ranked(read_question(typed), timezone.now()),
    }
    for name, call in ask.items():
        times = sorted(timed(call, q["query"]) for q in queries for _ in range(RUNS))
        most = times[int(len(times) * 0.95)]
        print(f"{name}: median {statistics.median(times):.1f} ms, 95 % {most:.1f} ms")
    with CaptureQueriesContext(connection) as asked:
        ask["page"](queries[0]["query"])
    print(f"{len(asked)} queries a page")


def timed(call, typed):
    start = time.perf_counter()
    call(typed)
    return (time.perf_counter() - start) * 1e3


def build(articles):
    """Publish everything, without the citation engine and in a few transactions."""
    topics = {
        name: Topic.objects.create(name=name, slug=name.lower())
        for name in sorted({made.topic for made in articles})
    }
    for start in range(0, len(articles), BATCH):
        with transaction.atomic():
            publish(articles[start : start + BATCH], topics, start)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def publish(batch, topics, start):
    rows = Article.objects.bulk_create(
        # The digest of a draft is a free column here: it holds the article's name.
        Article(title=made.source.title, slug=f"a-{start + n}", draft_digest=made.name)
        for n, made in enumerate(batch)
    )
    through = Article.topics.through
    through.objects.bulk_create(
        through(article=row, topic=topics[made.topic])
        for row, made in zip(rows, batch, strict=True)
    )
    sources = [made.source for made in batch]
    ages = (timedelta(hours=start + n) for n in range(len(batch)))
    publications = publish_rows(rows, sources, ages)
    pages, entries = [], []
    for publication, made in zip(publications, batch, strict=True):
        rendered = Rendered.of(made.source)
        page = PublishedPage(publication=publication)
        page.fill(rendered)
        pages.append(page)
        entries.append(SearchEntry.of(publication.pk, rendered))
    PublishedPage.objects.bulk_create(pages)
    SearchEntry.objects.bulk_create(entries)


if __name__ == "__main__":
    main()
