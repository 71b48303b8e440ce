"""From a practice's colour and fonts to a stylesheet of its own. No Django."""

from articles.looks.colours import Colour, contrast
from articles.looks.palette import (
    DEFAULT_ACCENT,
    LEAST_CONTRAST,
    dark_palette,
    light_palette,
    lowest_contrast,
    nearest_readable,
)
from articles.looks.specimen import specimen
from articles.looks.stylesheet import stylesheet

__all__ = [
    "DEFAULT_ACCENT",
    "LEAST_CONTRAST",
    "Colour",
    "contrast",
    "dark_palette",
    "light_palette",
    "lowest_contrast",
    "nearest_readable",
    "specimen",
    "stylesheet",
]
