"""The stylesheet in which a practice differs from the site's own look."""

from __future__ import annotations

from articles.looks.colours import Colour
from articles.looks.palette import (
    LEAST_CONTRAST,
    dark_palette,
    light_palette,
    lowest_contrast,
)

# Tokens by a practice's fonts; "book" is what tokens.css has.
FONTS = {
    "book": {},
    "plain": {
        "font-text": "var(--font-ui)",
        "x-height-text": "0.5",
        "x-height-heading": "0.515",
        "weight-title": "650",
        "weight-heading": "650",
        "tracking-title": "-0.024em",
        "leading-prose": "1.6",
    },
    "gentle": {
        "font-heading": 'ui-rounded, "SF Pro Rounded", "Hiragino Maru Gothic ProN", '
        'Nunito, Quicksand, "Arial Rounded MT Bold", "Trebuchet MS", '
        '"DejaVu Sans Condensed", sans-serif',
        "x-height-heading": "0.515",
        "weight-title": "500",
        "weight-heading": "500",
    },
}


def stylesheet(accent: str, fonts: str) -> str:
    """CSS for a colour ("" for the site's own) and a pairing of fonts.

    "" where nothing differs. Raises ValueError for a colour that is none or that
    cannot be read, and for unknown fonts. Colours are for screens: paper has its own.
    """
    if fonts not in FONTS:
        raise ValueError(f"{fonts!r} is no pairing of fonts")
    rules = [root(FONTS[fonts])]
    if accent:
        chosen = Colour.parse(accent)
        light = light_palette(chosen)
        if lowest_contrast(light) < LEAST_CONTRAST:
            raise ValueError(f"{accent} is too pale to read")
        dark = root(colours(dark_palette(chosen)))
        rules += [
            f"@media screen{{{root(colours(light))}}}",
            f"@media screen and (prefers-color-scheme:dark){{{dark}}}",
        ]
    return "".join(rules)


def colours(palette: dict[str, Colour]) -> dict[str, str]:
    return {name: str(colour) for name, colour in palette.items()}


def root(tokens: dict[str, str]) -> str:
    lines = "".join(f"--{name}:{value};" for name, value in tokens.items())
    return f":root{{{lines}}}" if lines else ""
