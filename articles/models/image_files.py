"""How the files of a picture are stored, read and made."""

import hashlib
import math
import time
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from articles.imaging import (
    LOST,
    SHAPES,
    ImageRefused,
    cuts,
    make_cuts,
    make_rendition,
    rendition_plan,
)
from articles.models.generation import Generation
from articles.models.rendition import Rendition, forget

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


class UnreadPicture(Exception):
    """The store does not give a picture's file now, but may later; says why."""


class MadeFiles:
    """What an Image makes from its own file: sizes, formats, crops."""

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
