import re
from pathlib import Path

import pytest

from articles.looks import (
    DEFAULT_ACCENT,
    Colour,
    contrast,
    dark_palette,
    light_palette,
    lowest_contrast,
    nearest_readable,
)
from articles.looks.palette import DARK_GROUNDS, GROUNDS

TOKENS = Path(__file__).parents[2] / "static/css/tokens.css"
# Every hue and tone, evenly, and the greys.
SOME = [
    Colour(red, green, blue)
    for red in range(0, 256, 51)
    for green in range(0, 256, 51)
    for blue in range(0, 256, 51)
]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#ffffff", "#ffffff", 1),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.00),
        ("#0000ff", "#ffffff", 8.59),
        ("#00ff00", "#000000", 15.30),
    ],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    one, other = Colour.parse(one), Colour.parse(other)

    assert contrast(one, other) == pytest.approx(ratio, abs=0.006)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize("text", ["#1d5f58", "1D5F58", " #1d5f58 "])
def test_colour_is_read_as_people_write_it(text):
    assert str(Colour.parse(text)) == "#1d5f58"


def test_three_digits_stand_for_six():
    assert str(Colour.parse("#abc")) == "#aabbcc"


@pytest.mark.parametrize(
    "text", ["", "#", "#12", "#1234", "#12345g", "red", "#12345678"]
)
def test_what_is_no_colour_is_refused(text):
    with pytest.raises(ValueError, match="no hexadecimal colour"):
        Colour.parse(text)


@pytest.mark.parametrize(
    "text",
    ["#ffd400", "#ffffff", "#7fb2a8", "#e07a5f", "#ff0000", "#888888", "#00a0ff"],
)
def test_pale_colour_cannot_be_read_and_a_darker_one_is_offered(text):
    colour = Colour.parse(text)
    offered = nearest_readable(colour)

    assert lowest_contrast(light_palette(colour)) < 4.5
    assert lowest_contrast(light_palette(offered)) >= 4.5
    assert offered.hsl[0] == pytest.approx(colour.hsl[0], abs=0.02)


@pytest.mark.parametrize("text", [DEFAULT_ACCENT, "#7a2f5b", "#0b4f8a", "#000000"])
def test_dark_colour_is_left_as_it_is(text):
    assert str(nearest_readable(Colour.parse(text))) == text


def test_offered_colour_is_the_lightest_of_its_hue():
    offered = nearest_readable(Colour.parse("#ffd400"))
    hue, saturation, lightness = offered.hsl
    lighter = Colour.of(hue, saturation, lightness + 0.02)

    assert lowest_contrast(light_palette(lighter)) < 4.5


def test_every_colour_has_a_tone_for_dark_pages():
    for colour in SOME:
        palette = dark_palette(colour)
        assert lowest_contrast(palette, DARK_GROUNDS) >= 4.5, colour
        assert contrast(palette["accent-strong"], DARK_GROUNDS[2]) >= 4.5, colour


def test_foot_of_the_page_is_readable_in_every_colour():
    for colour in SOME:
        palette = light_palette(colour)
        for words in ("on-deep", "on-deep-quiet"):
            assert contrast(palette[words], palette["deep"]) >= 4.5, colour


def test_grounds_are_those_of_the_tokens():
    light, dark = TOKENS.read_text().split("prefers-color-scheme: dark")
    for css, grounds in ((light, GROUNDS), (dark, DARK_GROUNDS)):
        values = dict(re.findall(r"--([\w-]+): (#\w{6});", css))
        names = ("paper", "surface", "surface-quiet")
        assert [values[name] for name in names] == [str(one) for one in grounds]


def test_own_green_is_that_of_the_tokens_and_readable():
    assert f"--accent: {DEFAULT_ACCENT};" in TOKENS.read_text()
    assert lowest_contrast(light_palette(Colour.parse(DEFAULT_ACCENT))) >= 4.5
