"""nginx with the configuration in ``deploy``, on other ports and in another folder."""

import contextlib
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONFIGURATION = ROOT / "deploy" / "nginx.conf"
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
CURL = shutil.which("curl") or "/usr/bin/curl"
HOST = "www.example.com"
HAS_BROTLI = any(Path("/etc/nginx/modules-enabled").glob("*brotli-static*"))
AROUND = """\
{user}daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
{modules}events {{}}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {own}
}}
"""


def is_installed():
    return Path(NGINX).exists() and Path(CURL).exists()


def adapted(folder, upstream, *, plain, secure):
    """The configuration as it stands, but for its paths and ports."""
    text = CONFIGURATION.read_text()
    for old, new in {
        "/run/practice-site/web.sock": upstream,
        "/var/cache/nginx": folder / "cache",
        "/var/log/nginx": folder,
        "/var/lib/practice-site": folder / "state",
        "/etc/letsencrypt/live/www.example.com": folder,
        "/srv/practice-site": ROOT,
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ": f"listen 127.0.0.1:{secure} ",
    }.items():
        assert old in text
        text = text.replace(old, str(new))
    text = re.sub(r"^ *listen \[::\].*\n", "", text, flags=re.MULTILINE)
    return text if HAS_BROTLI else text.replace("brotli_static on;", "")


def write(folder, upstream, *, plain, secure, user="user root;\n"):
    (folder / "cache").mkdir(exist_ok=True)
    make_certificate(folder)
    whole = AROUND.format(
        user=user,
        folder=folder,
        modules="include /etc/nginx/modules-enabled/*.conf;\n",
        own=adapted(folder, upstream, plain=plain, secure=secure),
    )
    (folder / "nginx.conf").write_text(whole)
    return [NGINX, "-c", folder / "nginx.conf", "-e", folder / "error.log"]


def make_certificate(folder):
    """One that nobody has signed, in place of certbot's."""
    subprocess.run(
        ["/usr/bin/openssl", "req", "-x509", "-newkey", "ec", "-nodes", "-days", "2"]
        + ["-pkeyopt", "ec_paramgen_curve:prime256v1", "-subj", f"/CN={HOST}"]
        + ["-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"],
        check=True,
        capture_output=True,
    )


@contextlib.contextmanager
def proxy(folder, upstream, is_plain=False, before=()):
    """Run it before what listens at ``upstream``; gives its ports and its process.

    The ports are (plain, secure).

    With ``is_plain`` the second speaks HTTP as well, and answers to localhost.
    ``before`` goes before the command.
    """
    plain, secure = free_port(), free_port()
    command = write(folder, upstream, plain=plain, secure=secure)
    if is_plain:
        file = folder / "nginx.conf"
        text = file.read_text().replace(" ssl http2;", ";")
        named = text.replace(f"name {HOST};", f"name {HOST} localhost;")
        file.write_text(named)
    process = subprocess.Popen([*before, *command], stderr=subprocess.PIPE)
    try:
        wait_for(secure, process)
        yield (plain, secure), process.pid
    finally:
        process.terminate()
        process.wait()


def wait_for(port, process):
    while True:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        if process.poll() is not None:
            raise RuntimeError(process.stderr.read().decode())
        time.sleep(0.02)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
