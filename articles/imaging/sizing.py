"""A clean picture at another size. Runs in the child."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from articles.imaging.decoding import FORMATS
from articles.imaging.encoding import encode


def sized(data: bytes, *, width: int, format: str) -> bytes:
    """The whole picture, ``width`` px wide or less where it is smaller."""
    image = Image.open(BytesIO(data), formats=FORMATS)
    width = min(width, image.width)
    height = max(1, round(image.height * width / image.width))
    return _encoded(image.resize((width, height), Image.Resampling.LANCZOS), format)


def _encoded(image: Image.Image, format: str) -> bytes:
    """WebP without loss where that is no larger, as it is for drawings."""
    made = encode(image, format)
    if format == "webp":
        exact = encode(image, format, lossless=True)
        return exact if len(exact) <= len(made) else made
    return made
