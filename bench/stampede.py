"""How often a page is made when many ask for it at once, and nobody did before.

    .venv/bin/python -m bench.stampede [--requests 500] [--port]

Starts a small site under script/serve with two processes, and asks for each of some
pages with all requests begun at the same moment, each over a connection of its own.
With --port the site listens at a port in place of a Unix socket. Prints how often each
process made each page. The exit status is 1 if one made any more than twice, or if a
request did not get the page.
"""

import argparse
import asyncio
import time
from collections import Counter

from bench.site import HOST, small_site

PATHS = ["/articles/article-0/", "/", "/articles/", "/feed/", "/none/"]
MOST = 2
GOOD = {"/none/": 404}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--requests", type=int, default=500)
    parser.add_argument("--port", action="store_true")
    asked = parser.parse_args()
    with small_site() as site:
        if asked.port:
            site.listen_at_port()
        renders = site.folder / "renders"
        site.start(DJANGO_SETTINGS_MODULE="bench.counting", RENDERS=str(renders))
        site.wait()
        is_good = [measure(site, path, asked.requests, renders) for path in PATHS]
    raise SystemExit(0 if all(is_good) else 1)


def measure(site, path, number, renders):
    begun = time.monotonic()
    answers = Counter(asyncio.run(ask_all(site.where, path, number)))
    seconds = time.monotonic() - begun
    lines = renders.read_text().splitlines()
    made = Counter(line.split()[0] for line in lines if line.split()[1] == path)
    print(f"{path}: {dict(answers)} in {seconds:.1f} s")
    print(f"  made by each process: {sorted(made.values())}")
    return set(answers) == {GOOD.get(path, 200)} and max(made.values()) <= MOST


async def ask_all(where, path, number):
    """All connections are there before the first request is sent."""
    ready = asyncio.Barrier(number)
    return await asyncio.gather(*(ask(where, path, ready) for _ in range(number)))


async def ask(where, path, ready):
    try:
        reader, writer = await connected(where)
    except OSError as error:
        await ready.wait()
        return repr(error)
    await ready.wait()
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        status = await reader.readline()
        return int(status.split()[1]) if status else "closed"
    except OSError as error:
        return repr(error)
    finally:
        writer.close()


async def connected(where):
    if isinstance(where, int):
        return await asyncio.open_connection(HOST, where)
    return await asyncio.open_unix_connection(str(where))


if __name__ == "__main__":
    main()
