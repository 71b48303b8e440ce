"""Files that hold nothing but pixels are kept; everything else is cleaned."""

from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from articles.imaging import clean_image, kept_image
from articles.imaging.bare import is_bare, size_of


def encoded(format, mode="RGB", size=(60, 40), **options):
    file = BytesIO()
    Image.effect_noise(size, 60).convert(mode).save(file, format, **options)
    return file.getvalue()


def exif():
    data = Image.Exif()
    data[0x010E] = "where I live"
    return data


def noted():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "where I live")
    return notes


BARE = {
    "jpeg": encoded("JPEG"),
    "progressive": encoded("JPEG", progressive=True),
    "grey": encoded("JPEG", "L"),
    "png": encoded("PNG"),
    "palette": encoded("PNG", "P"),
    "transparent": encoded("PNG", "RGBA"),
}
NOT_BARE = {
    "exif": encoded("JPEG", exif=exif()),
    "comment": encoded("JPEG", comment=b"where I live"),
    "profile": encoded("JPEG", icc_profile=b"x" * 200),
    "note": encoded("PNG", pnginfo=noted()),
    "behind a JPEG": encoded("JPEG") + b"where I live",
    "behind a PNG": encoded("PNG") + b"where I live",
    "cut JPEG": encoded("JPEG")[:-20],
    "cut PNG": encoded("PNG")[:-20],
    "webp": encoded("WEBP"),
    "nothing": b"",
    "text": b"\xff\xd8 where I live",
    "long length": b"\xff\xd8\xff\xe0\xff\xff",
}


@pytest.mark.parametrize("name", BARE)
def test_pixels_alone_are_known_with_their_size(name):
    assert is_bare(BARE[name])
    assert size_of(BARE[name]) == (60, 40)


@pytest.mark.parametrize("name", NOT_BARE)
def test_whatever_stands_beside_the_pixels_is_seen(name):
    assert not is_bare(NOT_BARE[name])


@pytest.mark.parametrize("name", ["jpeg", "transparent"])
def test_a_clean_file_is_kept_byte_for_byte(name):
    clean = clean_image(BARE[name])
    assert kept_image(clean.data) == clean


def test_a_file_with_a_note_is_cleaned():
    assert b"where I live" not in kept_image(NOT_BARE["exif"]).data


def test_a_file_larger_than_the_library_keeps_is_made_smaller():
    assert kept_image(encoded("PNG", "L", (2600, 8))).width == 2560
