"""Drawings of one thing that stands for another."""

import math

from PIL import Image

from articles.demo.drawings.canvas import (
    CREAM,
    DUSK,
    GOLD,
    INK,
    NIGHT,
    OCHRE,
    PAPER,
    PINE,
    TERRACOTTA,
    Canvas,
    Point,
    curve,
    repeatable,
)


def overlapping_circles() -> Image.Image:
    """Two circles, and what belongs to both of them."""
    canvas = Canvas(PAPER, "#eee2cb")
    for reach in range(5):
        canvas.disc((610, 500), 330 + 46 * (5 - reach), OCHRE, opacity=0.05)
        canvas.disc((990, 500), 330 + 46 * (5 - reach), PINE, opacity=0.05)
    canvas.disc((610, 500), 330, OCHRE, opacity=0.9)
    canvas.disc((990, 500), 330, PINE, opacity=0.86)
    canvas.polygon(_lens(distance=380, radius=330), TERRACOTTA)
    return canvas.finish()


def mended_bowl() -> Image.Image:
    """A dark bowl whose cracks are filled with gold."""
    canvas = Canvas("#efe5d3", "#e4d5ba")
    canvas.box((0, 760), (1600, 240), "#d8c4a0")
    canvas.ellipse((800, 812), (430, 40), INK, opacity=0.3, blur=18)
    outline = [(330, 330), (1270, 330)]
    side = [(1270, 330), (1235, 520), (1110, 690), (930, 775), (800, 785)]
    right = curve(side)
    left = [(1600 - x, y) for x, y in reversed(right)]
    canvas.polygon([*outline, *right, *left], DUSK)
    canvas.box((660, 765), (280, 48), NIGHT, radius=12)
    canvas.ellipse((800, 330), (470, 82), "#4d628a")
    canvas.ellipse((800, 342), (436, 64), NIGHT)
    shine = curve([(390, 430), (440, 560), (540, 680)])
    canvas.line(shine, "#6f84aa", width=16, opacity=0.6, blur=5)
    for crack in _cracks():
        canvas.line(crack, OCHRE, width=15)
        canvas.line(crack, GOLD, width=8)
    return canvas.finish()


def tree_rings() -> Image.Image:
    """The cut face of a trunk; the rings swerve around an old scar."""
    canvas = Canvas("#dfe0cf", "#cfd3bd")
    random = repeatable(4)
    radii = [425.0]
    while radii[-1] > 26:
        radii.append(radii[-1] - random.choice([9, 12, 16, 22, 27]))
    phase = [random.uniform(0, 6) for _ in range(3)]
    canvas.polygon(_ring(452, phase), INK, opacity=0.25, blur=20)
    canvas.polygon(_ring(446, phase), "#5b4130")
    canvas.polygon(_ring(424, phase), "#d9b27c")
    for number, radius in enumerate(radii[1:]):
        shade = "#e6c797" if number % 2 else "#d9b27c"
        canvas.polygon(_ring(radius, phase), shade)
        outline = _ring(radius, phase)
        canvas.line([*outline, outline[0]], "#a5763f", width=3.5 + (number % 3))
    canvas.ellipse((846, 452), (34, 17), "#5b4130", blur=3)
    for angle in (0.7, 2.5, 4.4):
        end = (800 + 420 * math.cos(angle), 500 + 395 * math.sin(angle))
        start = (800 + 250 * math.cos(angle + 0.04), 500 + 240 * math.sin(angle + 0.04))
        canvas.polygon([start, end, (end[0] + 9, end[1] + 9)], "#7a5836", opacity=0.8)
    return canvas.finish()


def row_of_matches() -> Image.Image:
    """Matches that have burned down, burn, or stand; the last two are apart."""
    canvas = Canvas("#f3e7d3", "#eeddc2")
    canvas.box((0, 850), (1600, 150), "#d9c19a")
    alight = ((510, 380), (630, 330), (750, 270))
    for x, height in alight:
        canvas.disc((x, 810 - height), 130, GOLD, opacity=0.5, blur=40)
    for x in (150, 270, 390):
        _fresh_match(canvas, x)
    for x, height in alight:
        _burning_match(canvas, x, height)
    for x, lean in ((870, 40), (990, 74), (1110, 52)):
        _burned_match(canvas, x, lean)
    for x in (1360, 1480):
        _fresh_match(canvas, x)
    return canvas.finish()


def _lens(*, distance: float, radius: float) -> list[Point]:
    """Where two circles around (800, 500) overlap; centers ``distance`` apart."""
    half = math.acos(distance / 2 / radius)
    steps = [half * (step / 40 - 1) for step in range(81)]
    right = [
        (800 - distance / 2 + radius * math.cos(a), 500 + radius * math.sin(a))
        for a in steps
    ]
    left = [
        (800 + distance / 2 - radius * math.cos(a), 500 - radius * math.sin(a))
        for a in steps
    ]
    return [*right, *left]


def _cracks() -> list[list[Point]]:
    """Cracks from the rim downwards, with two branches."""
    return [
        [(690, 410), (672, 480), (712, 540), (690, 610), (730, 690), (716, 778)],
        [(712, 540), (820, 566), (930, 540), (1020, 580), (1120, 556), (1206, 566)],
        [(930, 540), (968, 480), (950, 405)],
        [(690, 610), (590, 596), (500, 640), (452, 622)],
        [(1020, 580), (1000, 660), (1040, 722)],
    ]


def _ring(radius: float, phase: list[float]) -> list[Point]:
    """One year's outline: a circle with slow waves and a dent above the scar."""
    points = []
    for step in range(240):
        a = step / 240 * math.tau
        wave = sum(math.sin((n + 2) * a + p) / (n + 2) for n, p in enumerate(phase))
        dent = 0.2 * math.exp(-(((a - 5.5) / 0.35) ** 2)) * math.exp(-radius / 300)
        r = radius * (1 + 0.035 * wave - dent)
        points.append((800 + 1.1 * r * math.cos(a), 500 + r * math.sin(a)))
    return points


def _fresh_match(canvas: Canvas, x: float) -> None:
    canvas.box((x - 15, 370), (30, 500), "#e2bd85")
    canvas.box((x + 3, 370), (12, 500), "#c99f63")
    canvas.ellipse((x, 352), (29, 52), TERRACOTTA)


def _burning_match(canvas: Canvas, x: float, height: float) -> None:
    """A match of which ``height`` is left, with its flame."""
    top = 870 - height
    canvas.box((x - 15, top + 40), (30, height - 40), "#e2bd85")
    canvas.box((x - 15, top), (30, 60), INK)
    for size, color in ((1, "#e08a3c"), (0.62, GOLD), (0.3, CREAM)):
        flame = [
            (x, top + 10),
            (x - 46 * size, top - 40 * size),
            (x - 12 * size, top - 120 * size),
            (x + 4, top - 190 * size),
            (x + 44 * size, top - 60 * size),
            (x, top + 10),
        ]
        canvas.polygon(curve(flame), color)


def _burned_match(canvas: Canvas, x: float, lean: float) -> None:
    """What is left: a thin black stick that bends over, and a thread of smoke."""
    stick = curve([(x, 868), (x + 2, 740), (x + lean * 0.5, 640), (x + lean, 590)])
    canvas.line(stick, INK, width=17)
    canvas.disc(stick[-1], 16, INK)
    tip = stick[-1]
    smoke = [
        (tip[0], tip[1] - 26),
        (tip[0] - 22, tip[1] - 110),
        (tip[0] + 18, tip[1] - 200),
        (tip[0] - 8, tip[1] - 300),
    ]
    canvas.line(curve(smoke), "#8d8a84", width=9, opacity=0.4, blur=5)
