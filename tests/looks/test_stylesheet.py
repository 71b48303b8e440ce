import pytest

from articles.looks import stylesheet


def test_own_look_needs_no_stylesheet():
    assert stylesheet("", "book") == ""


def test_colour_stands_for_screens_in_light_and_in_another_tone_in_dark():
    light, dark = stylesheet("#7a2f5b", "book").split("(prefers-color-scheme:dark)")

    assert light.startswith("@media screen{:root{--accent:#7a2f5b;")
    assert "--accent:" in dark
    assert "#7a2f5b" not in dark


@pytest.mark.parametrize("fonts", ["plain", "gentle"])
def test_fonts_stand_for_paper_too(fonts):
    assert stylesheet("", fonts).startswith(":root{--font-")


@pytest.mark.parametrize(
    ("accent", "fonts"),
    [("#ffd400", "book"), ("red", "book"), ("", "comic"), ("#7a2f5b}", "book")],
)
def test_what_cannot_be_is_refused(accent, fonts):
    with pytest.raises(ValueError, match=r"\w"):
        stylesheet(accent, fonts)
