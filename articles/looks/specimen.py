"""What a look does to a heading, a link and a button: one picture, light and dark."""

from __future__ import annotations

from articles.looks.colours import Colour
from articles.looks.palette import DARK_PAPER, PAPER, dark_palette, light_palette

SERIF = (
    "Iowan Old Style, Charter, Sitka Text, Noto Serif, Cambria, Georgia, "
    "DejaVu Serif Condensed, serif"
)
SANS = "-apple-system, Segoe UI, Roboto, Noto Sans, Liberation Sans, sans-serif"
ROUND = (
    "ui-rounded, SF Pro Rounded, Nunito, Quicksand, Arial Rounded MT Bold, "
    "Trebuchet MS, DejaVu Sans Condensed, sans-serif"
)
# (headings, their weight, text) by a practice's fonts.
FONTS = {
    "book": (SERIF, 400, SERIF),
    "plain": (SANS, 700, SANS),
    "gentle": (ROUND, 500, SERIF),
}
INK, DARK_INK = "#1d2524", "#e5e3dc"
WIDTH, HEIGHT = 300, 176
PANEL = """\
<g transform="translate({x} 0)">
<rect width="300" height="176" fill="{paper}"/>
<text x="24" y="48" font-family="{heading}" font-size="25" font-weight="{weight}" \
fill="{ink}">Awake at three</text>
<text x="24" y="84" font-family="{text}" font-size="16" fill="{ink}">Read \
<tspan fill="{accent}" text-decoration="underline">what helps at night</tspan>.</text>
<rect x="24" y="110" width="150" height="42" rx="21" fill="{accent}"/>
<text x="99" y="136" font-family="{sans}" font-size="15" font-weight="600" \
text-anchor="middle" fill="{on_accent}">Book a call</text>
</g>"""


def specimen(accent: Colour, fonts: str) -> str:
    """An SVG picture; KeyError for unknown fonts."""
    panels = (
        panel(0, PAPER, INK, light_palette(accent), fonts),
        panel(WIDTH, DARK_PAPER, DARK_INK, dark_palette(accent), fonts),
    )
    size = f'width="{2 * WIDTH}" height="{HEIGHT}"'
    body = "\n".join(panels)
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>\n{body}\n</svg>\n'


def panel(
    x: int, paper: Colour, ink: str, palette: dict[str, Colour], fonts: str
) -> str:
    heading, weight, text = FONTS[fonts]
    return PANEL.format(
        x=x,
        paper=paper,
        ink=ink,
        heading=heading,
        weight=weight,
        text=text,
        sans=SANS,
        accent=palette["accent"],
        on_accent=palette["on-accent"],
    )
