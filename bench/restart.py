"""Whether a rolling restart under load loses a request.

    .venv/bin/python -m bench.restart [--rate 50] [--seconds 60] [--port] [--nginx]

A demo site under script/serve is asked RATE times a second, half of it over kept
connections and half over new ones, while it is told again and again to put new
processes in the place of the running ones (SIGHUP). Each request is a reader's page or
a page that nothing keeps. Prints what came back. A kept connection that the server
ended between two requests is opened anew, as browsers and nginx do; how often is said.
With --port the site listens at a port in place of a Unix socket; with --nginx it is
asked through nginx with deploy/nginx.conf. The exit status is 1 if a request was lost.
"""

import argparse
import contextlib
import http.client
import random
import signal
import threading
import time
from collections import Counter

from bench.front import front
from bench.site import Connection, demo_site

PATHS = ["/", "/articles/", "/references/", "/search/?q=grief", "/accounts/login/"]
ASKERS = 16
# It takes some twenty seconds until all are replaced.
PAUSE = 25


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rate", type=float, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--port", action="store_true")
    parser.add_argument("--nginx", action="store_true")
    asked = parser.parse_args()
    with demo_site() as site, contextlib.ExitStack() as stack:
        if asked.port:
            site.listen_at_port()
        site.start()
        site.wait()
        where = stack.enter_context(front(site)) if asked.nginx else site.where
        raise SystemExit(measure(site, where, asked.rate, asked.seconds))


def measure(site, where, rate, seconds):
    end = time.monotonic() + seconds
    counts, slowest = Counter(), []
    askers = [
        threading.Thread(
            target=ask, args=(where, end, ASKERS / rate, n % 2, counts, slowest)
        )
        for n in range(ASKERS)
    ]
    for asker in askers:
        asker.start()
    restarts = 0
    while time.monotonic() < end - PAUSE:
        site.process.send_signal(signal.SIGHUP)
        restarts += 1
        time.sleep(PAUSE)
    for asker in askers:
        asker.join()
    lost = sum(n for outcome, n in counts.items() if outcome not in FINE)
    print(f"{restarts} rolling restarts under {rate:g} requests/s for {seconds:g} s")
    for outcome, number in sorted(counts.items(), key=str):
        print(f"{number:6}  {outcome}")
    print(f"slowest answer: {max(slowest):.2f} s; requests lost: {lost}")
    return 1 if lost else 0


FINE = {200, "kept connections that were opened anew"}


def ask(where, end, pause, is_kept, counts, slowest):
    connection = Connection(where)
    while time.monotonic() < end:
        if not is_kept:
            connection.close()
        was_open = connection.sock is not None
        began = time.monotonic()
        try:
            outcome = answer(connection)
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            connection.close()
            if was_open:
                counts["kept connections that were opened anew"] += 1
                continue
            outcome = "closed without an answer"
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            outcome = repr(error)
        counts[outcome] += 1
        slowest.append(time.monotonic() - began)
        time.sleep(pause * random.uniform(0.5, 1.5))
    connection.close()


def answer(connection):
    headers = {"Host": "localhost", "Accept-Encoding": "br, gzip"}
    connection.request("GET", random.choice(PATHS), headers=headers)
    response = connection.getresponse()
    response.read()
    return response.status


if __name__ == "__main__":
    main()
