"""How long a cold start takes: from exec to the first 200.

    .venv/bin/python -m bench.cold [--rounds 9]

Of script/serve as a whole (it looks at the database and the style sheets first), of the
web server alone, and of one process until it has loaded the site. The article is asked
for too, so that the database and the templates have been used. Medians; the files are
in the operating system's cache.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time

from bench.site import ROOT, demo_site

sys.path.insert(0, str(ROOT / "script/run"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=9)
    asked = parser.parse_args()
    with demo_site() as site:
        path = an_article(site)
        whole = [cold(site, path, None) for _ in range(asked.rounds)]
        server = [cold(site, path, web_server(site)) for _ in range(asked.rounds)]
        loading = [load(site) for _ in range(asked.rounds)]
    tell("script/serve, exec to the first article", whole)
    tell("the web server alone", server)
    tell("one process loads the site (processor time)", loading)


def an_article(site):
    code = "from articles.models import Article; print(*Article.objects.filter("
    code += "kind='article').values_list('slug', flat=True)[:1])"
    return f"/articles/{site.manage('shell', '-c', code).split()[-1]}/"


def web_server(site):
    from processes import at_socket, granian

    return granian(workers=2, address=at_socket(site.where))


def cold(site, path, command):
    """Seconds until ``path`` is answered."""
    began = time.monotonic()
    if command is None:
        site.start()
    else:
        site.process = subprocess.Popen(
            command, cwd=ROOT, env=site.environment, stdin=subprocess.DEVNULL
        )
    site.wait(path)
    took = time.monotonic() - began
    site.stop()
    return took


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


def tell(what, seconds):
    every = "/".join(f"{each:.2f}" for each in seconds)
    print(f"{what:45} {statistics.median(seconds):5.2f} s   ({every})")


if __name__ == "__main__":
    main()
