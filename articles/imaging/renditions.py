"""The sizes and formats in which a page may show a clean picture."""

from __future__ import annotations

from articles.imaging.child import ask

# The text column of a phone at twice its pixels and of a computer; the wide column;
# both columns at twice their pixels.
WIDTHS = (680, 800, 1200, 1600)
AT_ONCE = 800
Plan = tuple[tuple[int, str], ...]


def rendition_plan(width: int, format: str) -> tuple[Plan, Plan]:
    """(made at once, made later): pairs of width in px and format.

    ``width``, ``format``: those of the clean picture. Nothing is wider than it, and
    a picture of a width in between is also shown at its own.
    """
    base = "png" if format == "png" else "jpeg"
    widths = [*(each for each in WIDTHS if each < width), min(width, WIDTHS[-1])]
    first = min(width, AT_ONCE)
    now = ((first, base), (first, "webp"))
    wanted = ((each, kind) for each in widths for kind in ("avif", "webp", base))
    return now, tuple(dict.fromkeys(pair for pair in wanted if pair not in now))


def make_rendition(data: bytes, *, width: int, format: str) -> bytes:
    """The clean picture ``data`` at ``width`` px, never larger than it is.

    ``format``: "jpeg", "png", "webp" or "avif". Raises ImageRefused.
    """
    return ask("rendition", data, width=width, format=format)[1]
