"""Whether docs/deployment.md leads from a bare Debian to a running site, as it stands.

    .venv/bin/python -m bench.bare_debian [--suite bookworm] [--keep FOLDER]

As root. Makes a bare Debian in a folder (by mmdebstrap, from Debian's mirror), runs
the document's shell blocks in it by chroot, in one shell, and asks the site through
nginx. systemd does not run there: its units are verified, and the site is started as
its unit says. Certbot is replaced by a certificate that the root trusts. Takes some
minutes and the network, so CI runs tests/deploy in its place: the same blocks' syntax,
the same units, and nginx with the same configuration.
"""

import argparse
import contextlib
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
# What stands for the certificate authority.
CERTBOT = """#!/bin/sh
set -e
folder=/etc/letsencrypt/live/www.example.com
mkdir -p $folder
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=www.example.com \
    -addext subjectAltName=DNS:www.example.com,DNS:example.com \
    -keyout $folder/privkey.pem -out $folder/fullchain.pem
cp $folder/fullchain.pem /usr/local/share/ca-certificates/trial.crt
update-ca-certificates
"""
# What systemd would do.
START = """
systemd-analyze verify /etc/systemd/system/practice-site*
install -d -o practice -g practice -m 0750 /run/practice-site
rm -f /run/practice-site/web.sock
unit=/etc/systemd/system/practice-site.service
(
    umask "$(sed -n 's/^UMask=//p' $unit)"
    cd "$(sed -n 's/^WorkingDirectory=//p' $unit)"
    export "$(sed -n 's/^Environment=//p' $unit)"
    export RUNTIME_DIRECTORY=/run/practice-site STATE_DIRECTORY=/var/lib/practice-site
    exec runuser -u practice -- "$(sed -n 's/^ExecStart=//p' $unit)"
) &
nginx
for second in $(seq 200); do
    curl -fs --unix-socket /run/practice-site/web.sock http://x/healthz && break
    sleep 1
done
"""
TRIAL = """
set -x
encodings() { curl -s -o /dev/null -D - -H "Accept-Encoding: $1" https://$SITE/; }
encodings br | grep -i '^content-encoding: br'
encodings gzip | grep -i '^content-encoding: gzip'
style=$(curl -s https://$SITE/ | grep -o '/static/[^"]*css' | head -1)
curl -fsS -o /dev/null -D - -H 'Accept-Encoding: br' "https://$SITE$style" \
    | grep -i '^content-encoding: br'
[ "$(curl -s -o /dev/null -w '%{http_code}' https://$SITE/admin/)" = 302 ]
[ "$(curl -s -o /dev/null -w '%{http_code}' http://$SITE/)" = 301 ]
[ "$(runuser -u www-data -- cat /srv/practice-site/.env 2>&1 | grep -c SECRET)" = 0 ]
[ "$(runuser -u www-data -- ls /var/lib/practice-site/data 2>&1 | grep -c sqlite)" = 0 ]
du -sm /srv/practice-site /usr /var | sed 's/$/ MB/'
echo EVERYTHING WORKS
"""


def blocks():
    return BLOCK.findall((ROOT / "docs" / "deployment.md").read_text())


def script():
    """The document's blocks in order, with the start before the first look."""
    steps = blocks()
    first_look = next(n for n, step in enumerate(steps) if step.startswith("curl"))
    return "\n".join(
        ["set -eux", *steps[:first_look], START, *steps[first_look:], TRIAL]
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--suite", default="bookworm")
    parser.add_argument("--keep", type=Path, help="a folder, used again if it is there")
    asked = parser.parse_args()
    with contextlib.ExitStack() as stack:
        folder = asked.keep or Path(stack.enter_context(temporary()))
        if not (folder / "usr").exists():
            make_root(asked.suite, folder)
        prepare(folder)
        raise SystemExit(run(folder))


@contextlib.contextmanager
def temporary():
    folder = tempfile.mkdtemp(prefix="debian-")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def make_root(suite, folder):
    include = "--include=systemd,sysvinit-utils,openssl,procps"
    subprocess.run(
        ["mmdebstrap", "--variant=minbase", include, suite, folder], check=True
    )


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


def run(folder):
    """In processes and mounts of its own, which are gone when it has ended."""
    inside = (
        f"mount --bind {folder} {folder} && mount -t proc proc {folder}/proc && "
        f"mount --rbind /dev {folder}/dev && "
        f"exec chroot {folder} env -i PIP_CERT=/certificates.crt HOME=/root "
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "
        "DEBIAN_FRONTEND=noninteractive SYSTEMD_OFFLINE=1 bash /trial.sh"
    )
    command = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
    return subprocess.run([*command, "sh", "-c", inside], check=False).returncode


if __name__ == "__main__":
    main()
