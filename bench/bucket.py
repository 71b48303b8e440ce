"""Whether pictures in a bucket that speaks S3 work like those in a folder.

    .venv/bin/pip install -r requirements-s3.txt 'moto[s3,server]'
    .venv/bin/python -m bench.bucket

Starts moto's server on this machine, puts a picture in by the library's own way, makes
its files, and asks for each as a reader would. Not part of CI: moto brings some thirty
packages that nothing else here needs.
"""

import logging
import os
import tempfile

import boto3
import django
from django.core.management import call_command
from moto.server import ThreadedMotoServer


def main():
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    try:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            prepare(folder, f"{host}:{port}")
            check(f"{host}:{port}")
    finally:
        server.stop()


def prepare(folder, server):
    keys = {"aws_access_key_id": "key", "aws_secret_access_key": "secret"}
    bucket = boto3.client(
        "s3", endpoint_url=f"http://{server}", region_name="us-west-1", **keys
    )
    where = {"LocationConstraint": "us-west-1"}
    bucket.create_bucket(Bucket="pictures", CreateBucketConfiguration=where)
    os.environ.update(
        SECRET_KEY="only-for-measuring-" + 50 * "x",
        ALLOWED_HOSTS="testserver",
        SITE_URL="http://testserver",
        DATABASE_URL=f"sqlite:///{folder}/bench.sqlite3",
        MEDIA_ROOT=f"{folder}/no-media",
        MEDIA_STORAGE_URL=f"s3://key:secret@{server}/pictures?region=us-west-1",
        DJANGO_SETTINGS_MODULE="practice_site.settings",
    )
    django.setup()
    call_command("migrate", verbosity=0)


def check(server):
    from django.conf import settings
    from django.core.files.storage import default_storage
    from django.test import Client

    from tests.factories import make_image

    image = make_image(width=1700, height=900)
    made = image.make_crops() + image.make_renditions()
    _, names = default_storage.listdir("images")
    print(f"{len(names)} files in the bucket, {made} of them renditions and crops")
    reader = Client()
    for name in names:
        address = default_storage.url(f"images/{name}")
        assert address == f"/media/images/{name}", address
        answer = reader.get(address)
        with default_storage.open(f"images/{name}") as file:
            assert b"".join(answer.streaming_content) == file.read()
        assert answer.status_code == 200
        assert "immutable" in answer["Cache-Control"]
    print("each is answered at /media/, byte for byte, to be kept for ever")
    missing = f"/media/images/{64 * '0'}.png"
    assert reader.get(missing).status_code == 404
    assert reader.get("/readyz").json()["media"] == "ok"
    assert not settings.MEDIA_ROOT.exists()
    print("one that is not there is a 404; nothing is written to the disk")
    again, is_new = type(image).from_upload(
        default_storage.open(image.file.name).read(), title="Again"
    )[:2]
    print(f"the same picture sent again makes no second file: {again.pk == image.pk}")
    for name in names:
        default_storage.delete(f"images/{name}")
    assert not default_storage.listdir("images")[1]


if __name__ == "__main__":
    main()
