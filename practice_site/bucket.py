"""Pictures in a bucket that speaks S3; needs the packages of requirements-s3.txt."""

from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from storages.backends.s3 import S3Storage


class PictureBucket(S3Storage):
    """Readers ask this site for a picture, never the bucket."""

    def url(self, name, parameters=None, expire=None, http_method=None):
        return f"{settings.MEDIA_URL}{name}"

    def _save(self, name, content):
        """A bucket that takes nothing is to the site as a disk that takes nothing."""
        try:
            return super()._save(name, content)
        except (BotoCoreError, ClientError) as error:
            raise OSError(f"The bucket did not take {name}: {error}") from error
