"""Bytes to clean pixels: upright, in sRGB, at most 2,560 px. Runs in the child."""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import AvifImagePlugin, Image, UnidentifiedImageError, WebPImagePlugin

from articles.imaging.colour import plain_mode, to_srgb, without_hidden_colours
from articles.imaging.kinds import explain_kind
from articles.imaging.refusal import DAMAGED, TOO_MANY_PIXELS, ImageRefused

# WebP and AVIF by their modules: by name alone, Pillow would load all forty formats.
FORMATS = (
    "JPEG",
    "PNG",
    WebPImagePlugin.WebPImageFile.format,
    AvifImagePlugin.AvifImageFile.format,
    "GIF",
)
# A JPEG with several views or a gain map, as phones write, is MPO to Pillow.
JPEGS = ("JPEG", "MPO")
LOSSLESS = ("PNG", "GIF")
# "24 megapixel" cameras and phones have up to 24.5 million, "50" ones up to 50.4.
MAX_PIXELS = 24_500_000
# A baseline JPEG is decoded at a fraction of its size; a progressive one is not.
MAX_PIXELS_BASELINE_JPEG = 50_500_000
# Their decoders hold up to four copies of the picture.
MAX_PIXELS_OF = {"WEBP": 14_000_000, "AVIF": 18_000_000}
LONGEST_SIDE = 2560
ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# Pillow's own check comes before WebP's decoder takes memory; it fails at twice this.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS_BASELINE_JPEG
# One thread a processor would each want a share of the child's limited memory.
AvifImagePlugin.DEFAULT_MAX_THREADS = 1


def decode(data: bytes) -> tuple[Image.Image, bool]:
    """(the picture in mode L, RGB or RGBA, did it come without loss).

    Of an animation the first frame is taken. Raises ImageRefused.
    """
    image = _opened(data)
    is_lossless = image.format in LOSSLESS
    turn = _turn(image)
    profile = image.info.get("icc_profile")
    _load(image, data)
    image = plain_mode(image)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    image = to_srgb(without_hidden_colours(image), profile)
    return (image if turn is None else image.transpose(turn)), is_lossless


def _opened(data: bytes) -> Image.Image:
    warnings.simplefilter("ignore")
    try:
        image = Image.open(BytesIO(data), formats=FORMATS)
    except UnidentifiedImageError:
        raise ImageRefused(explain_kind(data)) from None
    except Image.DecompressionBombError:
        raise too_many_pixels(MAX_PIXELS_BASELINE_JPEG) from None
    except MemoryError:
        raise
    except Exception as error:  # Decoders raise whatever the bytes provoke.
        raise ImageRefused(DAMAGED) from error
    most = _most_pixels(image)
    if image.width * image.height > most:
        raise too_many_pixels(most)
    return image


def _most_pixels(image: Image.Image) -> int:
    """How many keep the child under 300 MB."""
    if image.format in JPEGS and not image.info.get("progressive"):
        return MAX_PIXELS_BASELINE_JPEG
    return MAX_PIXELS_OF.get(str(image.format), MAX_PIXELS)


def too_many_pixels(most: int) -> ImageRefused:
    return ImageRefused(TOO_MANY_PIXELS.format(most=most // 1_000_000))


def _turn(image: Image.Image) -> Image.Transpose | None:
    """How to set the picture upright; a broken EXIF block says nothing."""
    try:
        return TURNS.get(image.getexif().get(ORIENTATION, 1))
    except Exception:  # EXIF parsing raises whatever the bytes provoke.
        return None


def _load(image: Image.Image, data: bytes) -> None:
    """Decode, a JPEG straight to a half, quarter or eighth where that is enough."""
    share = min(1, LONGEST_SIDE / max(image.size))
    wanted = (max(1, int(image.width * share)), max(1, int(image.height * share)))
    try:
        if image.format == "PNG":
            # Decoding passes over checksums, and a flipped bit would become noise.
            Image.open(BytesIO(data), formats=("PNG",)).verify()
        image.draft(None, wanted)
        image.load()
    except MemoryError:
        raise
    except Exception as error:  # Decoders raise whatever the bytes provoke.
        raise ImageRefused(DAMAGED) from error
