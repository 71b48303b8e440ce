"""How long a cold start takes: from exec to the first 200 of an article.

    .venv/bin/python -m bench.cold [--rounds 3]

Of script/serve as a whole (it looks at the database and the style sheets first) and of
the web server alone, both with two processes. Prints medians of the time by the clock,
which a busy machine makes longer, and of the processor time that was spent by then,
which it does not; beside them the processor time in which one process loads the site.
The files are in the operating system's cache, the style sheets are prepared.
"""

import argparse
import contextlib
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from bench.load import TICK, tree
from bench.site import ROOT, demo_site

sys.path.insert(0, str(ROOT / "script/run"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with demo_site() as site:
        path = an_article(site)
        whole = [cold(site, path, None) for _ in range(asked.rounds)]
        server = [cold(site, path, web_server(site)) for _ in range(asked.rounds)]
        loading = [load(site) for _ in range(asked.rounds)]
    tell("script/serve", whole)
    tell("the web server alone", server)
    each = "/".join(f"{one:.2f}" for one in loading)
    print(f"one process loads the site: {statistics.median(loading):.2f} s ({each})")


def an_article(site):
    code = "from articles.models import Article; print(*Article.objects.filter("
    code += "kind='article').values_list('slug', flat=True)[:1])"
    return f"/articles/{site.manage('shell', '-c', code).split()[-1]}/"


def web_server(site):
    from processes import at_socket, granian

    return granian(workers=2, address=at_socket(site.where))


def cold(site, path, command):
    """(seconds until ``path`` is answered, processor seconds of all by then)."""
    began = time.monotonic()
    if command is None:
        site.start()
    else:
        site.process = subprocess.Popen(
            command, cwd=ROOT, env=site.environment, stdin=subprocess.DEVNULL
        )
    site.wait(path)
    took = time.monotonic() - began
    spent = spent_by(site.process.pid)
    site.stop()
    return took, spent


def spent_by(root):
    """Processor seconds of a tree of processes, and of its members that have ended."""
    ticks = 0
    for process in tree([root]):
        with contextlib.suppress(OSError):
            stat = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            ticks += sum(map(int, stat[11:15]))
    return ticks / TICK


def load(site):
    before = os.times()
    subprocess.run(
        [ROOT / ".venv/bin/python", "-c", "import practice_site.wsgi"],
        cwd=ROOT,
        env=site.environment,
        check=True,
    )
    after = os.times()
    return (
        after.children_user
        - before.children_user
        + (after.children_system - before.children_system)
    )


def tell(what, rounds):
    clock, processor = zip(*rounds, strict=True)
    each = "/".join(f"{one:.2f}" for one in clock)
    print(
        f"{what + ', exec to the first article:':48}"
        f"{statistics.median(clock):6.2f} s ({each})"
        f"{statistics.median(processor):7.2f} s of processor"
    )


if __name__ == "__main__":
    main()
