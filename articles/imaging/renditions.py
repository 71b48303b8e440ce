"""The sizes and formats in which a page may show a clean picture."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image

WIDTHS = (480, 800, 1200, 1600)
AT_ONCE = 800
SETTINGS: dict[str, dict[str, Any]] = {
    "jpeg": {"quality": 82, "progressive": True, "optimize": True},
    "png": {"optimize": True},
    "webp": {"quality": 80, "method": 4},
    "avif": {"quality": 60, "speed": 6},
}
Plan = tuple[tuple[int, str], ...]


def rendition_plan(width: int, format: str) -> tuple[Plan, Plan]:
    """(made at once, made later): pairs of width in px and format.

    ``width``, ``format``: those of the clean picture. Nothing is wider than it.
    """
    base = "png" if format == "png" else "jpeg"
    widths = sorted({*(w for w in WIDTHS if w < width), min(width, WIDTHS[-1])})
    first = min(width, AT_ONCE)
    now = ((first, base), (first, "webp"))
    later = tuple(
        (w, kind)
        for w in widths
        for kind in ("avif", "webp", base)
        if (w, kind) not in now
    )
    return now, later


def make_rendition(data: bytes, *, width: int, format: str) -> bytes:
    """The clean picture ``data`` at ``width`` px, never larger than it is."""
    with Image.open(BytesIO(data)) as image:
        image.load()
        width = min(width, image.width)
        height = max(1, round(image.height * width / image.width))
        sized = image.resize((width, height), Image.Resampling.LANCZOS)
    if sized.mode not in ("RGB", "RGBA", "L"):
        sized = sized.convert("RGBA" if "A" in sized.getbands() else "RGB")
    if format == "jpeg" and sized.mode == "RGBA":
        sized = sized.convert("RGB")
    out = BytesIO()
    sized.save(out, format.upper(), **SETTINGS[format])
    return out.getvalue()
