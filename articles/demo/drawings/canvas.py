"""A sheet to draw on in plain units, smoothed when it is finished."""

import math
from collections.abc import Callable, Sequence
from random import Random

from PIL import Image, ImageColor, ImageDraw, ImageFilter, ImageFont

WIDTH, HEIGHT = 1600, 1000
SCALE = 2

# One palette for all pictures, so that they look like one hand's work.
INK, NIGHT, DUSK, SLATE, MIST = "#22313a", "#1d2c42", "#3c5070", "#6b8296", "#b9c7ce"
CREAM, PAPER, SAND = "#fbf7ef", "#f5efe4", "#e6d5b4"
GOLD, OCHRE, TERRACOTTA, ROSE = "#f3cd7a", "#d79c3b", "#bf6347", "#e3a990"
MOSS, PINE = "#7c9a78", "#2f5a55"

Point = tuple[float, float]
Points = Sequence[Point]
Fill = str | int
Painter = Callable[[ImageDraw.ImageDraw, Fill], None]


def curve(points: Points, *, steps: int = 24) -> list[Point]:
    """A smooth (Catmull-Rom) line through all ``points``, as short segments."""
    padded = [points[0], *points, points[-1]]
    smooth = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(steps):
            t = step / steps
            smooth.append(
                tuple(
                    0.5
                    * (
                        2 * b[i]
                        + (c[i] - a[i]) * t
                        + (2 * a[i] - 5 * b[i] + 4 * c[i] - d[i]) * t**2
                        + (3 * b[i] - a[i] - 3 * c[i] + d[i]) * t**3
                    )
                    for i in (0, 1)
                )
            )
    return [*smooth, tuple(points[-1])]


def repeatable(seed: int) -> Random:
    """Chance that falls the same way each time."""
    return Random(seed)  # noqa: S311  (it scatters reeds; nothing is kept secret)


def arc(
    center: Point, radius: float, *, start: float, end: float, steps: int = 90
) -> list[Point]:
    """Points on a circle between two angles in degrees, clockwise from 3 o'clock."""
    angles = (
        math.radians(start + (end - start) * step / steps) for step in range(steps + 1)
    )
    return [
        (center[0] + radius * math.cos(a), center[1] + radius * math.sin(a))
        for a in angles
    ]


class Canvas:
    """Units are pixels of the finished picture, the origin is the top left corner.

    ``opacity`` runs from 0 to 1; ``blur`` is a radius in the same units.
    """

    def __init__(self, top: str, bottom: str = "") -> None:
        self.size = (WIDTH * SCALE, HEIGHT * SCALE)
        self.image = Image.new("RGB", self.size, top)
        if bottom:
            self.fade(bottom, top=0, bottom=HEIGHT)

    def finish(self) -> Image.Image:
        return self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)

    def fade(self, color: str, *, top: float, bottom: float) -> None:
        """Let ``color`` grow from nothing at ``top`` to full strength at ``bottom``."""
        mask = Image.new("L", self.size)
        height = round((bottom - top) * SCALE)
        ramp = Image.linear_gradient("L").resize((self.size[0], height))
        mask.paste(ramp, (0, round(top * SCALE)))
        if bottom < HEIGHT:
            mask.paste(255, (0, round(bottom * SCALE), *self.size))
        self.image.paste(ImageColor.getrgb(color), mask=mask)

    def polygon(
        self, points: Points, color: str, *, opacity: float = 1, blur: float = 0
    ) -> None:
        scaled = self._scaled(points)
        self._paint(lambda draw, fill: draw.polygon(scaled, fill), color, opacity, blur)

    def ellipse(
        self,
        center: Point,
        radii: Point,
        color: str,
        *,
        opacity: float = 1,
        blur: float = 0,
    ) -> None:
        (x, y), (a, b) = center, radii
        box = self._scaled([(x - a, y - b), (x + a, y + b)])
        self._paint(lambda draw, fill: draw.ellipse(box, fill), color, opacity, blur)

    def disc(
        self,
        center: Point,
        radius: float,
        color: str,
        *,
        opacity: float = 1,
        blur: float = 0,
    ) -> None:
        self.ellipse(center, (radius, radius), color, opacity=opacity, blur=blur)

    def discs(
        self, centers: Points, radius: float, color: str, *, opacity: float
    ) -> None:
        """Many discs as one shape: where two overlap the color grows no stronger."""

        def paint(draw: ImageDraw.ImageDraw, fill: Fill) -> None:
            for center in self._scaled(centers):
                draw.circle(center, radius * SCALE, fill)

        self._paint(paint, color, opacity, 0)

    def box(
        self,
        corner: Point,
        size: Point,
        color: str,
        *,
        radius: float = 0,
        opacity: float = 1,
        blur: float = 0,
    ) -> None:
        """A rectangle of ``size`` from its top left ``corner``, with round corners."""
        (x, y), (width, height) = corner, size
        box = self._scaled([(x, y), (x + width, y + height)])
        self._paint(
            lambda draw, fill: draw.rounded_rectangle(box, radius * SCALE, fill),
            color,
            opacity,
            blur,
        )

    def line(
        self,
        points: Points,
        color: str,
        *,
        width: float,
        opacity: float = 1,
        blur: float = 0,
    ) -> None:
        """A line with round joints and ends."""
        scaled = self._scaled(points)

        def paint(draw: ImageDraw.ImageDraw, fill: Fill) -> None:
            draw.line(scaled, fill, width=round(width * SCALE))
            for joint in scaled:
                draw.circle(joint, width * SCALE / 2, fill)

        self._paint(paint, color, opacity, blur)

    def arrow(self, points: Points, color: str, *, width: float) -> None:
        """A line whose last point is the tip of an arrowhead."""
        tip, length = points[-1], width * 3.4
        shaft = [point for point in points if math.dist(point, tip) > length * 0.8]
        angle = math.atan2(tip[1] - shaft[-1][1], tip[0] - shaft[-1][0])
        wings = [
            (tip[0] - length * math.cos(a), tip[1] - length * math.sin(a))
            for a in (angle - 0.5, angle + 0.5)
        ]
        self.line(shaft, color, width=width)
        self.polygon([tip, *wings], color)

    def text(
        self,
        place: Point,
        words: str,
        *,
        size: float,
        color: str = INK,
        anchor: str = "mm",
        upright: bool = False,
    ) -> None:
        """Words in Pillow's own typeface, which has plain Latin letters only.

        On a telephone the finished picture is about a fifth as wide: ``size`` below
        48 can't be read there. ``anchor`` as in Pillow. ``upright`` turns the words
        to run from bottom to top.
        """
        (x, y), sheet = place, Image.new("L", self.size)
        if upright:
            sheet, (x, y) = Image.new("L", self.size[::-1]), (HEIGHT - y, x)
        ImageDraw.Draw(sheet).multiline_text(
            (x * SCALE, y * SCALE),
            words,
            font=ImageFont.load_default(size * SCALE),
            fill=255,
            anchor=anchor,
            align="left" if anchor.startswith("l") else "center",
            spacing=size * SCALE * 0.28,
        )
        if upright:
            sheet = sheet.transpose(Image.Transpose.ROTATE_90)
        self.image.paste(ImageColor.getrgb(color), mask=sheet)

    def _paint(self, paint: Painter, color: str, opacity: float, blur: float) -> None:
        if opacity == 1 and not blur:
            paint(ImageDraw.Draw(self.image), color)
            return
        mask = Image.new("L", self.size)
        paint(ImageDraw.Draw(mask), 255)
        if blur:
            mask = mask.filter(ImageFilter.GaussianBlur(blur * SCALE))
        mask = mask.point([round(level * opacity) for level in range(256)])
        self.image.paste(ImageColor.getrgb(color), mask=mask)

    def _scaled(self, points: Points) -> list[Point]:
        return [(x * SCALE, y * SCALE) for x, y in points]
