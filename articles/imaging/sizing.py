"""A clean picture at another size. Runs in the child."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from PIL import Image

from articles.imaging.decoding import FORMATS
from articles.imaging.encoding import encode, on_white


def sized(data: bytes, *, width: int, format: str) -> bytes:
    """The whole picture, ``width`` px wide or less where it is smaller."""
    image = opened(data)
    width = min(width, image.width)
    height = max(1, round(image.height * width / image.width))
    return _encoded(image.resize((width, height), Image.Resampling.LANCZOS), format)


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data), formats=FORMATS)


def cut(
    image: Image.Image,
    *,
    box: Sequence[float],
    size: Sequence[int],
    format: str,
    is_cut: bool,
) -> bytes:
    """What stands in ``box``, at ``size``. A cut shape stands on white.

    Among other pictures in a list, one that shows the page through itself would look
    broken, and dark lines would be lost on a dark page.
    """
    left, top, right, bottom = box
    part = image.resize(
        (size[0], size[1]), Image.Resampling.LANCZOS, (left, top, right, bottom)
    )
    return _encoded(on_white(part) if is_cut else part, format)


def _encoded(image: Image.Image, format: str) -> bytes:
    """WebP without loss where that is no larger, as it is for drawings."""
    made = encode(image, format)
    if format == "webp":
        exact = encode(image, format, lossless=True)
        return exact if len(exact) <= len(made) else made
    return made
