"""How long a backup and a restore take, and how much memory, for a large site.

Run: .venv/bin/python -m bench.keeping, with DATABASE_URL for an empty PostgreSQL
database and RESTORE_DATABASE_URL for another; without them, on SQLite in a temporary
folder. 1,000 articles, 2,000 pictures of 16 files each with bytes that do not compress.
Each command runs in a process of its own, as a timer would start it.
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.trial import set_up

FOLDER = tempfile.TemporaryDirectory(prefix="bench-keeping-")
HERE = Path(FOLDER.name)
os.environ.setdefault("DATABASE_URL", f"sqlite:///{HERE}/first.sqlite3")
set_up()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from articles.models import Image, Rendition  # noqa: E402
from bench.corpus import made_up_articles  # noqa: E402
from bench.search import build  # noqa: E402

ARTICLES, PICTURES, FILES_EACH = 1000, 2000, 16
# Renditions of a photo weigh from a thumbnail's 5 kB to a large one's 250 kB.
LEAST, MOST = 5_000, 120_000
MANAGE = Path(__file__).parents[1] / "manage.py"


def main():
    call_command("migrate", verbosity=0)
    build(made_up_articles()[:ARTICLES])
    size = make_pictures(Path(settings.MEDIA_ROOT))
    print(
        f"{ARTICLES:,} articles, {PICTURES:,} pictures: "
        f"{PICTURES * FILES_EACH:,} files, {size / 1e6:,.0f} MB"
    )
    backups = HERE / "backups"
    backups.mkdir()
    timed("backup", ["backup", str(backups)])
    [made] = backups.iterdir()
    print(f"the file: {made.stat().st_size / 1e6:,.0f} MB")
    timed("check", ["restore", "--check", str(made)])
    timed(
        "restore",
        ["restore", str(made)],
        MEDIA_ROOT=str(HERE / "second"),
        DATABASE_URL=os.environ.get(
            "RESTORE_DATABASE_URL", f"sqlite:///{HERE}/second.sqlite3"
        ),
    )


def make_pictures(folder):
    """The files of rows that are made beside them; how many bytes."""
    chance, total = random.Random(1), 0
    (folder / "images").mkdir(parents=True, exist_ok=True)
    images, renditions = [], []
    for number in range(PICTURES):
        image = Image(digest=f"{number:064x}", title=f"Picture {number}", format="jpeg")
        image.file.name, image.width, image.height = name(number, 0), 1600, 1200
        images.append(image)
        for place in range(FILES_EACH):
            data = chance.randbytes(chance.randint(LEAST, MOST))
            (folder / name(number, place)).write_bytes(data)
            total += len(data)
    rows = Image.objects.bulk_create(images)
    for number, image in enumerate(rows):
        renditions += [
            Rendition(image=image, width=place, format="jpeg", file=name(number, place))
            for place in range(1, FILES_EACH)
        ]
    Rendition.objects.bulk_create(renditions, batch_size=2000)
    return total


def name(number, place):
    return f"images/{number:064x}-{place}.jpg"


def timed(what, arguments, **environment):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, MANAGE, *arguments],
        check=True,
        stdout=subprocess.DEVNULL,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "practice_site.settings",
            "MEDIA_ROOT": str(settings.MEDIA_ROOT),
            **environment,
        },
    )
    seconds = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"{what}: {seconds:.1f} s, {cpu:.1f} s of CPU, "
        f"{after.ru_maxrss / 1024:.0f} MB at most so far"
    )


if __name__ == "__main__":
    main()
