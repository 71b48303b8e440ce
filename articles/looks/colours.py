"""Colours in sRGB, and how far apart two of them are for an eye that reads."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass

HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Colour:
    """Red, green and blue from 0 to 255."""

    red: int
    green: int
    blue: int

    @classmethod
    def parse(cls, text: str) -> Colour:
        """Of "#1d5f58", "1D5F58" or "#abc"; raises ValueError for anything else."""
        match = HEX.fullmatch(text.strip())
        if not match:
            raise ValueError(f"{text!r} is no hexadecimal colour")
        digits = match[1] if len(match[1]) == 6 else "".join(2 * d for d in match[1])
        return cls(*bytes.fromhex(digits))

    @classmethod
    def of(cls, hue: float, saturation: float, lightness: float) -> Colour:
        """From HSL, each from 0 to 1."""
        parts = colorsys.hls_to_rgb(hue, lightness, saturation)
        return cls(*(round(255 * part) for part in parts))

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def hsl(self) -> tuple[float, float, float]:
        """Hue, saturation and lightness, each from 0 to 1."""
        hue, lightness, saturation = colorsys.rgb_to_hls(
            self.red / 255, self.green / 255, self.blue / 255
        )
        return hue, saturation, lightness

    @property
    def luminance(self) -> float:
        """Relative luminance, WCAG 2.2: 0 for black, 1 for white."""
        red, green, blue = map(linear, (self.red, self.green, self.blue))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def mixed(self, other: Colour, share: float) -> Colour:
        """``share`` of this one and the rest of ``other``, as color-mix() in sRGB."""
        return Colour(
            *(
                round(share * mine + (1 - share) * theirs)
                for mine, theirs in (
                    (self.red, other.red),
                    (self.green, other.green),
                    (self.blue, other.blue),
                )
            )
        )


def linear(channel: int) -> float:
    """A channel of sRGB as light (WCAG 2.2, "relative luminance")."""
    value = channel / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def contrast(one: Colour, other: Colour) -> float:
    """From 1 to 21: the contrast ratio of WCAG 2.2, www.w3.org/TR/WCAG22/."""
    darker, lighter = sorted((one.luminance, other.luminance))
    return (lighter + 0.05) / (darker + 0.05)
