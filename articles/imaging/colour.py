"""Every way to store colours, brought to plain sRGB. Runs in the child."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO

from PIL import Image, ImageCms

PLAIN = {
    "1": "L",
    "L": "L",
    "I": "L",
    "I;16": "L",
    "I;16B": "L",
    "I;16L": "L",
    "I;16N": "L",
    "CMYK": "CMYK",
}


def plain_mode(image: Image.Image) -> Image.Image:
    """``image`` in mode L, RGB, RGBA or, since its profile says how, CMYK.

    The same object where nothing is to be done: a copy of a large picture is costly.
    """
    wanted = "RGBA" if image.has_transparency_data else PLAIN.get(image.mode, "RGB")
    if image.mode.startswith("I") and wanted == "L":
        # 16 bits of grey, of which Pillow would keep the lower 8.
        image = image.convert("I").point(lambda value: value * (1 / 256))
    return image if image.mode == wanted else image.convert(wanted)


def without_hidden_colours(image: Image.Image) -> Image.Image:
    """Black where nothing is seen: what was erased there may still lie underneath."""
    if image.mode != "RGBA":
        return image
    alpha = image.getchannel("A")
    if alpha.getextrema() == (255, 255):
        return image.convert("RGB")
    unseen = alpha.point(lambda value: 255 if value == 0 else 0)
    image.paste((0, 0, 0, 0), mask=unseen)
    return image


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours as ``profile`` means them, in mode L, RGB or RGBA.

    A broken or unfit profile is passed over: the numbers are then taken for sRGB.
    """
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            converted = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode=mode,
            )
            if converted is not None:
                return converted
    return image.convert("RGB") if image.mode == "CMYK" else image
