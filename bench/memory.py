"""Memory of the web processes. ``python -m bench.memory [--megabytes 16]``

Starts ``script/serve`` on a library whose pages are more than its page caches hold,
asks for pages in every coding until all caches are full, and prints the share of
memory (PSS) of each process: as started, and full.
"""

import argparse
import contextlib
import http.client
import os
import random
from pathlib import Path

from bench.trial import set_up

set_up()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles.models import Publication  # noqa: E402
from bench import load  # noqa: E402
from bench.growing_library import build  # noqa: E402
from bench.serving import CODINGS  # noqa: E402
from bench.site import HOST, ROOT, free_port  # noqa: E402
from bench.stacks import running, wait  # noqa: E402

# What a page takes in all codings, at the least; to know when the caches are full.
PAGE_BYTES = 30_000


def main():
    asked = arguments()
    call_command("migrate", verbosity=0)
    build(asked.articles)
    live = Publication.objects.live(timezone.now()).select_related("article")
    paths = [one.article.get_absolute_url() for one in live]
    with contextlib.ExitStack() as stack:
        port = free_port()
        environment = site_environment(port, asked.megabytes)
        process = stack.enter_context(running([ROOT / "script/serve"], environment))
        wait(port, process)
        report("started", process)
        fill(port, paths, asked.megabytes)
        report("caches full", process)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=int, default=16)
    parser.add_argument("--articles", type=int, default=500)
    return parser.parse_args()


def site_environment(port, megabytes):
    return {
        **{k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"},
        "SECRET_KEY": "only-for-measuring-" + 50 * "x",
        "ALLOWED_HOSTS": HOST,
        "SITE_URL": f"http://{HOST}:{port}",
        "PORT": str(port),
        "DEBUG": "0",
        "PAGE_CACHE_MB": str(megabytes),
    }


def fill(port, paths, megabytes):
    """Each request on a connection of its own: the system gives it to any process."""
    chance = random.Random(1)
    for _ in range(4 * megabytes * 2**20 // PAGE_BYTES):
        path = chance.choice(paths)
        for coding in CODINGS.values():
            connection = http.client.HTTPConnection(HOST, port, timeout=60)
            connection.request("GET", path, headers={"Accept-Encoding": coding})
            connection.getresponse().read()
            connection.close()


def report(when, root):
    shares = [(load.pss_of_one(one), name(one)) for one in load.tree([root])]
    print(f"{when}: {sum(share for share, _ in shares):.0f} MiB", flush=True)
    for share, called in shares:
        print(f"  {share:6.1f}  {called}", flush=True)


def name(process):
    words = Path(f"/proc/{process}/cmdline").read_text().split("\0")
    return " ".join(words[1:4])


if __name__ == "__main__":
    main()
