"""Bytes to clean pixels, as run in the child process."""

from __future__ import annotations

import warnings
from contextlib import suppress
from io import BytesIO

from PIL import Image, ImageCms, UnidentifiedImageError

from articles.imaging.refusal import (
    DAMAGED,
    TOO_MANY_PIXELS,
    ImageRefused,
    explain_kind,
)

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
MEGAPIXELS = 24
# JPEG can be decoded at a fraction of its size, so it may hold more.
JPEG_MEGAPIXELS = 50
LONGEST_SIDE = 2560
JPEG_QUALITY = 88
# A PNG or GIF with at most this many colours is a drawing, which JPEG would smear.
DRAWING_COLOURS = 256
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


def decode(data: bytes) -> tuple[bytes, str, int, int]:
    """(bytes, "jpeg" or "png", width, height) of a picture with pixels only.

    Turned upright, in sRGB, its longest side at most 2,560 px. Of an animation the
    first frame is taken. Raises ImageRefused.
    """
    image = _opened(data)
    try:
        return _encoded(_clean(image), may_be_drawing=image.format in ("PNG", "GIF"))
    except (MemoryError, ImageRefused):
        raise
    except Exception as error:  # Pillow's decoders raise whatever the file provokes.
        raise ImageRefused(DAMAGED) from error


def _opened(data: bytes) -> Image.Image:
    # The limits below take the place of Pillow's own, which are far higher.
    Image.MAX_IMAGE_PIXELS = None
    warnings.simplefilter("ignore")
    try:
        image = Image.open(BytesIO(data), formats=FORMATS)
    except UnidentifiedImageError:
        raise ImageRefused(explain_kind(data)) from None
    except MemoryError:
        raise
    except Exception as error:
        raise ImageRefused(DAMAGED) from error
    most = JPEG_MEGAPIXELS if image.format == "JPEG" else MEGAPIXELS
    pixels = image.width * image.height
    if pixels > most * 1_000_000:
        count = -(-pixels // 1_000_000)
        raise ImageRefused(TOO_MANY_PIXELS.format(count=count, most=most))
    return image


def _clean(image: Image.Image) -> Image.Image:
    turn = _turn(image)
    profile = image.info.get("icc_profile")
    if image.format == "JPEG":
        image.draft(image.mode, (LONGEST_SIDE, LONGEST_SIDE))
    image.load()
    plain = _eight_bit(image)
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if turn is not None:
        plain = plain.transpose(turn)
    plain = _srgb(plain, profile)
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    return bare


def _turn(image: Image.Image) -> Image.Transpose | None:
    """How to set the picture upright; a broken EXIF block says nothing."""
    try:
        return TURNS.get(image.getexif().get(ORIENTATION, 1))
    except Exception:  # EXIF parsing raises whatever the bytes provoke.
        return None


def _eight_bit(image: Image.Image) -> Image.Image:
    """In mode L, RGB, RGBA or CMYK."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("L", "RGB", "RGBA", "CMYK") and "transparency" not in image.info:
        return image.copy()
    if image.mode in ("1", "F"):
        return image.convert("L")
    if "A" in image.getbands() or "transparency" in image.info:
        return image.convert("RGBA")
    return image.convert("RGB")


def _srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if profile and image.mode in ("RGB", "CMYK"):
        # A broken or unfit profile is passed over: the colours stay as they are.
        with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            converted = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB",
            )
            if converted is not None:
                return converted
    return image.convert("RGB") if image.mode == "CMYK" else image


def _encoded(
    image: Image.Image, *, may_be_drawing: bool
) -> tuple[bytes, str, int, int]:
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    is_drawing = may_be_drawing and image.getcolors(DRAWING_COLOURS) is not None
    out = BytesIO()
    if image.mode == "RGBA" or is_drawing:
        image.save(out, "PNG", optimize=True)
        return out.getvalue(), "png", image.width, image.height
    image.save(out, "JPEG", quality=JPEG_QUALITY, progressive=True, optimize=True)
    return out.getvalue(), "jpeg", image.width, image.height
