"""What a page costs. ``python -m bench.serving [--rounds 9] [--seconds 1] [CASE …]``

Side by side, in interleaved rounds of wrk: nginx with the same bytes as static files,
the product under ``script/serve``, the same behind nginx with ``deploy/nginx.conf``
(without TLS), the same without its page cache, and a bare WSGI reply under the same
server. Prints medians of CPU time per request, of all processes together but the task
worker, and of the ratios to nginx within each round. With root, nginx and wrk are
installed by apt.

The demo practice is loaded into a temporary database, unless DATABASE_URL and
MEDIA_ROOT name a site that has something published.
"""

import argparse
import contextlib
import statistics
import sys
import tempfile
from pathlib import Path

from bench import load
from bench.site import HOST
from bench.stacks import get, started

CODINGS = {"plain": "identity", "gzip": "gzip", "br": "gzip, deflate, br"}
PAGES = ("article", "list", "404", "304")
CASES = [f"{page}-{coding}" for page in PAGES for coding in CODINGS]


def main():
    asked = arguments()
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        stacks = started(folder, stack)
        results = {
            (case, name): []
            for case in asked.cases
            for name in applicable(case, stacks)
        }
        for number in range(1, asked.rounds + 1):
            for case, name in results:
                results[case, name].append(measured(case, stacks[name], asked.seconds))
            print(f"round {number} of {asked.rounds}", file=sys.stderr, flush=True)
    report(results)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--seconds", type=int, default=1)
    parser.add_argument("cases", nargs="*", metavar="CASE", help=", ".join(CASES))
    asked = parser.parse_args()
    asked.cases = asked.cases or CASES
    if wrong := set(asked.cases) - set(CASES):
        parser.error(f"no such case: {', '.join(sorted(wrong))}")
    return asked


def applicable(case, stacks):
    """A bare reply knows one page, plain."""
    return [name for name in stacks if name != "bare WSGI" or case == "article-plain"]


def measured(case, stack, seconds):
    page, coding = case.rsplit("-", 1)
    path = stack.paths[page]
    headers = {"Accept-Encoding": CODINGS[coding], **stack.headers}
    response, _ = get(stack.port, path, **headers)
    if page == "304":
        headers["If-None-Match"] = response.headers["ETag"]
        response, _ = get(stack.port, path, **headers)
    expected = int(page) if page.isdecimal() else 200
    if response.status != expected:
        sys.exit(f"{case} at port {stack.port}: {response.status}, not {expected}.")
    url = f"http://{HOST}:{stack.port}{path}"
    return load.run(url, headers, roots=stack.roots, seconds=seconds)


def report(results):
    print(f"{'case':15} {'stack':12} {'CPU µs':>8} {'× nginx':>8} {'req/s':>8}", end="")
    print(f" {'ratio':>6} {'p99 ms':>8} {'PSS MiB':>8} {'failed':>7}")
    for (case, name), runs in results.items():
        first = results.get((case, "nginx"))
        cpu, rate = median(runs, "cpu"), median(runs, "rate")
        times = ratio = float("nan")
        if first:
            pairs = list(zip(runs, first, strict=True))
            times = statistics.median(one.cpu / other.cpu for one, other in pairs)
            ratio = statistics.median(one.rate / other.rate for one, other in pairs)
        failed = sum(one.failed for one in runs)
        print(f"{case:15} {name:12} {cpu:8.1f} {times:8.2f} {rate:8.0f}", end="")
        print(f" {ratio:6.2f} {median(runs, 'p99'):8.2f}", end="")
        print(f" {median(runs, 'pss'):8.0f} {failed:7}")


def median(runs, name):
    return statistics.median(getattr(one, name) for one in runs)


if __name__ == "__main__":
    main()
