"""One site of ``bench.growth``, in a process of its own, asked line by line.

``python -m bench.growing_site SIZE`` on DATABASE_URL: fills the database if it is
empty, writes the names of what can be timed as a line of JSON, then answers each name
that it reads with a line of [milliseconds of CPU, queries, bytes]. On PostgreSQL the
server's CPU time for this connection is counted too.
"""

import gc
import json
import logging
import sys
import time
from functools import partial
from pathlib import Path

from django.core.management import call_command

from bench.trial import set_up

set_up()

from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.test.utils import (  # noqa: E402
    CaptureQueriesContext,
    setup_test_environment,
    teardown_test_environment,
)
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles.models import Article, Publication, Reference  # noqa: E402
from bench.growing_library import build  # noqa: E402
from tests.admin.forms import form_data  # noqa: E402

NO_WORKER = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def main():
    call_command("migrate", verbosity=0)
    if not Publication.objects.exists():
        build(int(sys.argv[1]))
    logging.disable()
    with override_settings(TASKS=NO_WORKER):
        site = Site()
        say(list(site.acts))
        for line in sys.stdin:
            say(site.timed(line.strip()))


def say(values):
    print(json.dumps(values), flush=True)


class Site:
    def __init__(self):
        self.reader, self.editor = Client(), Client()
        owner, _ = get_user_model().objects.get_or_create(
            username="bench", is_staff=True, is_superuser=True
        )
        self.editor.force_login(owner)
        self.backend, self.turn = backend(), 0
        self.acts = {**self.pages(), **self.screens(), **self.changes()}

    def timed(self, name):
        """The third time is measured: what the first had to keep is there by then."""
        prepare = self.acts[name]
        prepare()()
        act = prepare()
        with CaptureQueriesContext(connection) as queries:
            act()
        count = len(queries)
        act = prepare()
        gc.collect()
        began = self.cpu()
        response = act()
        ended = self.cpu()
        if response.status_code not in (200, 302, 404):
            raise SystemExit(f"{name} answered {response.status_code}")
        return (ended - began) * 1e3, count, len(response.content)

    def cpu(self):
        own = time.process_time()
        if not self.backend:
            return own
        return own + int(self.backend.read_text().split()[0]) / 1e9

    def pages(self):
        live = Publication.objects.live(timezone.now()).articles().newest_first()
        count = live.count()
        places = {"first": 0, "middle": count // 2, "last": count - 1}
        paths = {
            "home": "/",
            "articles": "/articles/",
            "articles, last page": f"/articles/?page={-(-count // 10)}",
            **{
                f"article, {name}": live[place].get_absolute_url()
                for name, place in places.items()
            },
            "series list": "/series/",
            "a series": "/series/series-0/",
            "a topic": "/topics/anxiety/",
            "a year": f"/archive/{timezone.localdate().year - 1}/",
            "references": "/references/",
            "references, page 2": "/references/?page=2",
            "questions": "/faqs/",
            "questions, page 2": "/faqs/?page=2",
            "search": "/search/?q=sleep+badly",
            "feed": "/feed/",
            "feed, page 2": "/feed/?page=2",
            "JSON Feed": "/feed.json",
            "sitemap": "/sitemap.xml",
            "robots.txt": "/robots.txt",
            "not found": "/nothing/here/",
        }
        return {name: asking(self.reader, path) for name, path in paths.items()}

    def screens(self):
        article = self.article()
        listed = "admin:articles_{}_changelist"
        paths = {
            "desk": reverse("admin:index"),
            "list of articles": f"{reverse(listed.format('article'))}?kind=article",
            "list of all": reverse(listed.format("article")),
            "list of references": reverse(listed.format("reference")),
            "list of pictures": reverse(listed.format("image")),
            "list of series": reverse(listed.format("series")),
            "list of topics": reverse(listed.format("topic")),
            "bringing in": reverse("admin:bring_in"),
            "form of an article": of("article", "change", article),
            "its publishing page": of("article", "publish", article),
            "form of a much-cited work": of("reference", "change", self.known_work()),
            "Cite dialog": reverse("admin:works"),
        }
        return {name: asking(self.editor, path) for name, path in paths.items()}

    def changes(self):
        return {
            "save a draft": self.save_draft,
            "publish": self.publish,
            "withdraw": self.withdraw,
            "change a much-cited work": self.change_work,
        }

    def article(self):
        return Article.objects.get(slug="article-2")

    def known_work(self):
        return Reference.objects.get(key="bench0")

    def form_of(self, path):
        setup_test_environment()
        try:
            return form_data(self.editor.get(path))
        finally:
            teardown_test_environment()

    def typed_anew(self, path, name):
        """The form at ``path`` as it would be sent, with one word changed."""
        self.turn += 1
        typed = self.form_of(path)
        return {**typed, name: f"{typed[name].split(' – ')[0]} – {self.turn % 2}"}

    def save_draft(self):
        path = of("article", "change", self.article())
        typed = self.typed_anew(path, "standfirst")
        return partial(self.editor.post, path, {**typed, "_continue": "1"})

    def publish(self):
        self.save_draft()()
        article = self.article()
        seen = {"version": article.version, "latest": article.latest_switch()}
        asked = {**seen, "when": "now", "change": "small"}
        data = {f"publish-{name}": value for name, value in asked.items()}
        return partial(self.editor.post, of("article", "publish", article), data)

    def withdraw(self):
        self.publish()()
        article = self.article()
        asked = {"version": article.version, "latest": article.latest_switch()}
        data = {f"withdraw-{name}": value for name, value in asked.items()}
        data["withdraw-when"] = "now"
        path = of("article", "withdraw", article)
        return partial(self.editor.post, path, data)

    def change_work(self):
        path = of("reference", "change", self.known_work())
        return partial(self.editor.post, path, self.typed_anew(path, "work_title"))


def asking(client, path):
    """Nothing is to be prepared: the same is asked each time."""
    return lambda: partial(client.get, path)


def of(model, view, thing):
    return reverse(f"admin:articles_{model}_{view}", args=[thing.pk])


def backend():
    """Where Linux tells this connection's server's CPU time; None on SQLite."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        # Parallel workers' time would be told nowhere.
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        cursor.execute("SELECT pg_backend_pid()")
        return Path(f"/proc/{cursor.fetchone()[0]}/schedstat")


if __name__ == "__main__":
    main()
