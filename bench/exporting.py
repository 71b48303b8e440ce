"""Everything as files, for libraries of two sizes: time, memory, whole, and back again.

    .venv/bin/python -m bench.exporting [--sizes 500 5000] [--s3] [--sample 20]
        [--library FILE]

Fills an SQLite database for each size (LIBRARY is one of ``bench.growth --keep``, used
in place of the last) and a picture file for each row that names one. Then
``export_site`` and the ZIP of "Take everything with me" run in processes of their own;
prints their time and the most memory they held, looks whether every text, picture and
page is there and whether the ZIP is sound, brings SAMPLE of the texts into an empty
site, and compares what they show. With ``--s3`` pictures lie in moto's server, which
``pip install 'moto[s3,server]'`` brings.
"""

import argparse
import contextlib
import io
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
STORE = "import sys; from bench.exporting import store; store()"
ZIP = (
    "import sys, django; django.setup(); from articles.exporting import zip_site;"
    "print(*zip_site(sys.argv[1]), sep='\\n')"
)
COARSE, PHOTO = (160, 107), (1600, 1067)


def main():
    asked = arguments()
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        environment = site(folder)
        if asked.s3:
            environment["MEDIA_STORAGE_URL"] = stack.enter_context(bucket())
        run(environment, "manage.py", "collectstatic", "--noinput")
        fine = [measure(size, folder, environment, asked) for size in asked.sizes]
    return 0 if all(fine) else 1


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[500, 5000])
    parser.add_argument("--s3", action="store_true")
    parser.add_argument("--sample", type=int, default=20)
    parser.add_argument("--library", type=Path)
    return parser.parse_args()


def site(folder):
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "practice_site.settings",
        "SECRET_KEY": "only-for-measuring-" + 50 * "x",
        "ALLOWED_HOSTS": "testserver",
        "SITE_URL": "http://testserver",
        "MEDIA_ROOT": f"{folder}/media",
        "EXPORT_ROOT": f"{folder}/exports",
    }


@contextlib.contextmanager
def bucket():
    """The address of an empty one on this machine."""
    import boto3
    from botocore.config import Config

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    where = f"127.0.0.1:{port}"
    # A process of its own: one that was begun by a large one counts its memory, too.
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    keys = {"aws_access_key_id": "key", "aws_secret_access_key": "secret"}
    client = boto3.client(
        "s3",
        endpoint_url=f"http://{where}",
        region_name="us-west-1",
        config=Config(retries={"mode": "standard", "max_attempts": 10}),
        **keys,
    )
    place = {"LocationConstraint": "us-west-1"}
    try:
        client.create_bucket(Bucket="pictures", CreateBucketConfiguration=place)
        yield f"s3://key:secret@{where}/pictures?region=us-west-1"
    finally:
        server.terminate()
        server.wait()


def measure(size, folder, environment, asked):
    """Is everything there, and is what came back the same?"""
    database = folder / f"{size}.sqlite3"
    if asked.library and size == asked.sizes[-1]:
        shutil.copy(asked.library, database)
    here = {**environment, "DATABASE_URL": f"sqlite:///{database}"}
    run(here, "-m", "bench.growing_site", str(size))
    run(here, "manage.py", "migrate", "--verbosity", "0")
    run(here, "-c", STORE)
    counts = rows(database)
    print(f"\n{size:,} articles, {counts['pictures']:,} pictures", flush=True)
    target, packed = folder / f"export-{size}", folder / "exports" / f"{size}.zip"
    said = timed("export_site", here, "manage.py", "export_site", str(target))
    said += timed("as a ZIP", here, "-c", ZIP, str(packed))
    print(f"the ZIP: {packed.stat().st_size / 1e6:,.0f} MB")
    is_whole = whole(target, packed, counts) and "is not" not in said
    is_same = brought_back(
        target, database, folder / f"back-{size}.sqlite3", asked, here
    )
    shutil.rmtree(target)
    return is_whole and is_same


def run(environment, *arguments):
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(f"{arguments}: {done.stderr[-2000:]}")
    return done.stdout + done.stderr


def timed(what, environment, *arguments):
    """What it said; prints its time and its own most memory."""
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=environment,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        words = said.read()
    if process.returncode:
        raise SystemExit(f"{what}: {words[-2000:]}")
    seconds, cpu = time.perf_counter() - began, used.ru_utime + used.ru_stime
    print(
        f"{what}: {seconds:.1f} s, {cpu:.1f} s of CPU, "
        f"{used.ru_maxrss / 1024:.0f} MB at most",
        flush=True,
    )
    return words


def store():
    """The files that rows name: one photo, and in each its own name, as a comment."""
    import django
    from PIL import Image as Picture

    django.setup()
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    from articles.models import Image, Rendition

    made, noise = io.BytesIO(), Picture.effect_noise(COARSE, 40).resize(PHOTO)
    noise.convert("RGB").save(made, "JPEG", quality=60)
    photo = made.getvalue()
    for model in (Image, Rendition):
        for name in model.objects.values_list("file", flat=True):
            comment = name.encode()
            mark = b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment
            default_storage.save(name, ContentFile(photo[:2] + mark + photo[2:]))


def rows(database):
    ask = sqlite3.connect(database).execute
    return {
        "pictures": ask("SELECT count(*) FROM articles_image").fetchone()[0],
        "articles": ask("SELECT count(*) FROM articles_article").fetchone()[0],
        "works": ask("SELECT count(*) FROM articles_reference").fetchone()[0],
    }


def whole(target, packed, counts):
    found = {
        "articles": len(texts(target)) + len([*(target / "pages").glob("*.md")]),
        "pictures": len([*(target / "images").iterdir()]),
        "works": (target / "library.json").read_text().count('"id":'),
    }
    pages = len([*(target / "html").rglob("*.html")])
    with zipfile.ZipFile(packed) as archive:
        is_sound = archive.testzip() is None
        names = {name.partition("/")[2] for name in archive.namelist()}
    files = {
        path.relative_to(target).as_posix()
        for path in target.rglob("*")
        if path.is_file()
    }
    print(f"{found} of {counts}; {pages:,} pages; the ZIP is sound: {is_sound},")
    print(f"  and holds the same {len(files):,} files: {names == files}")
    return found == counts and is_sound and names == files


def texts(target):
    return sorted((target / "articles").glob("*.md"))


def brought_back(target, first, second, asked, environment):
    found = texts(target)
    sample = found[:: max(1, len(found) // asked.sample)][: asked.sample]
    here = {**environment, "DATABASE_URL": f"sqlite:///{second}"}
    run(here, "manage.py", "migrate", "--verbosity", "0")
    began = time.perf_counter()
    run(here, "manage.py", "import_article", *map(str, sample))
    seconds = time.perf_counter() - began
    slugs = [path.stem for path in sample]
    before, after = shown(first, slugs), shown(second, slugs)
    other = [slug for slug in slugs if before.get(slug) != after.get(slug)]
    print(f"{len(slugs)} texts came back in {seconds:.1f} s; shown otherwise: {other}")
    return not other


PAGES = """
    SELECT a.slug, p.title, p.summary, p.first_published_at,
        json_extract(d.document_data, '$.plain_text'),
        json_array_length(d.document_data, '$.images'),
        json_extract(d.document_data, '$.cited'), json_extract(d.document_data, '$.toc')
    FROM articles_publication p JOIN articles_article a ON a.id = p.article_id
    JOIN articles_publishedpage d ON d.publication_id = p.id ORDER BY p.at
"""


def shown(database, slugs):
    """{slug: what readers last saw of it}."""
    found = sqlite3.connect(database).execute(PAGES)
    return {slug: rest for slug, *rest in found if slug in slugs}


if __name__ == "__main__":
    sys.exit(main())
