"""What a growing library costs: 500 articles over 50, 500 and 5,000 references.

Run: .venv/bin/python -m bench.library, with DATABASE_URL for an empty PostgreSQL
database; without it, on SQLite in a temporary folder.
Prints, for every screen that reads the library, its queries and the best of several
times at each size, and how much slower the largest is than the smallest.
"""

import random
import time
from datetime import timedelta
from functools import partial

from django.core.management import call_command

from bench.trial import set_up

set_up()

from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import (  # noqa: E402
    CaptureQueriesContext,
    setup_test_environment,
)
from django.urls import reverse  # noqa: E402

from articles.models import (  # noqa: E402
    Article,
    Citation,
    Publication,
    Reference,
    ReferenceKey,
    Revision,
)
from articles.source import ArticleSource  # noqa: E402
from bench.published import publish_rows  # noqa: E402
from tests.admin.forms import form_data  # noqa: E402

SIZES = (50, 500, 5_000)
ARTICLES = 500
WORKS_PER_ARTICLE = 10
RUNS = 5
FAMILIES = (
    "Ainsworth Beck Bowlby Calhoun Duckworth Ellis Felitti Germer Herman Kessler "
    "Linehan Müller Neff Porges Rogers Siegel Tedeschi Wampold Yalom Zucker"
).split()
TOPICS = (
    "attachment sleep grief trauma loneliness marriage shame burnout parenting anxiety "
    "depression mindfulness memory anger trust"
).split()


def main():
    setup_test_environment()
    call_command("migrate", verbosity=0)
    owner = get_user_model().objects.create_superuser("bench", "b@example.com", "x")
    client = Client()
    client.force_login(owner)
    found = {}
    for size in SIZES:
        build(size)
        work = Reference.objects.filter(citations__isnull=False).first()
        typed = form_data(client.get(of_work("change", work)))
        for name, path in screens(work).items():
            found.setdefault(name, []).append(timed(client.get, path))
        look = partial(client.post, data={**typed, "reference": work.pk})
        path = reverse("admin:articles_reference_look")
        found.setdefault("the form's preview", []).append(timed(look, path))
    print_table(found)


def timed(ask, path):
    """(queries, best time in milliseconds)."""
    times = []
    for _ in range(RUNS):
        with CaptureQueriesContext(connection) as queries:
            start = time.perf_counter()
            response = ask(path)
            times.append(time.perf_counter() - start)
        if response.status_code != 200:
            raise SystemExit(f"{path} answered {response.status_code}")
    return len(queries), min(times) * 1e3


def of_work(name, work):
    return reverse(f"admin:articles_reference_{name}", args=[work.pk])


def screens(work):
    listed = reverse("admin:articles_reference_changelist")
    works = reverse("admin:works")
    return {
        "admin list": listed,
        "admin list, by use": f"{listed}?o=-3",
        "admin list, page 2": f"{listed}?p=2",
        "admin search": f"{listed}?q=grief+2004",
        "admin filter": f"{listed}?confirmation__exact=none",
        "Cite dialog, opened": works,
        "Cite dialog, typed": f"{works}?q=mull",
        "a work's form": of_work("change", work),
        "where it is used": of_work("used", work),
        "its checks": of_work("checks", work),
        "its history": of_work("history", work),
        "duplicates": reverse("admin:articles_reference_duplicates"),
        "admin's front page": reverse("admin:index"),
        "public list": "/references/",
        "public search": "/references/?q=grief+beck",
        "one author": "/references/?author=beck-a",
        "public .json": "/references.json",
        "public .bib": "/references.bib",
        "public .ris": "/references.ris",
    }


def build(size):
    """A library of ``size`` works in place of the last one, cited by the articles."""
    chance = random.Random(size)
    with transaction.atomic():
        for model in (Citation, Publication, Revision, Article, ReferenceKey):
            model.objects.all().delete()
        Reference.everything.all().delete()
        works = Reference.objects.bulk_create(
            work(number, chance) for number in range(size)
        )
        ReferenceKey.objects.bulk_create(
            ReferenceKey(key=reference.key, reference=reference) for reference in works
        )
        add_articles(works)
    if connection.vendor == "postgresql":
        # What its own housekeeping does within a minute.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def work(number, chance):
    year = chance.randint(1950, 2025)
    people = [
        {"family": chance.choice(FAMILIES), "given": f"{chance.choice('ABCDE')}. J."}
        for _ in range(chance.randint(1, 4))
    ]
    topics = chance.sample(TOPICS, 3)
    item = {
        "type": "article-journal",
        "title": f"On {topics[0]} and {topics[1]}: Study {number} of {topics[2]}",
        "author": people,
        "issued": {"date-parts": [[year]]},
        "container-title": f"Journal of {chance.choice(TOPICS).title()}",
        "volume": str(chance.randint(1, 99)),
        "page": f"{number}-{number + 9}",
        "DOI": f"10.5555/bench.{number}",
        "abstract": "Of what was asked and found. " * 30,
    }
    reference = Reference(key=f"bench{number}", item=item)
    reference.derive()
    entry = (
        f"{reference.authors} ({year}). {item['title']}. "
        f"<em>{item['container-title']}</em>. "
        f'<a href="https://doi.org/{item["DOI"]}">https://doi.org/{item["DOI"]}</a>'
    )
    for column, value in reference.printed(entry).items():
        setattr(reference, column, value)
    return reference


def add_articles(works):
    cited = [
        # Every work is used somewhere before any is used twice.
        [works[(n * WORKS_PER_ARTICLE + k) % len(works)] for k in range(10)]
        for n in range(ARTICLES)
    ]
    sources = [source_of(number, used) for number, used in enumerate(cited)]
    articles = Article.objects.bulk_create(
        Article(
            title=source.title,
            slug=f"article-{number}",
            body=source.body,
            draft_digest=source.digest(),
        )
        for number, source in enumerate(sources)
    )
    ages = (timedelta(days=number % 300) for number in range(ARTICLES))
    publications = publish_rows(articles, sources, ages)
    Citation.objects.bulk_create(
        Citation(
            article=publication.article,
            publication=shown,
            reference=reference,
            keys={reference.key: False},
        )
        for publication, used in zip(publications, cited, strict=True)
        for shown in (None, publication)
        for reference in used
    )


def source_of(number, used):
    body = "\n\n".join(f"So it was found [@{w.key}]." for w in used)
    return ArticleSource(title=f"Article {number} on grief", body=body)


def print_table(found):
    head = "".join(f"{size:>16,}" for size in SIZES)
    print(f"{'references':24}{head}   largest : smallest")
    for name, results in found.items():
        cells = "".join(f"{ms:9.1f} ms{count:3}q " for count, ms in results)
        print(f"{name:24}{cells}   {results[-1][1] / results[0][1]:8.1f}")


if __name__ == "__main__":
    main()
