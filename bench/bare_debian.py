"""Whether the documents lead from a bare Debian to a running site, as they stand.

    .venv/bin/python -m bench.bare_debian [--suite trixie] [--keep FOLDER]

As root. Makes a bare Debian in a folder (by mmdebstrap, from Debian's mirror), starts
it with its own systemd in a container (systemd-nspawn), and runs there, in one shell,
all shell blocks of docs/deployment.md. Then it uses what came of that, by the trial in
bench/bare_debian.sh: pages, pictures and tasks behind nginx, what the timers start, and
the blocks of docs/upgrading.md and docs/backup.md. Only the certificate is not
certbot's but one that this Debian trusts. The container has the machine's own network:
ports 80 and 443 must be free. The exit status is 0 if everything works, 77 if this
machine can't try it: it doesn't get a Debian, may not start one, or uses the ports.
Takes about four minutes, most of it for what is fetched.
"""

import argparse
import contextlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)
NAMED = re.compile(r"^# BLOCK (\S+): (.+)$", re.MULTILINE)
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
# What test programs end with where something can't be tried.
NOT_TRIED = 77
NEEDED = {"mmdebstrap": "mmdebstrap", "systemd-nspawn": "systemd-container"}
# What stands for the certificate authority.
CERTBOT = """#!/bin/sh
set -e
folder=/etc/letsencrypt/live/www.example.com
mkdir -p $folder
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=www.example.com \\
    -addext subjectAltName=DNS:www.example.com,DNS:example.com \\
    -keyout $folder/privkey.pem -out $folder/fullchain.pem
cp $folder/fullchain.pem /usr/local/share/ca-certificates/trial.crt
update-ca-certificates
"""
UNIT = """
[Unit]
After=network.target

[Service]
Type=oneshot
TimeoutStartSec=30min
Environment=HOME=/root PIP_CERT=/certificates.crt DEBIAN_FRONTEND=noninteractive
ExecStart=/bin/bash /trial.sh
StandardOutput=file:/trial.log
StandardError=file:/trial.log
ExecStopPost=/bin/systemctl exit ${EXIT_STATUS}

[Install]
WantedBy=multi-user.target
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--suite", default="trixie")
    parser.add_argument("--keep", type=Path, help="a folder for the bare Debian")
    asked = parser.parse_args()
    for program, package in NEEDED.items():
        if not shutil.which(program):
            sys.exit(f"{program} is missing: apt-get install {package}")
    for port in (80, 443):
        demand_free(port)
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(temporary())) / "debian"
        bare = asked.keep or folder
        if not (bare / "usr").exists():
            make_root(asked.suite, bare)
        if asked.keep:
            subprocess.run(["cp", "-a", bare, folder], check=True)
        prepare(folder)
        sys.exit(run(folder))


def demand_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("", port))
        except OSError as error:
            give_up(f"nginx there needs port {port}: {error.strerror}.")


def give_up(reason):
    print(f"Not tried: {reason}")
    sys.exit(NOT_TRIED)


def blocks(name):
    return BLOCK.findall((DOCS / name).read_text())


def block(name, words):
    """The one that has these words; what its reader is to fill in is filled in."""
    [found] = [text for text in blocks(name) if words in text]
    return found.replace(" FILE\n", ' "$FILE"\n')


def script():
    """The page's blocks in order, then the trial with those that it names."""
    trial = (ROOT / "bench" / "bare_debian.sh").read_text()
    trial = NAMED.sub(lambda named: block(*named.groups()), trial)
    return "\n".join(["set -eux", *blocks("deployment.md"), trial])


@contextlib.contextmanager
def temporary():
    folder = tempfile.mkdtemp(prefix="debian-")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def make_root(suite, folder):
    include = "--include=systemd,sysvinit-utils,openssl,procps"
    patience = '--aptopt=Acquire::Retries "3"'
    command = ["mmdebstrap", "--quiet", "--variant=minbase", include, patience]
    if subprocess.run([*command, suite, folder]).returncode:
        give_up("no bare Debian could be made here.")


def prepare(folder):
    """The network's names, the repository, and what stands for the authority."""
    shutil.copy("/etc/resolv.conf", folder / "etc/resolv.conf")
    (folder / "etc/hosts").write_text("127.0.0.1 localhost www.example.com\n")
    shutil.copy(CERTIFICATES, folder / "certificates.crt")
    shutil.rmtree(folder / "source.git", ignore_errors=True)
    source = folder / "source.git"
    subprocess.run(["git", "clone", "-q", "--bare", ROOT, source], check=True)
    (folder / "root/.gitconfig").write_text(
        '[url "/source.git"]\n\tinsteadOf = https://git.example.com/practice-site.git\n'
        "[safe]\n\tdirectory = *\n"
    )
    certbot = folder / "usr/local/bin/certbot"
    certbot.write_text(CERTBOT)
    certbot.chmod(0o755)
    (folder / "trial.sh").write_text(script())
    unit = folder / "etc/systemd/system/trial.service"
    unit.write_text(UNIT)
    wanted = folder / "etc/systemd/system/multi-user.target.wants/trial.service"
    wanted.parent.mkdir(exist_ok=True)
    wanted.unlink(missing_ok=True)
    wanted.symlink_to("../trial.service")


def run(folder):
    """Start it and pass on what the trial says; the exit status of this program."""
    log = folder / "trial.log"
    log.write_text("")
    # It ends when this process does, however that ends.
    command = ["setpriv", "--pdeathsig", "KILL", "systemd-nspawn", "--quiet", "--boot"]
    command += [
        "--directory",
        folder,
        "--register=no",
        "--resolv-conf=off",
        "--console=pipe",
    ]
    if not Path("/run/systemd/system").exists():
        # Where no systemd runs there is none to ask for a unit.
        command.append("--keep-unit")
    with log.open(errors="replace") as said:
        container = subprocess.Popen(
            [*command, "systemd.unit=multi-user.target"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            while container.poll() is None:
                print(said.read(), end="", flush=True)
                time.sleep(0.5)
        finally:
            container.kill()
            container.wait()
        print(said.read(), end="", flush=True)
    if not log.stat().st_size:
        give_up("this machine doesn't let a container start its systemd.")
    return 1 if container.returncode else 0


if __name__ == "__main__":
    main()
