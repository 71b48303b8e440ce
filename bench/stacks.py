"""What ``bench.serving`` compares, started one beside the other."""

import contextlib
import gzip
import http.client
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import brotli

from bench.site import HOST, ROOT, Site, free_port, load_demo
from tests.deploy.proxy import proxy

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


@dataclass
class Stack:
    """``roots``: its first processes; ``host``: how it is asked for its pages."""

    port: int
    roots: list
    paths: dict = field(default_factory=dict)
    host: str | None = None

    @property
    def headers(self):
        return {"Host": self.host} if self.host else {}


def started(folder, stack):
    """{name: Stack} of what is compared; ``stack`` ends it all."""
    if not have("wrk"):
        sys.exit("wrk is missing: apt-get install wrk (or run this as root).")
    environment = site_environment(folder)
    stacks = {
        "product": product(environment, stack),
        "cache off": product({**environment, "PAGE_CACHE_MB": "0"}, stack),
    }
    paths = find_paths(stacks["product"].port)
    save_pages(folder, stacks["product"].port, paths)
    stacks["bare WSGI"] = bare(folder, paths, stack)
    if have("nginx"):
        stacks = {"nginx": nginx(folder, stack), **stacks}
        stacks["behind nginx"] = behind_nginx(folder, environment, stack)
    else:
        print("nginx is missing and left out: apt-get install nginx, or run as root.")
    for one in stacks.values():
        one.paths = paths
    return stacks


def product(environment, stack):
    port = free_port()
    # Only the site's own address is answered from the cache.
    more = {"PORT": str(port), "SITE_URL": f"http://{HOST}:{port}"}
    command = [ROOT / "script/serve"]
    process = stack.enter_context(running(command, {**environment, **more}))
    wait(port, process)
    return Stack(port, [process])


def behind_nginx(folder, environment, stack):
    """The product at a socket, with ``deploy/nginx.conf`` before it, without TLS."""
    socket = folder / "web.sock"
    more = {"SOCKET": str(socket), "SITE_URL": "http://localhost", "TRUST_PROXY": "1"}
    command = [ROOT / "script/serve"]
    process = stack.enter_context(running(command, {**environment, **more}))
    front = folder / "front"
    front.mkdir()
    started = proxy(front, socket, is_plain=True)
    (_, port), before = stack.enter_context(started)
    found = Stack(port, [process, before], host="localhost")
    wait(port, process, **found.headers)
    return found


def bare(folder, paths, stack):
    port = free_port()
    body = folder / "static" / paths["article"].strip("/") / "index.html"
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    command += ["--http", "1", "--host", HOST, "--port", str(port), "--workers", "2"]
    command += ["--blocking-threads", "1", "--log-level", "warning"]
    environment = {**os.environ, "BENCH_BODY": str(body)}
    command += ["bench.bare:application"]
    process = stack.enter_context(running(command, environment))
    wait(port, process)
    return Stack(port, [process])


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


def wait(port, process, **headers):
    for _ in range(1200):
        with contextlib.suppress(OSError):
            # nginx alone says that nobody is behind it yet.
            if get(port, "/", **headers)[0].status < 500:
                return
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
    return Stack(port, [process])
