"""What pages, lists and changes cost as a practice's library grows.

    .venv/bin/python -m bench.growth [--sizes 50 500 5000] [--rounds 9] [--only WORD]

Fills a database of its own for each size, on SQLite and, where it is installed, on
PostgreSQL, and times each page and change in turn at every size, so that a burst of
other work on the machine falls on all alike. Prints the median of CPU time (the
database server's included), the queries, and how much more the largest library costs
than the smallest in time and, where it is not the same, in bytes. Nothing is served
from a cache of pages; what the process itself keeps between two changes is there.
``--keep FOLDER`` keeps SQLite's files for the next run.
"""

import argparse
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg2

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "script" / "run"))

import postgresql  # noqa: E402


def main():
    asked = arguments()
    with contextlib.ExitStack() as stack:
        for name, urls in databases(stack, asked):
            print(
                f"\n{name}: {', '.join(f'{size:,}' for size in asked.sizes)} articles"
            )
            with contextlib.ExitStack() as sites:
                measure(
                    [sites.enter_context(site(url, size)) for size, url in urls], asked
                )


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[50, 500, 5000])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--only", default="", help="what has this word in its name")
    parser.add_argument("--keep", type=Path, help="a folder for SQLite's files")
    parser.add_argument("--database", choices=["sqlite", "postgresql"])
    return parser.parse_args()


def databases(stack, asked):
    """(name, [(size, URL)]) of each kind of database, empty or kept from before."""
    if asked.database != "postgresql":
        folder = asked.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(exist_ok=True)
        files = [(size, folder / f"{size}.sqlite3") for size in asked.sizes]
        yield "SQLite", [(size, f"sqlite:///{file.resolve()}") for size, file in files]
    if asked.database != "sqlite" and postgresql.programs():
        server = stack.enter_context(postgresql.cluster())
        yield "PostgreSQL", [(size, created(server, size)) for size in asked.sizes]


def created(server, size):
    connection = psycopg2.connect(server)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE growth{size:d}")
    connection.close()
    return server.replace("/postgres", f"/growth{size}")


@contextlib.contextmanager
def site(url, size):
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.growing_site", str(size)],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield process
        process.stdin.close()


def measure(sites, asked):
    names = [answer(one) for one in sites][0]
    width = max(map(len, names))
    head = "".join(f"{size:>17,}" for size in asked.sizes)
    print(f"{'':{width}}{head}    × time  × bytes")
    for name in names:
        if asked.only not in name:
            continue
        rounds = [[ask(one, name) for one in sites] for _ in range(asked.rounds)]
        of_each = [
            list(map(list, zip(*one, strict=True))) for one in zip(*rounds, strict=True)
        ]
        times = [statistics.median(ms) for ms, _, _ in of_each]
        cells = "".join(
            f"{ms:9.1f} ms{max(queries):3}q "
            for ms, (_, queries, _) in zip(times, of_each, strict=True)
        )
        sizes = [max(sizes) for _, _, sizes in of_each]
        grown, longer = times[-1] / times[0], sizes[-1] / max(1, sizes[0])
        print(f"{name:{width}} {cells}{grown:9.2f}{longer:9.2f}", flush=True)


def ask(process, name):
    process.stdin.write(f"{name}\n")
    process.stdin.flush()
    return answer(process)


def answer(process):
    line = process.stdout.readline()
    if not line:
        raise SystemExit("A site has stopped; it says above why.")
    return json.loads(line)


if __name__ == "__main__":
    main()
