"""The picture library: pictures that never change, and what is known of each."""

import logging
from functools import partial

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models, transaction

from articles.imaging import NOT_STORED, ImageRefused, clean_image, kept_image
from articles.models.image_files import MadeFiles, keep, name_of
from articles.models.texts import CharField, TextField
from articles.source import Picture
from articles.source import Rendition as RenditionFile

logger = logging.getLogger(__name__)


class ImageQuerySet(models.QuerySet):
    def pictures(self, digests):
        """{digest: Picture} of the named images: what rendering needs. Two queries."""
        images = self.filter(digest__in=digests).prefetch_related("renditions")
        return {image.digest: image.picture() for image in images}


class Image(MadeFiles, models.Model):
    """One picture; ``file`` holds clean pixels, never the bytes as sent."""

    digest = models.CharField(max_length=64, unique=True, editable=False)
    file = models.ImageField(
        upload_to="images/",
        width_field="width",
        height_field="height",
        max_length=200,
        editable=False,
    )
    format = models.CharField(max_length=8, editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    title = CharField(
        "name",
        max_length=120,
        help_text="How you find it again in your library, for example “Lamp at night”.",
    )
    rights = TextField(
        "where it comes from",
        blank=True,
        help_text="A private note: who made it and why you may use it.",
    )
    # In hundredths of width and height: what every crop keeps in sight.
    focal_x = models.PositiveSmallIntegerField("focus, from the left", default=50)
    focal_y = models.PositiveSmallIntegerField("focus, from the top", default=50)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = ImageQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["-created_at", "-id"], name="newest_pictures")]

    def __str__(self):
        return self.title

    @classmethod
    def from_upload(cls, data, *, title, rights="", by=None):
        """(image, was it new): the image with these pixels, made if it isn't there.

        Decodes in a child process, so it is called outside a write transaction.
        Raises ``articles.imaging.ImageRefused`` with a sentence for the editor.
        """
        return cls.kept(clean_image(data), title=title, rights=rights, created_by=by)

    @classmethod
    def from_export(cls, data, **fields):
        """The same for a file of an export, which is kept as it is if it is ours."""
        return cls.kept(kept_image(data), **fields)

    @classmethod
    def kept(cls, clean, **fields):
        known = cls.objects.filter(digest=clean.digest).first()
        if known:
            return known, False
        image = cls(
            digest=clean.digest,
            format=clean.format,
            width=clean.width,
            height=clean.height,
            **fields,
        )
        try:
            image.store(clean.data)
        except OSError as error:
            logger.exception("A picture could not be stored.")
            if image.pk:
                image.delete()
            raise ImageRefused(NOT_STORED) from error
        return image, True

    def store(self, data):
        self.file.name = keep(name_of(self.digest, self.format), data)
        self.save()
        self.make_renditions(data, is_now=True)

    def picture(self):
        """What a page shows of the whole. Reads ``self.renditions``: prefetch it."""
        files = [
            RenditionFile(r.file.url, r.width, r.format)
            for r in self.renditions.all()
            if not r.crop
        ]
        return Picture(
            self.width,
            self.height,
            tuple(sorted(files, key=lambda file: (file.format, file.width))),
        )

    def delete(self, *args, **kwargs):
        """Delete the row, and the files once that is certain."""
        names = [self.file.name, *self.renditions.values_list("file", flat=True)]
        result = super().delete(*args, **kwargs)
        for name in names:
            transaction.on_commit(partial(default_storage.delete, name))
        return result
