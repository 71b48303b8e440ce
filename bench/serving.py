"""What a page costs. ``python -m bench.serving [--rounds 9] [--seconds 1] [CASE …]``

Side by side, in interleaved rounds of wrk: nginx with the same bytes as static files,
the product under ``script/serve``, the same without its page cache, and a bare WSGI
reply under the same server. Prints medians of CPU time per request and of the ratios
to nginx within each round. With root, nginx and wrk are installed by apt.

The demo practice is loaded into a temporary database, unless DATABASE_URL and
MEDIA_ROOT name a site that has something published.
"""

import argparse
import contextlib
import gzip
import http.client
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import brotli

from bench import load
from bench.site import HOST, ROOT, Site, free_port, load_demo

CODINGS = {"plain": "identity", "gzip": "gzip", "br": "gzip, deflate, br"}
PAGES = ("article", "list", "404", "304")
CASES = [f"{page}-{coding}" for page in PAGES for coding in CODINGS]
MODULE = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"
NGINX = """
{modules}
user root; worker_processes 2; pid {folder}/nginx.pid; error_log stderr crit;
events {{ worker_connections 512; }}
http {{
  access_log off; sendfile on; tcp_nopush off; types {{ }} default_type text/html;
  keepalive_requests 100000000;
  server {{
    listen {host}:{port}; root {folder}/static; gzip_static on; {brotli}
    error_page 404 /404.html; index index.html;
  }}
}}
"""


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
                results[case, name].append(measured(case, *stacks[name], asked.seconds))
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


def started(folder, stack):
    """{name: (address, first process)} of what is compared."""
    if not have("wrk"):
        sys.exit("wrk is missing: apt-get install wrk (or run this as root).")
    environment = site_environment(folder)
    stacks = {}
    for name, more in (("product", {}), ("cache off", {"PAGE_CACHE_MB": "0"})):
        port = free_port()
        more = {**environment, **more, "PORT": str(port)}
        # Only the site's own address is answered from the cache.
        more["SITE_URL"] = f"http://{HOST}:{port}"
        process = stack.enter_context(running([ROOT / "script/serve"], more))
        stacks[name] = (port, process)
        wait(port, process)
    paths = find_paths(stacks["product"][0])
    save_pages(folder, stacks["product"][0], paths)
    port = free_port()
    body = folder / "static" / paths["article"].strip("/") / "index.html"
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    command += ["--http", "1", "--host", HOST, "--port", str(port), "--workers", "2"]
    command += ["--blocking-threads", "1", "--log-level", "warning"]
    bare = {**os.environ, "BENCH_BODY": str(body)}
    stacks["bare WSGI"] = (
        port,
        stack.enter_context(running([*command, "bench.bare:application"], bare)),
    )
    wait(port, stacks["bare WSGI"][1])
    if have("nginx"):
        stacks = {"nginx": nginx(folder, stack), **stacks}
    else:
        print("nginx is missing and left out: apt-get install nginx, or run as root.")
    return {name: (port, process, paths) for name, (port, process) in stacks.items()}


def have(program):
    if not shutil.which(program) and os.geteuid() == 0:
        packages = {"nginx": ["nginx", "libnginx-mod-http-brotli-static"]}
        subprocess.run(["apt-get", "update"], capture_output=True)
        subprocess.run(
            ["apt-get", "install", "-y", *packages.get(program, [program])],
            capture_output=True,
        )
    return shutil.which(program)


def site_environment(folder):
    site = Site(folder)
    environment = {**os.environ, **site.environment, "SOCKET": "", "DEBUG": "0"}
    if "DATABASE_URL" in os.environ:
        media = os.environ.get("MEDIA_ROOT", environment["MEDIA_ROOT"])
        return {**environment, "MEDIA_ROOT": media}
    print("Loading the demo practice …", file=sys.stderr)
    load_demo(site)
    return environment


@contextlib.contextmanager
def running(command, environment):
    """Its first process; what it said is told only if it ended by itself."""
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(
            command, env=environment, cwd=ROOT, stdout=said, stderr=said
        )
        try:
            yield process.pid
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.wait(60)
            else:
                said.seek(0)
                print(said.read(), file=sys.stderr)


def wait(port, process):
    for _ in range(1200):
        with contextlib.suppress(OSError):
            return get(port, "/")
        if process in exited():
            break
        time.sleep(0.1)
    sys.exit(f"Nothing answers at port {port}.")


def exited():
    """Children that have ended, left for ``running`` to wait for."""
    found = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    return {found.si_pid} if found else set()


def get(port, path, **headers):
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    return response, response.read()


def find_paths(port):
    """The longest article, the list of articles and a page that isn't there."""
    _, listed = get(port, "/articles/")
    links = {
        part.split('"')[0]
        for part in listed.decode().split('href="')[1:]
        if part.startswith("/articles/") and part.split('"')[0] != "/articles/"
    }
    pages = [link for link in links if link.endswith("/") and "?" not in link]
    if not pages:
        sys.exit("The site has no article to measure.")
    longest = max(pages, key=lambda path: len(get(port, path)[1]))
    return {"article": longest, "304": longest, "list": "/articles/", "404": "/none/"}


def save_pages(folder, port, paths):
    for page, path in paths.items():
        _, body = get(port, path)
        file = folder / "static" / path.strip("/") / "index.html"
        if page == "404":
            file = folder / "static" / "404.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
        file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(body, 9))
        file.with_name(f"{file.name}.br").write_bytes(brotli.compress(body))


def nginx(folder, stack):
    port, has_brotli = free_port(), Path(MODULE).exists()
    text = NGINX.format(
        folder=folder,
        host=HOST,
        port=port,
        modules=f"load_module {MODULE};" if has_brotli else "",
        brotli="brotli_static on;" if has_brotli else "",
    )
    (folder / "nginx.conf").write_text(text)
    command = ["nginx", "-p", folder, "-c", folder / "nginx.conf", "-g", "daemon off;"]
    process = stack.enter_context(running(command, os.environ))
    wait(port, process)
    return port, process


def applicable(case, stacks):
    """A bare reply knows one page, plain."""
    return [name for name in stacks if name != "bare WSGI" or case == "article-plain"]


def measured(case, port, process, paths, seconds):
    page, coding = case.rsplit("-", 1)
    headers = {"Accept-Encoding": CODINGS[coding]}
    response, _ = get(port, paths[page], **headers)
    if page == "304":
        headers["If-None-Match"] = response.headers["ETag"]
        response, _ = get(port, paths[page], **headers)
    expected = int(page) if page.isdecimal() else 200
    if response.status != expected:
        sys.exit(f"{case} at port {port}: {response.status} instead of {expected}.")
    url = f"http://{HOST}:{port}{paths[page]}"
    return load.run(url, headers, root=process, seconds=seconds)


def report(results):
    print(f"{'case':15} {'stack':10} {'CPU µs':>8} {'× nginx':>8} {'req/s':>8}", end="")
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
        print(f"{case:15} {name:10} {cpu:8.1f} {times:8.2f} {rate:8.0f}", end="")
        print(f" {ratio:6.2f} {median(runs, 'p99'):8.2f}", end="")
        print(f" {median(runs, 'pss'):8.0f} {failed:7}")


def median(runs, name):
    return statistics.median(getattr(one, name) for one in runs)


if __name__ == "__main__":
    main()
