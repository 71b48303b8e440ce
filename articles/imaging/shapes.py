"""The shapes in which a picture stands outside a text, and where each is cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from articles.imaging.child import ask

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """``ratio``: width to height, the rest is cut off; None keeps the whole picture.

    ``widths`` in px; for a whole picture ``heights``. What is cut stands on white.
    """

    ratio: tuple[int, int] | None
    formats: tuple[str, ...]
    widths: tuple[int, ...] = ()
    heights: tuple[int, ...] = ()


SHAPES = {
    # In lists of articles: a small picture at three pixels to one, a large one at two,
    # and as wide as a phone at two or three.
    "card": Shape((3, 2), ("avif", "webp", "jpeg"), widths=(320, 480, 960)),
    # Beside the practice's name on a wide screen, whose box is close to it.
    "home": Shape((6, 5), ("avif", "webp"), widths=(720, 1440)),
    # What others show of a link: Open Graph's usual size, in the one sure format.
    "social": Shape((1200, 630), ("jpeg",), widths=(1200,)),
    "portrait": Shape((4, 5), ("webp", "jpeg"), widths=(160, 320, 480)),
    # One small file for every screen, in a format of every browser that these pages'
    # stylesheets reach.
    "logo": Shape(None, ("webp",), heights=(144,)),
}


@dataclass(frozen=True, slots=True)
class Cut:
    """One file to make: what of the picture, in px, and at which size."""

    shape: str
    box: Box
    width: int
    height: int
    format: str


def cuts(width: int, height: int, focus: tuple[int, int]) -> tuple[Cut, ...]:
    """Every file of every shape of a picture of this size.

    ``focus``: hundredths from the left and the top, which stay in sight. Nothing is
    enlarged: a small picture gives what it has.
    """
    return tuple(
        Cut(name, box, *size, format)
        for name, shape in SHAPES.items()
        for box in [window(width, height, shape.ratio, focus)]
        for size in sizes(shape, box)
        for format in shape.formats
    )


def window(
    width: int, height: int, ratio: tuple[int, int] | None, focus: tuple[int, int]
) -> Box:
    """The largest part of this ratio with the focus as near its middle as can be."""
    if ratio is None:
        return 0, 0, width, height
    across, down = ratio
    wide = min(width, height * across / down)
    high = min(height, width * down / across)
    left = between(0, focus[0] * width / 100 - wide / 2, width - wide)
    top = between(0, focus[1] * height / 100 - high / 2, height - high)
    return left, top, min(left + wide, width), min(top + high, height)


def between(least: float, value: float, most: float) -> float:
    return max(least, min(value, most))


def sizes(shape: Shape, box: Box) -> list[tuple[int, int]]:
    """The shape's sizes that ``box`` is large enough for, or its own."""
    wide, high = box[2] - box[0], box[3] - box[1]
    if shape.ratio:
        widths = fitting(shape.widths, int(wide))
        return [(across, height_of(shape, across)) for across in widths]
    heights = fitting(shape.heights, int(high))
    # Of a line's several heights at one width, the last.
    return list({max(1, round(down * wide / high)): down for down in heights}.items())


def fitting(lengths: tuple[int, ...], most: int) -> list[int]:
    largest = max(1, min(most, lengths[-1]))
    return [*(length for length in lengths if length < largest), largest]


def height_of(shape: Shape, width: int) -> int:
    """How high a file of a cut shape is; a whole picture's is its own."""
    across, down = shape.ratio or (1, 1)
    return max(1, round(width * down / across))


def make_cuts(data: bytes, wanted: Sequence[Cut]) -> list[bytes]:
    """The files, made of the clean picture ``data``. Raises ImageRefused.

    A process for each shape: all of them would not do for a slow machine's limit.
    """
    made = (files(data, list(some)) for _, some in groupby(wanted, lambda c: c.shape))
    return [file for of_shape in made for file in of_shape]


def files(data: bytes, wanted: list[Cut]) -> list[bytes]:
    orders = [
        {
            "box": cut.box,
            "size": (cut.width, cut.height),
            "format": cut.format,
            "is_cut": SHAPES[cut.shape].ratio is not None,
        }
        for cut in wanted
    ]
    facts, made = ask("cuts", data, orders=orders)
    ends = list(accumulate(facts["lengths"]))
    return [made[start:end] for start, end in pairwise([0, *ends])]
