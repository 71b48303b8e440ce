"""A bucket that does not answer is to the site as a disk that does not."""

import pytest
from django.core.files.base import ContentFile

exceptions = pytest.importorskip("botocore.exceptions", reason="see requirements-s3")
s3 = pytest.importorskip("storages.backends.s3")

from practice_site.bucket import PictureBucket  # noqa: E402 (only with its packages)

UNREACHABLE = exceptions.EndpointConnectionError(endpoint_url="https://s3.example")
REFUSED = exceptions.ClientError({"Error": {"Code": "403"}}, "HeadObject")


@pytest.mark.parametrize("error", [UNREACHABLE, REFUSED])
@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("_open", ["a.jpg"]),
        ("_save", ["a.jpg", ContentFile(b"a")]),
        ("exists", ["a.jpg"]),
        ("delete", ["a.jpg"]),
    ],
)
def test_what_fails_at_the_bucket_is_an_os_error(error, method, arguments, monkeypatch):
    def fail(*_):
        raise error

    monkeypatch.setattr(s3.S3Storage, method, fail)
    bucket = PictureBucket(bucket_name="pictures")

    with pytest.raises(OSError, match="The bucket failed with a.jpg"):
        getattr(bucket, method)(*arguments)


def test_a_picture_that_is_not_there_is_a_file_that_is_not_there(monkeypatch):
    def fail(*_):
        raise FileNotFoundError

    monkeypatch.setattr(s3.S3Storage, "_open", fail)

    with pytest.raises(FileNotFoundError):
        PictureBucket(bucket_name="pictures").open("a.jpg")
