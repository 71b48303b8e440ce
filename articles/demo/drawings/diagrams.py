"""Drawings that explain something; every word and every proportion is meant."""

import math
from random import Random

from PIL import Image

from articles.demo.drawings.canvas import (
    CREAM,
    DUSK,
    INK,
    MIST,
    MOSS,
    OCHRE,
    PAPER,
    PINE,
    ROSE,
    SLATE,
    TERRACOTTA,
    Canvas,
    Point,
    arc,
    curve,
    repeatable,
)


def attachment_dimensions() -> Image.Image:
    """Two axes and a cloud of people without gaps between groups."""
    canvas = Canvas(PAPER)
    left, right, top, bottom = 210, 1540, 60, 850
    canvas.box((left, top), (right - left, bottom - top), CREAM, radius=18)
    canvas.disc((left + 330, bottom - 195), 165, MOSS, opacity=0.28)
    random = repeatable(7)
    for color in (OCHRE, PINE, TERRACOTTA, SLATE):
        people = [
            (
                left + (right - left) * _spread(random),
                bottom - (bottom - top) * _spread(random),
            )
            for _ in range(60)
        ]
        canvas.discs(people, 11, color, opacity=0.65)
    for angle in range(0, 360, 12):
        dash = arc((left + 330, bottom - 195), 165, start=angle, end=angle + 6, steps=4)
        canvas.line(dash, PINE, width=6)
    canvas.box((left + 190, bottom - 232), (280, 76), CREAM, radius=20, opacity=0.92)
    canvas.text((left + 330, bottom - 195), "more secure", size=50, color=PINE)
    canvas.arrow([(left, bottom), (right, bottom)], INK, width=9)
    canvas.arrow([(left, bottom), (left, top)], INK, width=9)
    canvas.text(((left + right) / 2, 925), "anxiety about being left", size=60)
    canvas.text(
        (105, (top + bottom) / 2), "avoidance of closeness", size=60, upright=True
    )
    return canvas.finish()


def pursue_withdraw() -> Image.Image:
    """Four steps in a ring; each arrow leads from one to its answer."""
    canvas = Canvas(PAPER)
    steps = [
        ((800, 150), "I press for\nan answer", TERRACOTTA),
        ((1270, 500), "You feel\ncriticized", DUSK),
        ((800, 850), "You go\nquiet", DUSK),
        ((330, 500), "I feel alone\nwith it", TERRACOTTA),
    ]
    for start, end in ((-53, -22), (22, 53), (127, 158), (202, 233)):
        canvas.arrow(_ring(start=start, end=end), OCHRE, width=20)
    for (x, y), words, color in steps:
        canvas.box((x - 255, y - 112), (510, 224), color, radius=112)
        canvas.text((x, y - 3), words, size=66, color=CREAM)
    canvas.text((800, 500), "and\nso on", size=64, color=SLATE)
    return canvas.finish()


def window_of_tolerance() -> Image.Image:
    """Three bands, and a day that leaves the middle one twice and comes back."""
    canvas = Canvas(PAPER)
    canvas.box((0, 0), (1600, 250), ROSE)
    canvas.box((0, 250), (1600, 480), CREAM)
    canvas.box((0, 730), (1600, 270), MIST)
    for y in (250, 730):
        canvas.line([(0, y), (1600, y)], PINE, width=7)
    day = [
        (-40, 560),
        (120, 590),
        (290, 640),
        (470, 575),
        (640, 430),
        (780, 205),
        (900, 215),
        (1010, 470),
        (1130, 660),
        (1250, 780),
        (1350, 775),
        (1450, 640),
        (1640, 600),
    ]
    canvas.line(curve(day), TERRACOTTA, width=15)
    canvas.text((60, 76), "Too much", size=72, anchor="lm")
    canvas.text((60, 168), "flooded, racing, on guard", size=56, anchor="lm")
    canvas.text((60, 330), "The window", size=72, color=PINE, anchor="lm")
    canvas.text((60, 452), "feeling and\nthinking together", size=56, anchor="lm")
    canvas.text((60, 818), "Too little", size=72, anchor="lm")
    canvas.text((60, 910), "numb, far away, shut down", size=56, anchor="lm")
    return canvas.finish()


def sleep_pressure() -> Image.Image:
    """Sleep pressure and the clock's push to be awake, from 7 a.m. to 7 a.m.

    The shapes follow the two-process model: pressure rises towards a ceiling in
    waking and falls exponentially in sleep; the clock is a wave with its crest in
    the early evening and its trough towards morning. They are not measurements.
    """
    canvas = Canvas(PAPER)
    canvas.box((_hour(23), 60), (_hour(31) - _hour(23), 790), DUSK, opacity=0.22)
    canvas.text(((_hour(23) + _hour(31)) / 2, 112), "asleep", size=58, color=DUSK)
    hours = [7 + step / 10 for step in range(241)]
    pressure = [(_hour(h), 810 - 640 * _pressure(h)) for h in hours]
    clock = [
        (_hour(h), 530 - 200 * math.cos((h - 18.5) / 24 * math.tau)) for h in hours
    ]
    at_bedtime = 160
    canvas.line([clock[at_bedtime], pressure[at_bedtime]], SLATE, width=6, opacity=0.8)
    canvas.line(clock, PINE, width=16)
    canvas.line(pressure, TERRACOTTA, width=16)
    canvas.text((800, 560), "the clock’s push\nto be awake", size=56, color=PINE)
    canvas.text((470, 275), "sleep pressure", size=56, color=TERRACOTTA)
    canvas.line([(110, 850), (1540, 850)], INK, width=8)
    for hour, words in ((7, "7 am"), (15, "3 pm"), (23, "11 pm"), (31, "7 am")):
        canvas.line([(_hour(hour), 836), (_hour(hour), 866)], INK, width=8)
        canvas.text((_hour(hour), 922), words, size=56)
    return canvas.finish()


def dual_process() -> Image.Image:
    """Two ovals, and a path that goes back and forth between them."""
    canvas = Canvas(PAPER)
    for x, color in ((400, DUSK), (1200, MOSS)):
        canvas.ellipse((x, 500), (385, 455), color, opacity=0.3)
    canvas.text((345, 250), "The loss", size=76, color=DUSK)
    canvas.text((1255, 250), "The life", size=76, color=PINE)
    loss = "missing\nweeping\nremembering\nphotographs"
    life = "papers\nwork\nnew roles\na rest from grief"
    canvas.text((320, 545), loss, size=56)
    canvas.text((1270, 545), life, size=56)
    path = [
        (800, 50),
        (585, 160),
        (985, 270),
        (610, 385),
        (1000, 490),
        (640, 600),
        (1010, 705),
        (650, 810),
        (830, 940),
    ]
    canvas.arrow(curve(path), TERRACOTTA, width=15)
    return canvas.finish()


def _spread(random: Random) -> float:
    """A share between 0.03 and 0.97, denser towards the low end."""
    return 0.03 + 0.94 * random.betavariate(1.35, 1.75)


def _ring(*, start: float, end: float) -> list[Point]:
    """Part of the ring on which the four steps stand, which is wider than high."""
    return [
        (800 + (x - 800) * 1.34, y)
        for x, y in arc((800, 500), 350, start=start, end=end, steps=30)
    ]


def _hour(hour: float) -> float:
    """The place of an hour on the axis; 7 in the morning is 7, the next one 31."""
    return 130 + (hour - 7) / 24 * 1360


def _pressure(hour: float) -> float:
    """Sleep pressure as a share of its ceiling."""
    if hour <= 23:
        return 1 - 0.86 * math.exp(-(hour - 7) / 9.5)
    return _pressure(23) * math.exp(-(hour - 23) / 4.1)
