"""Drawings of rooms, windows and doors."""

from PIL import Image

from articles.demo.drawings.canvas import (
    CREAM,
    DUSK,
    GOLD,
    INK,
    MIST,
    MOSS,
    NIGHT,
    PAPER,
    PINE,
    SAND,
    TERRACOTTA,
    Canvas,
    Point,
    arc,
    curve,
)


def table_lamp() -> Image.Image:
    """A lamp, a book lying face down, and a thin moon in the window."""
    canvas = Canvas("#22344d", NIGHT)
    _night_window(canvas)
    cone = [(905, 400), (1225, 400), (1560, 800), (520, 800)]
    canvas.polygon(cone, GOLD, opacity=0.34, blur=26)
    canvas.disc((1065, 395), 210, GOLD, opacity=0.5, blur=90)
    canvas.box((0, 775), (1600, 225), "#4d3a33")
    canvas.ellipse((1040, 885), (560, 92), GOLD, opacity=0.6, blur=30)
    canvas.polygon([(975, 190), (1155, 190), (1260, 400), (870, 400)], "#f7dc9a")
    canvas.box((1051, 400), (28, 430), "#d9b26a")
    canvas.ellipse((1065, 836), (120, 26), "#c79a4c")
    canvas.polygon([(596, 930), (752, 904), (930, 938), (752, 914)], CREAM)
    canvas.polygon([(608, 852), (736, 830), (752, 904), (592, 930)], "#a5523b")
    canvas.polygon([(736, 830), (880, 856), (932, 936), (752, 904)], TERRACOTTA)
    return canvas.finish()


def two_cups() -> Image.Image:
    """Two cups at the far ends of a long table, one warm and one cold."""
    canvas = Canvas("#e7b998", "#f4dfc6")
    canvas.box((480, 90), (640, 400), "#f9e9cd")
    canvas.disc((800, 360), 105, "#f3b77a")
    canvas.box((480, 425), (640, 65), "#c98f6e")
    for x in (472, 792, 1112):
        canvas.box((x, 82), (16, 416), "#8a5a48")
    for y in (82, 276, 482):
        canvas.box((472, y), (656, 16), "#8a5a48")
    canvas.box((0, 700), (1600, 300), "#a8684b")
    canvas.polygon([(60, 640), (1540, 640), (1640, 740), (-40, 740)], "#8f573f")
    canvas.box((-40, 740), (1680, 40), "#6f412f")
    canvas.fade("#5a3527", top=780, bottom=1300)
    light = [(560, 640), (1040, 640), (1130, 740), (470, 740)]
    canvas.polygon(light, "#f6cf9c", opacity=0.4, blur=8)
    _cup(canvas, (215, 655), PINE, handle=1)
    _cup(canvas, (1385, 655), DUSK, handle=-1)
    for shift, height in ((-26, 190), (16, 240)):
        x = 215 + shift
        steam = [
            (x, 520),
            (x + 18, 520 - height / 3),
            (x - 14, 520 - height / 1.6),
            (x + 10, 520 - height),
        ]
        canvas.line(curve(steam), CREAM, width=11, opacity=0.75, blur=3)
    return canvas.finish()


def two_chairs() -> Image.Image:
    """Two armchairs, a window, a plant, a box of tissues."""
    canvas = Canvas("#e9dcc3", "#efe4cf")
    canvas.box((560, 70), (480, 440), "#f8f1df", radius=6)
    canvas.box((580, 90), (440, 400), "#cfdcd8")
    trees = [(580, 420), (650, 372), (730, 400), (800, 450), (890, 395), (1020, 340)]
    canvas.polygon([*curve(trees), (1020, 490), (580, 490)], MOSS)
    bushes = [(580, 460), (690, 448), (800, 470), (920, 440), (1020, 455)]
    canvas.polygon([*curve(bushes), (1020, 490), (580, 490)], PINE)
    canvas.box((560, 490), (480, 24), "#f8f1df")
    canvas.box((792, 90), (16, 400), "#f8f1df")
    canvas.box((0, 760), (1600, 240), "#c9a77c")
    canvas.ellipse((800, 880), (690, 92), "#b78e63", opacity=0.7)
    _plant(canvas, (1450, 790))
    _armchair(canvas, left=215, color=PINE, shade="#24463f")
    _armchair(canvas, left=985, color=TERRACOTTA, shade="#9c4f37")
    canvas.ellipse((800, 745), (110, 24), "#7b5437")
    canvas.box((788, 745), (24, 150), "#6b472e")
    canvas.ellipse((800, 897), (70, 15), "#6b472e")
    canvas.box((745, 682), (110, 58), MIST, radius=6)
    tissue = [(765, 686), (785, 630), (805, 652), (828, 618), (838, 686)]
    canvas.polygon(tissue, CREAM)
    return canvas.finish()


def drawn_curtain() -> Image.Image:
    """A window from outside at night; light falls through a gap in the curtain."""
    canvas = Canvas("#26344a", "#18243a")
    for y in range(0, 800, 88):
        offset = 0 if y % 176 else 90
        for x in range(-offset, 1600, 180):
            canvas.box((x + 4, y + 4), (172, 80), "#2b3a52", radius=4)
    canvas.box((0, 800), (1600, 200), "#131d30")
    canvas.box((440, 100), (720, 640), "#d8c7a4", radius=4)
    canvas.box((470, 130), (660, 580), "#f8dc98")
    canvas.disc((800, 400), 240, "#fdf1c9", opacity=0.8, blur=60)
    _curtain(canvas, left=470, right=762, leans=1)
    _curtain(canvas, left=838, right=1130, leans=-1)
    canvas.box((410, 720), (780, 40), "#e5d6b6", radius=6)
    strip = [(752, 800), (848, 800), (930, 1000), (670, 1000)]
    canvas.polygon(strip, GOLD, opacity=0.55, blur=14)
    canvas.polygon(
        [(770, 800), (830, 800), (872, 1000), (728, 1000)],
        "#fdf1c9",
        opacity=0.4,
        blur=10,
    )
    return canvas.finish()


def open_door() -> Image.Image:
    """Steps up to a half-open door with warm light inside."""
    canvas = Canvas("#3a4f6e", "#6d7f96")
    canvas.box((0, 0), (1600, 760), "#46597a")
    for y in range(20, 760, 62):
        canvas.line([(0, y), (1600, y)], "#3d4f6f", width=5)
    canvas.box((596, 146), (408, 564), "#f6d48c")
    canvas.disc((810, 470), 170, "#fdf0c8", opacity=0.8, blur=50)
    canvas.box((1004, 146), (36, 564), CREAM)
    canvas.box((560, 146), (36, 564), CREAM)
    canvas.box((560, 110), (480, 36), CREAM)
    door = [(596, 146), (772, 196), (772, 742), (596, 710)]
    canvas.polygon(door, PINE)
    for top, bottom in ((0.1, 0.42), (0.52, 0.9)):
        corners = ((0.18, top), (0.8, top), (0.8, bottom), (0.18, bottom))
        canvas.polygon([_on_door(*corner) for corner in corners], "#3d6d66")
    canvas.disc(_on_door(0.9, 0.48), 11, GOLD)
    canvas.box((0, 710), (1600, 290), "#57697f")
    for number in range(4):
        y, reach = 710 + number * 74, 320 + number * 95
        canvas.box((800 - reach, y), (reach * 2, 30), "#cfc6b4")
        canvas.box((800 - reach, y + 30), (reach * 2, 44), "#a39a8c")
    light = [(740, 712), (1004, 712), (1240, 1000), (640, 1000)]
    canvas.polygon(light, GOLD, opacity=0.5, blur=16)
    _lantern(canvas, (1150, 300))
    return canvas.finish()


def lit_windows() -> Image.Image:
    """An apartment house at night; in one lit window somebody looks out."""
    canvas = Canvas("#1b2740", "#33435f")
    canvas.box((150, 60), (1300, 960), "#202c42")
    canvas.box((130, 40), (1340, 34), "#2b3951")
    lit = {(0, 4): GOLD, (1, 1): "#e9b65f", (1, 5): GOLD, (2, 3): "#f7dc9a"}
    lit |= {(3, 0): GOLD, (3, 5): "#e9b65f", (0, 0): "#c98f4c"}
    for row in range(4):
        for column in range(6):
            corner = (225 + column * 200, 130 + row * 222)
            _window(canvas, corner, lit.get((row, column)))
    _person(canvas, (225 + 3 * 200 + 75, 130 + 2 * 222))
    return canvas.finish()


def _night_window(canvas: Canvas) -> None:
    canvas.box((150, 110), (400, 520), "#101a2c", radius=4)
    canvas.box((172, 132), (356, 476), "#2e4566")
    canvas.disc((385, 270), 62, "#f4ecd2")
    canvas.disc((357, 256), 62, "#2e4566")
    for star in ((230, 200), (460, 420), (250, 470), (480, 190), (310, 380)):
        canvas.disc(star, 4, "#dfe6ea")
    canvas.box((342, 132), (16, 476), "#101a2c")
    canvas.box((172, 362), (356, 16), "#101a2c")


def _cup(canvas: Canvas, foot: Point, color: str, *, handle: int) -> None:
    """A cup standing on ``foot``; ``handle`` 1 points right, -1 left."""
    x, y = foot
    canvas.ellipse((x, y + 34), (150, 18), INK, opacity=0.25, blur=6)
    ring = arc((x + handle * 92, y - 52), 40, start=0, end=360)
    canvas.line(ring, color, width=18)
    bowl = [(x - 92, y - 112), (x + 92, y - 112), (x + 68, y + 20), (x - 68, y + 20)]
    canvas.polygon(bowl, color)
    canvas.ellipse((x, y + 20), (68, 14), color)
    canvas.ellipse((x, y - 112), (92, 20), SAND)
    canvas.ellipse((x, y - 110), (80, 15), "#5a3a28")


def _armchair(canvas: Canvas, *, left: float, color: str, shade: str) -> None:
    """An armchair 400 wide, seen from the front."""
    for x in (left + 60, left + 340):
        canvas.polygon(
            [(x - 12, 850), (x + 12, 850), (x + 6, 925), (x - 6, 925)], "#6b472e"
        )
    canvas.box((left + 30, 400), (340, 420), color, radius=70)
    canvas.box((left + 50, 650), (300, 130), shade, radius=40)
    canvas.box((left + 40, 705), (320, 145), color, radius=36)
    for x in (left - 10, left + 318):
        canvas.box((x, 590), (92, 270), shade, radius=44)
    for x in (left + 130, left + 200, left + 270):
        canvas.disc((x, 520), 9, shade)


def _plant(canvas: Canvas, foot: Point) -> None:
    x, y = foot
    for dx, height in ((-90, 300), (-40, 390), (10, 440), (60, 360), (100, 270)):
        tip = (x + dx * 1.5, y - height)
        middle = (x + dx * 0.5, y - height * 0.55)
        leaf = [
            (x, y - 60),
            (middle[0] - 34, middle[1]),
            tip,
            (middle[0] + 34, middle[1]),
            (x, y - 60),
        ]
        canvas.polygon(curve(leaf), PINE if dx % 20 else MOSS)
    pot = [(x - 72, y - 80), (x + 72, y - 80), (x + 52, y + 60), (x - 52, y + 60)]
    canvas.polygon(pot, PAPER)


def _curtain(canvas: Canvas, *, left: float, right: float, leans: int) -> None:
    """One half of a curtain in folds, a little wider at the foot on its open side."""
    folds = 6
    for number in range(folds):
        x = left + (right - left) * number / folds
        width = (right - left) / folds
        flare = leans * 5 * (number if leans > 0 else folds - number)
        end = x + width + 3
        shape = [(x, 130), (end, 130), (end + flare, 716), (x + flare, 716)]
        canvas.polygon(shape, "#8e3a30" if number % 2 else "#a5473a")


def _on_door(across: float, down: float) -> Point:
    """A place on the open leaf of the door, in shares of its width and height."""
    return (
        596 + 176 * across,
        146 + 50 * across + (564 - 18 * across) * down,
    )


def _lantern(canvas: Canvas, place: Point) -> None:
    x, y = place
    canvas.disc((x, y), 120, GOLD, opacity=0.4, blur=50)
    canvas.box((x - 26, y - 40), (52, 80), "#f7dc9a", radius=8)
    canvas.polygon([(x - 40, y - 40), (x + 40, y - 40), (x, y - 72)], INK)
    canvas.box((x - 34, y + 38), (68, 12), INK)


def _window(canvas: Canvas, corner: Point, light: str | None) -> None:
    x, y = corner
    if light:
        canvas.box((x - 14, y - 14), (178, 178), light, opacity=0.35, blur=24)
    canvas.box((x, y), (150, 150), light or "#2a3a55")
    canvas.box((x + 70, y), (10, 150), "#202c42")
    canvas.box((x, y + 62), (150, 9), "#202c42")
    canvas.box((x - 10, y + 150), (170, 13), "#33435c")


def _person(canvas: Canvas, top: Point) -> None:
    """Head and shoulders behind the window whose upper middle is ``top``."""
    x, y = top
    canvas.disc((x + 36, y + 66), 19, INK)
    canvas.polygon(
        [
            *arc((x + 36, y + 122), 34, start=180, end=360),
            (x + 70, y + 150),
            (x + 2, y + 150),
        ],
        INK,
    )
