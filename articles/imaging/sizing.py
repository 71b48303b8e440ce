"""A clean picture at another size or cut. Runs in the child."""

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


def cropped(
    data: bytes, *, width: int, height: int, focus: tuple[float, float], format: str
) -> bytes:
    """The largest part of that shape around ``focus``, no larger than asked for."""
    image = Image.open(BytesIO(data), formats=FORMATS)
    share = min(image.width / width, image.height / height)
    part = (width * share, height * share)
    left, top = (
        min(max(whole * point - length / 2, 0), whole - length)
        for whole, length, point in zip(image.size, part, focus, strict=True)
    )
    size = (width, height) if share > 1 else tuple(max(1, round(n)) for n in part)
    box = (left, top, left + part[0], top + part[1])
    return _encoded(image.resize(size, Image.Resampling.LANCZOS, box=box), format)


def _encoded(image: Image.Image, format: str) -> bytes:
    """WebP without loss where that is no larger, as it is for drawings."""
    made = encode(image, format)
    if format == "webp":
        exact = encode(image, format, lossless=True)
        return exact if len(exact) <= len(made) else made
    return made
