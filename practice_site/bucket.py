"""Pictures in a bucket that speaks S3; needs the packages of requirements-s3.txt."""

from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage

from articles.served import media_url


class PictureBucket(S3Storage):
    """Readers ask this site for a picture, never the bucket.

    A bucket that does not answer is to the site as a disk that does not.
    """

    def url(self, name, parameters=None, expire=None, http_method=None):
        return media_url(name)

    def _open(self, name, mode="rb"):
        with as_from_a_disk(name):
            return super()._open(name, mode)

    def _save(self, name, content):
        with as_from_a_disk(name):
            return super()._save(name, content)

    def exists(self, name):
        with as_from_a_disk(name):
            return super().exists(name)

    def delete(self, name):
        with as_from_a_disk(name):
            super().delete(name)


@contextmanager
def as_from_a_disk(name):
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise OSError(f"The bucket failed with {name}: {error}") from error
