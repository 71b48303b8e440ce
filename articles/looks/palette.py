"""Every colour that follows from a practice's own, in light and in dark.

The grounds are those of static/css/tokens.css, which a test holds equal.
"""

from __future__ import annotations

from articles.looks.colours import Colour, contrast

# Text of any size, WCAG 2.2, 1.4.3 (level AA).
LEAST_CONTRAST = 4.5
DEFAULT_ACCENT = "#1d5f58"
WHITE = Colour(255, 255, 255)
PAPER = Colour.parse("#fcfbf8")
GROUNDS = (PAPER, WHITE, Colour.parse("#f3f1ea"))
DARK_PAPER = Colour.parse("#131817")
DARK_GROUNDS = (DARK_PAPER, Colour.parse("#1a2120"), Colour.parse("#1c2423"))
STEP = 1 / 256


def light_palette(accent: Colour) -> dict[str, Colour]:
    """{token: colour} with the accent as it is, readable or not."""
    hue, saturation, lightness = accent.hsl
    muted = min(saturation, 0.45)
    return {
        "accent": accent,
        "accent-strong": Colour.of(hue, saturation, lightness * 0.66),
        "on-accent": WHITE,
        "accent-quiet": accent.mixed(PAPER, 0.1),
        "deep": Colour.of(hue, muted, 0.13),
        "on-deep": Colour.of(hue, min(saturation, 0.15), 0.94),
        "on-deep-quiet": Colour.of(hue, min(saturation, 0.15), 0.75),
        "deep-rule": Colour.of(hue, min(saturation, 0.22), 0.26),
    }


def dark_palette(accent: Colour) -> dict[str, Colour]:
    """The same hue, as light as reading on dark grounds needs."""
    hue, saturation, _ = accent.hsl
    muted = min(saturation, 0.6)
    lightness = 0.67
    while True:
        tone = Colour.of(hue, muted, lightness)
        palette = {
            "accent": tone,
            "accent-strong": Colour.of(hue, muted, lightness + (1 - lightness) * 0.45),
            "on-accent": Colour.of(hue, muted * 0.8, 0.09),
            "accent-quiet": tone.mixed(DARK_PAPER, 0.14),
        }
        if lowest_contrast(palette, DARK_GROUNDS) >= LEAST_CONTRAST:
            return palette
        lightness += STEP


def lowest_contrast(
    palette: dict[str, Colour], grounds: tuple[Colour, ...] = GROUNDS
) -> float:
    """Of links on every ground, and of a button's words on the button."""
    accent = palette["accent"]
    others = (*grounds, palette["accent-quiet"], palette["on-accent"])
    return min(contrast(accent, other) for other in others)


def nearest_readable(accent: Colour) -> Colour:
    """The accent itself, or the lightest tone of its hue that can be read."""
    hue, saturation, lightness = accent.hsl
    while lowest_contrast(light_palette(accent)) < LEAST_CONTRAST:
        lightness -= STEP
        accent = Colour.of(hue, saturation, lightness)
    return accent
