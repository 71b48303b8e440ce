"""The picture library: files that never change, and what is made from them."""

import hashlib
import logging
import math
import time
from functools import partial

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction

from articles.imaging import (
    LOST,
    NOT_STORED,
    SHAPES,
    ImageRefused,
    clean_image,
    cuts,
    kept_image,
    make_cuts,
    make_rendition,
    rendition_plan,
)
from articles.models.generation import Generation
from articles.models.texts import CharField, TextField
from articles.source import Picture
from articles.source import Rendition as RenditionFile

logger = logging.getLogger(__name__)
EXTENSIONS = {"jpeg": "jpg", "png": "png", "webp": "webp", "avif": "avif"}


def name_of(stem, format_):
    return f"images/{stem}.{EXTENSIONS[format_]}"


def keep(name, data):
    """Store bytes under their content's name, wholly or not at all; the name.

    A file that stands there already has the same content, so it is left alone.
    """
    if not default_storage.exists(name):
        try:
            default_storage.save(name, ContentFile(data))
        except OSError:
            default_storage.delete(name)
            raise
    return name


def forget(names):
    """Delete the files that no row names (any more)."""
    for name in set(names) - set(
        Rendition.objects.filter(file__in=names).values_list("file", flat=True)
    ):
        default_storage.delete(name)


class UnreadPicture(Exception):
    """The store does not give a picture's file now, but may later; says why."""


class ImageQuerySet(models.QuerySet):
    def pictures(self, digests):
        """{digest: Picture} of the named images: what rendering needs. Two queries."""
        images = self.filter(digest__in=digests).prefetch_related("renditions")
        return {image.digest: image.picture() for image in images}


class Image(models.Model):
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

    def make_renditions(self, data=None, *, is_now=False, until=math.inf):
        """Make the planned files that aren't there yet; how many were made.

        ``is_now``: only the two that a page needs at once; the rest is a task's.
        ``until``: a moment of the monotonic clock after which no further one is begun;
        the first is made in any case. May safely run twice.
        """
        wanted = self.missing_sizes(is_now=is_now)
        if wanted and data is None:
            data = self.read()
        made = 0
        for width, format_ in wanted:
            self.make_size(data, width, format_)
            made += 1
            if time.monotonic() >= until:
                break
        if made and not is_now:
            # Pages show a picture as soon as it is chosen, with what files there are.
            Generation.bump()
        return made

    def missing_sizes(self, *, is_now=False):
        """[(width in px, format)] of the planned files of the whole picture."""
        now, later = rendition_plan(self.width, self.format)
        have = set(self.renditions.filter(crop="").values_list("width", "format"))
        return [pair for pair in (now if is_now else now + later) if pair not in have]

    def make_size(self, data, width, format_):
        made = make_rendition(data, width=width, format=format_)
        rendition = Rendition(image=self, width=width, format=format_)
        name = name_of(f"{self.digest}-{width}", format_)
        rendition.file.name = keep(name, made)
        Rendition.objects.bulk_create([rendition], ignore_conflicts=True)

    def read(self):
        """The clean picture's bytes. Raises UnreadPicture; ImageRefused if lost."""
        try:
            with self.file.open() as file:
                return file.read()
        except FileNotFoundError as error:
            raise ImageRefused(LOST) from error
        # The errors of storages have no common class.
        except Exception as error:
            reason = getattr(error, "strerror", None) or error
            raise UnreadPicture(f"Its file cannot be read ({reason}).") from error

    def make_crops(self, *, until=math.inf):
        """Make the files of each shape anew that do not show the focus; how many.

        ``until``: as for ``make_renditions``, but that a shape's files come together.
        May safely run twice: where the focus was moved meanwhile, whoever moved it
        has asked for another run, and nothing is kept of this one.
        """
        wanted = {self.crop_name(cut): cut for cut in self.cuts()}
        crops = self.renditions.exclude(crop="")
        have = dict(crops.values_list("file", "crop"))
        made, gone = {}, set()
        # Also one that is none any more, whose files go.
        for shape in dict.fromkeys([*SHAPES, *have.values()]):
            cuts = {n: c for n, c in wanted.items() if c.shape == shape}
            made |= self._keep_cuts({n: c for n, c in cuts.items() if n not in have})
            gone |= {n for n, crop in have.items() if crop == shape and n not in cuts}
            if made and time.monotonic() >= until:
                break
        if made or gone:
            self._exchange(made, gone)
        return len(made)

    def _keep_cuts(self, missing):
        """Store these files; ``missing`` as it was given."""
        if missing:
            files = make_cuts(self.read(), list(missing.values()))
            for name, file in zip(missing, files, strict=True):
                keep(name, file)
        return missing

    def _exchange(self, made, gone):
        with transaction.atomic():
            now = type(self).objects.select_for_update().filter(pk=self.pk).first()
            transaction.on_commit(partial(forget, [*made, *gone]))
            if now is None or now.focus != self.focus:
                return
            self.renditions.filter(file__in=gone).delete()
            Rendition.objects.bulk_create(
                (
                    Rendition(
                        image=self,
                        crop=cut.shape,
                        width=cut.width,
                        format=cut.format,
                        file=name,
                    )
                    for name, cut in made.items()
                ),
                ignore_conflicts=True,
            )
            Generation.bump()

    @property
    def focus(self):
        return self.focal_x, self.focal_y

    def cuts(self):
        return cuts(self.width, self.height, self.focus)

    def crop_name(self, cut):
        """A name for what is seen: another part of the picture has another."""
        seen = hashlib.sha256(f"{self.digest} {cut.shape} {cut.box}".encode())
        return name_of(f"{seen.hexdigest()}-{cut.width}", cut.format)

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


class Rendition(models.Model):
    image = models.ForeignKey(
        Image, on_delete=models.CASCADE, related_name="renditions"
    )
    # Empty: the whole picture; else the shape that was cut from it.
    crop = models.CharField(max_length=8, blank=True)
    width = models.PositiveIntegerField()
    format = models.CharField(max_length=8)
    file = models.FileField(upload_to="images/", max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "crop", "width", "format"],
                name="one_rendition_a_size",
            )
        ]

    def __str__(self):
        return f"{self.image_id}, {self.width} px {self.format}"
