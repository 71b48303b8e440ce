"""Are replies the same with and without the page cache? ``python -m bench.equality``

Random requests (10,000, or as many as are named) to Django alone and through the page
cache, compared by status, headers that matter and decoded body.
"""

import logging
import random
import sys

from bench.trial import set_up

set_up()

from django.core.cache import cache  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402

from articles.models import Article, OldPath, Series, Topic  # noqa: E402
from practice_site import freshness  # noqa: E402
from practice_site.page_cache import Freshness, PageCache  # noqa: E402
from tests.factories import (  # noqa: E402
    make_practice,
    make_published_article,
    make_published_page,
    make_series,
    make_topic,
)
from tests.practice_site.random_requests import differences, request  # noqa: E402

PATHS = [
    *("/", "/articles/", "/series/", "/faqs/", "/references/", "/references.ris"),
    *("/feed/", "/feed.json", "/sitemap.xml", "/robots.txt", "/old-blog/", "/search/"),
    *("/none/", "/none/a", "/articles/none/", "/topics/none/", "/archive/1999/"),
    *("/articles", "//articles/", "/ARTICLES/", "/articles/\xe9/", "/%2e%2e/", ""),
    *("/admin/", "/accounts/login/", "/favicon.ico", "/healthz", "/media/x.jpg"),
    *("/look-book-site-0.css", "/articles/gone/", "/old-blog", "/static/none.css"),
]


def main(total=10_000):
    logging.disable()
    call_command("migrate", verbosity=0)
    make_site()
    models = (*Article.objects.all(), *Topic.objects.all(), *Series.objects.all())
    paths = PATHS + [one.get_absolute_url() for one in models]
    alone = get_wsgi_application()
    asking = Freshness(freshness.generation_number, freshness.switches)
    cached = PageCache(
        alone, asking, host="testserver", scheme="http", passed_by=freshness.PASSED_BY
    )
    chance = random.Random(total)
    found = []
    for done in range(1, total + 1):
        # Else the second of two may be one too many for a limit on sign-in.
        cache.clear()
        if one := differences(request(chance, paths), alone, cached):
            found.append(one)
            print(one[0], *((a[0], a[1], len(a[3])) for a in one[1:]), sep="\n  ")
        if done % 1000 == 0:
            print(f"{done} requests, {len(found)} answered differently", flush=True)
    print(f"{total} requests, {cached.asked} from the cache, {len(found)} differ")
    return 1 if found else 0


def make_site():
    make_practice(name="Two Trees")
    topics = [make_topic(f"Topic {n}", slug=f"t{n}") for n in range(3)]
    series = make_series(slug="rest")
    for n in range(25):
        make_published_article(
            f"Article {n}",
            topics=topics[: n % 4],
            series=series if n % 5 == 0 else None,
            faqs=[("Why?", "Because.")],
        )
    make_published_page("Fees", slug="fees")
    gone = make_published_article(slug="gone")
    OldPath.objects.create(path="/old-blog/", article=gone)
    gone.withdraw()


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
