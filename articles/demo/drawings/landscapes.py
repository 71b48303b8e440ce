"""Drawings of the country around the practice."""

import math

from PIL import Image

from articles.demo.drawings.canvas import (
    CREAM,
    DUSK,
    GOLD,
    HEIGHT,
    INK,
    NIGHT,
    PAPER,
    PINE,
    SLATE,
    WIDTH,
    Canvas,
    Point,
    Points,
    curve,
    repeatable,
)


def hills_at_dusk() -> Image.Image:
    """Six layers of hills, darker the nearer, under a small moon."""
    canvas = Canvas("#4b6482")
    canvas.fade("#f0bfa6", top=0, bottom=470)
    canvas.disc((1210, 190), 95, CREAM, opacity=0.35, blur=40)
    canvas.disc((1210, 190), 46, CREAM)
    layers = ["#bd9199", "#9c8396", "#7b7790", "#5b6582", "#3f4f6d", NIGHT]
    for number, color in enumerate(layers):
        canvas.polygon(_ridge(430 + number * 98, 74 - number * 3, seed=number), color)
    return canvas.finish()


def winding_river() -> Image.Image:
    """A river that turns back on itself on its way to a low sun."""
    canvas = Canvas("#f3d9b8", "#f9efdf")
    canvas.disc((1110, 240), 190, GOLD, opacity=0.5, blur=70)
    canvas.disc((1110, 240), 78, "#f7dc9a")
    canvas.polygon(_ridge(345, 46, seed=11), "#b3c0c0")
    canvas.polygon(_ridge(410, 44, seed=12), "#94aaa4")
    canvas.polygon(_ridge(480, 30, seed=14), "#7f9b88")
    canvas.polygon(_ridge(600, 22, seed=15), "#6c8b71")
    canvas.polygon(_ridge(770, 26, seed=17), "#557a66")
    canvas.polygon(_river(), "#e9efec")
    canvas.polygon(_river(narrower=0.45), "#f8f4e8", opacity=0.7, blur=6)
    return canvas.finish()


def two_herons() -> Image.Image:
    """Two herons in the shallows at first light, one upright, one stooping."""
    canvas = Canvas("#c8d3d4", "#f6dcc4")
    canvas.disc((840, 395), 170, "#fdf0d2", opacity=0.8, blur=60)
    canvas.disc((840, 395), 84, "#fbe3ae")
    canvas.polygon(_ridge(545, 30, seed=21), "#a9b9b9", opacity=0.8)
    canvas.box((0, 590), (WIDTH, 410), "#dcd9cb")
    canvas.fade("#93aaae", top=600, bottom=1150)
    for number in range(9):
        width, y = 74 - number * 3, 606 + number * 21
        canvas.ellipse((840 + (-1) ** number * 9, y), (width, 7), "#fbe3ae")
    _reeds(canvas, left=-20, right=300, seed=3)
    _reeds(canvas, left=1400, right=1640, seed=5)
    _upright_heron(canvas, (500, 850))
    _stooping_heron(canvas, (1200, 880))
    return canvas.finish()


def _ridge(height: float, swing: float, *, seed: int) -> list[Point]:
    """The outline of a hill range, closed along the picture's lower edge."""
    random = repeatable(seed)
    waves = [
        (random.uniform(0.6, 1.0), 1.1, random.uniform(0, 6)),
        (random.uniform(0.3, 0.6), 2.7, random.uniform(0, 6)),
        (random.uniform(0.1, 0.2), 6.1, random.uniform(0, 6)),
    ]
    top = [
        (
            x,
            height
            - swing
            * sum(a * math.sin(f * x / WIDTH * math.tau + p) for a, f, p in waves),
        )
        for x in range(-20, WIDTH + 40, 8)
    ]
    return [*top, (WIDTH + 40, HEIGHT + 20), (-20, HEIGHT + 20)]


def _river(*, narrower: float = 1) -> list[Point]:
    """Both banks of the river; it grows narrower with distance."""
    bends = [
        (640, 1040, 250),
        (880, 900, 170),
        (1060, 800, 118),
        (800, 722, 84),
        (470, 668, 60),
        (620, 612, 42),
        (900, 578, 30),
        (1060, 542, 20),
        (960, 510, 12),
        (1010, 484, 6),
    ]
    middle = curve([(x, y) for x, y, _ in bends])
    widths = [w for w, _ in curve([(w, 0) for _, _, w in bends])]
    left, right = [], []
    for (x, y), width in zip(middle, widths, strict=True):
        half = width / 2 * narrower
        left.append((x - half, y))
        right.append((x + half, y))
    return [*left, *reversed(right)]


def _reeds(canvas: Canvas, *, left: float, right: float, seed: int) -> None:
    random = repeatable(seed)
    for _ in range(26):
        x, height = random.uniform(left, right), random.uniform(180, 430)
        lean = random.uniform(-50, 50)
        stem = curve(
            [(x, 1010), (x + lean * 0.3, 1010 - height / 2), (x + lean, 1010 - height)]
        )
        canvas.line(stem, random.choice([PINE, "#47685a", "#5f7d63"]), width=6)
        if height > 330:
            tip = stem[-1]
            canvas.ellipse((tip[0], tip[1] + 22), (9, 34), "#5a4638")


def _upright_heron(canvas: Canvas, foot: Point) -> None:
    x, y = foot
    for dx in (-14, 22):
        canvas.line([(x + dx, y), (x + dx + 4, y - 190)], INK, width=7)
    neck = [
        (x + 35, y - 265),
        (x + 88, y - 335),
        (x + 40, y - 415),
        (x + 52, y - 490),
    ]
    canvas.line(curve(neck), "#dfe3df", width=30)
    body = [
        (x - 135, y - 170),
        (x - 80, y - 265),
        (x + 20, y - 300),
        (x + 75, y - 262),
        (x + 40, y - 195),
        (x - 50, y - 165),
        (x - 135, y - 170),
    ]
    canvas.polygon(curve(body), SLATE)
    wing = [
        (x - 140, y - 166),
        (x - 70, y - 240),
        (x + 20, y - 258),
        (x + 10, y - 205),
        (x - 60, y - 178),
        (x - 140, y - 166),
    ]
    canvas.polygon(curve(wing), DUSK)
    _head(canvas, (x + 62, y - 505), tilt=0)
    _ripples(canvas, foot)


def _stooping_heron(canvas: Canvas, foot: Point) -> None:
    x, y = foot
    for dx in (-18, 18):
        canvas.line([(x + dx, y), (x + dx + 6, y - 180)], INK, width=7)
    neck = [
        (x - 70, y - 225),
        (x - 150, y - 260),
        (x - 190, y - 200),
        (x - 165, y - 140),
        (x - 200, y - 85),
    ]
    canvas.line(curve(neck), "#dfe3df", width=28)
    body = [
        (x + 150, y - 205),
        (x + 70, y - 270),
        (x - 40, y - 265),
        (x - 100, y - 215),
        (x - 50, y - 165),
        (x + 60, y - 165),
        (x + 150, y - 205),
    ]
    canvas.polygon(curve(body), SLATE)
    wing = [
        (x + 160, y - 204),
        (x + 70, y - 250),
        (x - 30, y - 235),
        (x - 10, y - 190),
        (x + 70, y - 182),
        (x + 160, y - 204),
    ]
    canvas.polygon(curve(wing), DUSK)
    _head(canvas, (x - 208, y - 72), tilt=125)
    _ripples(canvas, foot)


def _head(canvas: Canvas, center: Point, *, tilt: float) -> None:
    """A heron's head and bill; ``tilt`` in degrees, 0 looks right."""
    shapes: list[tuple[Points, str]] = [
        ([(-34, 0), (-10, -22), (30, -12), (34, 6), (0, 20), (-34, 0)], "#eef0ea"),
        ([(26, -10), (138, 8), (28, 12)], "#d79c3b"),
        ([(-96, 6), (-28, -20), (18, -14), (-26, -4)], NIGHT),
    ]
    for points, color in shapes:
        canvas.polygon([_turned(p, center, tilt) for p in points], color)
    canvas.disc(_turned((16, -5), center, tilt), 4.5, INK)


def _turned(point: Point, center: Point, degrees: float) -> Point:
    """``point`` around ``center``; a tilt beyond 90 degrees is mirrored first."""
    x, y = point
    if degrees > 90:
        y = -y
    a = math.radians(degrees)
    return (
        center[0] + x * math.cos(a) - y * math.sin(a),
        center[1] + x * math.sin(a) + y * math.cos(a),
    )


def _ripples(canvas: Canvas, foot: Point) -> None:
    for size in (1, 1.7, 2.5):
        ring = [
            (
                foot[0] + 60 * size * math.cos(a / 20),
                foot[1] + 11 * size * math.sin(a / 20),
            )
            for a in range(0, 127)
        ]
        canvas.line(ring, PAPER, width=3, opacity=0.7 / size)
