"""Whether the smallest machine is enough: 512 MB of memory, one processor, no swap.

    .venv/bin/python -m bench.small_machine [--megabytes 512] [--seconds 60]

As root, on Linux: makes a control group with those limits and does in it, one after the
other, what a small server does: install the packages into a new environment, start
nginx and script/serve, and then, at the same time, publish an article with 60 citations
that were never formatted before, put in a photograph of 24 megapixels, and answer
readers, ten a second, every tenth with a page that nothing keeps. Both come in by the
admin. Prints the most memory that was taken, what was killed (nothing, it should be),
and what readers got; the exit status is 1 if anything was lost. The system's own part
of a machine, some 80 MB, is not in the group: --megabytes 432 leaves room for it.
"""

import argparse
import contextlib
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

from PIL import Image

from bench.front import front
from bench.site import ROOT, Connection, demo_site

GROUPS = Path("/sys/fs/cgroup")
NAME = "practice-site-bench"
WORKS = 60
DRAFT = f"""
from django.contrib.auth import get_user_model
from django.test import Client
from tests.factories import make_article, make_reference
works = [make_reference(f"Family{{n}}", 1950 + n) for n in range({WORKS})]
text = "\\n\\n".join("Some words. " * 40 + f"[@{{w.key}}, p. 3]" for w in works)
article = make_article("Sixty sources", body=text, slug="sixty-sources")
client = Client()
client.force_login(get_user_model().objects.create_superuser("bench", "b@example.com"))
print(article.pk, client.cookies["sessionid"].value)
"""
TOKEN = 32 * "x"
HIDDEN = re.compile(r'name="(publish-(?:version|latest))" value="([^"]*)"')


class Group:
    """A control group of Linux, of either version."""

    def __init__(self, megabytes):
        size = str(megabytes * 2**20)
        if (GROUPS / "memory").is_dir():
            self.memory = GROUPS / "memory" / NAME
            self.folders = [self.memory, GROUPS / "cpu" / NAME]
            self.peak, self.killed = "memory.max_usage_in_bytes", "memory.oom_control"
            limits = {
                "memory.limit_in_bytes": size,
                "memory.memsw.limit_in_bytes": size,
            }
            limits |= {"cpu.cfs_period_us": "100000", "cpu.cfs_quota_us": "100000"}
        else:
            self.memory = GROUPS / NAME
            self.folders = [self.memory]
            self.peak, self.killed = "memory.peak", "memory.events"
            limits = {"memory.max": size, "memory.swap.max": "0"}
            limits |= {"cpu.max": "100000 100000"}
        for folder in self.folders:
            folder.mkdir(exist_ok=True)
        for name, limit in limits.items():
            for file in (folder / name for folder in self.folders):
                if file.exists():
                    file.write_text(limit)

    def command(self):
        """What goes before a command that is to run in the group."""
        files = " ".join(str(folder / "cgroup.procs") for folder in self.folders)
        enter = f'for file in {files}; do echo $$ > $file; done; exec "$@"'
        return ["sh", "-c", enter, "sh"]

    def most(self):
        return int((self.memory / self.peak).read_text()) // 2**20

    def held(self):
        """Megabytes that no file on the disk stands behind."""
        lines = (self.memory / "memory.stat").read_text().splitlines()
        named = dict(line.split() for line in lines)
        return int(named.get("total_rss") or named.get("anon") or 0) // 2**20

    def kills(self):
        words = (self.memory / self.killed).read_text().split()
        return int(words[words.index("oom_kill") + 1])

    def remove(self):
        for folder in self.folders:
            with contextlib.suppress(OSError):
                folder.rmdir()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=int, default=512)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--no-install", action="store_true")
    asked = parser.parse_args()
    with contextlib.ExitStack() as stack:
        group = Group(asked.megabytes)
        stack.callback(group.remove)
        if not asked.no_install:
            install(group)
        site = stack.enter_context(demo_site())
        raise SystemExit(trial(group, site, asked.seconds))


def install(group):
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        began = time.monotonic()
        for command in (
            [sys.executable, "-m", "venv", f"{folder}/venv"],
            [
                f"{folder}/venv/bin/pip",
                "install",
                "-q",
                "-r",
                ROOT / "requirements.txt",
            ],
        ):
            subprocess.run(
                [*group.command(), *command], check=True, stderr=subprocess.DEVNULL
            )
    took = time.monotonic() - began
    print(
        f"installed in {took:.0f} s; most memory {group.most()} MB, page cache with it"
    )


def trial(group, site, seconds):
    photograph = large_photograph()
    article, session = site.manage("shell", "-c", DRAFT).split()[-2:]
    with contextlib.ExitStack() as stack:
        site.start(before=group.command())
        print(f"first answer after {site.wait():.1f} s", flush=True)
        stack.callback(site.stop)
        port = stack.enter_context(front(site, before=group.command()))
        end = time.monotonic() + seconds
        counts, slow = Counter(), []
        readers = [
            threading.Thread(target=read, args=(port, end, counts, slow))
            for _ in range(4)
        ]
        for reader in readers:
            reader.start()
        answers = {}
        work = [
            threading.Thread(target=publish, args=(port, article, session, answers)),
            threading.Thread(target=upload, args=(port, photograph, session, answers)),
        ]
        for each in work:
            each.start()
        held = watch(group, work, end)
        for reader in readers:
            reader.join()
        counts[status(port, "/articles/sixty-sources/")] += 1
    lost = sum(number for outcome, number in counts.items() if outcome != 200)
    done = answers == {"published": 302, "picture": 200}
    print(f"answers: {answers}; killed: {group.kills()}")
    print(f"most memory held: {held} MB (with the page cache of files {group.most()})")
    print(f"readers got {dict(counts)}; slowest {max(slow):.2f} s")
    return 0 if done and not lost and not group.kills() else 1


def watch(group, work, end):
    """The most megabytes that were held at once, until all is over."""
    most = 0
    while time.monotonic() < end or any(each.is_alive() for each in work):
        most = max(most, group.held())
        time.sleep(0.05)
    return most


def large_photograph():
    """24 megapixels that do not compress to nothing."""
    noise = Image.effect_noise((1500, 1000), 60).resize((6000, 4000), Image.BICUBIC)
    file = BytesIO()
    Image.merge("RGB", [noise, noise.rotate(180), noise]).save(file, "JPEG", quality=88)
    return file.getvalue()


def read(port, end, counts, slow):
    paths = ["/", "/articles/", "/references/", "/faqs/", "/feed/"]
    while time.monotonic() < end:
        path = "/search/?q=grief" if random.random() < 0.1 else random.choice(paths)
        began = time.monotonic()
        counts[status(port, path)] += 1
        slow.append(time.monotonic() - began)
        time.sleep(random.uniform(0.2, 0.6))


def publish(port, article, session, answers):
    path = f"/admin/articles/article/{article}/publish/"
    page = signed_in(port, "GET", path, session)[1].decode()
    fields = {**dict(HIDDEN.findall(page)), "publish-when": "now"}
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    body = urlencode(fields).encode()
    answers["published"] = signed_in(port, "POST", path, session, body, kind)[0]


def upload(port, photograph, session, answers):
    head = '--x\r\nContent-Disposition: form-data; name="image"; filename="a.jpg"\r\n'
    body = head.encode() + b"Content-Type: image/jpeg\r\n\r\n" + photograph
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    sent = body + b"\r\n--x--\r\n"
    answers["picture"] = signed_in(port, "POST", "/admin/upload/", session, sent, kind)[
        0
    ]


def signed_in(port, method, path, session, body=None, headers=()):
    cookies = f"sessionid={session}; csrftoken={TOKEN}"
    own = {"Host": "localhost", "Cookie": cookies, "X-CSRFToken": TOKEN}
    connection = Connection(port, timeout=300)
    connection.request(method, path, body, {**own, **dict(headers)})
    response = connection.getresponse()
    return response.status, response.read()


def status(port, path):
    try:
        connection = Connection(port, timeout=60)
        connection.request("GET", path, headers={"Host": "localhost"})
        response = connection.getresponse()
        response.read()
        return response.status
    except OSError as error:
        return repr(error)


if __name__ == "__main__":
    main()
