"""The files of a picture outside a text: in lists, as a portrait, as what others show.

Files that are not made yet are not shown: nothing waits for them.
"""

from dataclasses import dataclass

from django.db.models import IntegerField, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils.html import escape
from django.utils.safestring import mark_safe

from articles.imaging import SHAPES, height_of
from articles.models import Rendition
from articles.models.prepared import each, filled_up, given_each, prepared
from articles.rendering.figure_markup import (
    FORMATS,
    by_format,
    default,
    fallback_format,
    srcset,
)
from articles.served import media_url
from articles.source import Picture
from articles.source import Rendition as File

# Below it, the places where links are shared show no picture.
LEAST_HEIGHT = 200


@dataclass(frozen=True)
class Shown:
    """What the tag ``picture`` prints; ``sources``: (media type, srcset).

    The texts are HTML, escaped once for as often as they are shown.
    """

    url: str
    srcset: str
    width: int
    height: int
    sources: tuple[tuple[str, str], ...]
    format: str = "jpeg"

    @property
    def all_sources(self):
        """With what the ``<img>`` shows, where another picture stands in that."""
        return (*self.sources, (f"image/{self.format}", self.srcset))


@dataclass(frozen=True)
class OneFile:
    """A picture of which one file is enough; ``url`` is a path."""

    url: str
    width: int
    height: int

    @property
    def is_wide(self):
        """Is it a logo that says the name, rather than a sign beside it?"""
        return self.width >= 2 * self.height

    @property
    def fits_a_phone(self):
        """Can a logo be read beside two buttons? A sign leaves its name no room there,
        and a line of words would be a hair's breadth high.
        """
        return 2 * self.height <= self.width <= 5 * self.height


def shown(picture):
    """How to show ``picture``, an ``articles.source.Picture``; None without files."""
    if not picture.renditions:
        return None
    files = by_format(picture)
    fallback = fallback_format(files)
    return Shown(
        escape(default(files[fallback]).url),
        html_srcset(files[fallback]),
        picture.width,
        picture.height,
        tuple(
            (f"image/{kind}", html_srcset(files[kind]))
            for kind in FORMATS
            if kind != fallback and kind in files
        ),
        fallback,
    )


def html_srcset(files):
    return mark_safe(srcset(files))  # noqa: S308 - its addresses are escaped


def cropped(image, shape):
    """An image in a shape, None where that was not made yet; reads its renditions."""
    files = [file(r.file, r.width, r.format) for r in of_shape(image, shape)]
    return in_shape(shape, files)


def of_shape(image, shape):
    return [r for r in image.renditions.all() if r.crop == shape] if image else []


def file(name, width, kind):
    return File(media_url(name), width, kind)


def in_shape(shape, files):
    """How to show the files of a shape that is cut."""
    if not files:
        return None
    width = max(file.width for file in files)
    height = height_of(SHAPES[shape], width)
    return shown(Picture(width, height, tuple(files)))


def card_pictures(images):
    """{image's key: Shown} of those that have a card. One query."""
    images, files = filled_up(images), {}
    if not images:
        return {}
    for key, *found in cards(len(images))(**each("image", images)):
        files.setdefault(key, []).append(file(*found))
    return {key: in_shape("card", found) for key, found in files.items()}


@prepared
def cards(count):
    images = given_each("image", IntegerField(), count)
    found = Rendition.objects.filter(image__pk__in=images, crop="card")
    return found.values_list("image_id", "file", "width", "format")


def file_of(image, shape):
    """Reads the widest file of an image's shape along with a row, without a query.

    ``image``: the way from the row to the image, such as "practice__logo".
    """
    files = Rendition.objects.filter(image=OuterRef(image), crop=shape)
    found = JSONObject(
        name="file", width="width", across="image__width", down="image__height"
    )
    return Subquery(files.order_by("-width", "pk").values(found=found)[:1])


def one_file(shape, found):
    """What ``file_of`` read, None where there is nothing yet."""
    if not found:
        return None
    width = found["width"]
    height = (
        height_of(SHAPES[shape], width)
        if SHAPES[shape].ratio
        else max(1, round(width * found["down"] / found["across"]))
    )
    return OneFile(media_url(found["name"]), width, height)


def open_graph_image(*found):
    """The first large enough of several social crops that ``file_of`` read."""
    files = (one_file("social", one) for one in found)
    large = (file for file in files if file and file.height >= LEAST_HEIGHT)
    return next(large, None)
