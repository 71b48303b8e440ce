"""What is not taken, and that the sentence says what to do."""

import struct
import zlib

import pytest
from PIL import Image

from articles.imaging import MAX_BYTES, ImageRefused, clean_image
from articles.imaging.decoding import decode
from tests.imaging.pictures import photo, saved

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def ftyp(brand):
    return b"\x00\x00\x00\x18ftyp" + brand + bytes(90)


def declared(width, height):
    """A PNG of a few bytes that says it is as large as this."""
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body))
        + name
        + body
        + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


def flipped(data, position):
    return data[:position] + bytes([data[position] ^ 4]) + data[position + 1 :]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\x00", "not a picture"),
        (b"just words in a file named photo.jpg", "not a picture"),
        (b"<html><script>alert(1)</script>", "not a picture"),
        (b"MZ\x90\x00" + bytes(400), "not a picture"),
        (b"PK\x03\x04" + bytes(400), "not a picture"),
        (b"words about <svgs> and BM", "not a picture"),
        (b"%PDF-1.7 ...", "A PDF cannot be taken. Save it as a JPEG"),
        (SVG, "An SVG drawing cannot be taken. Save it as a PNG"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x -->" + SVG, "SVG drawing"),
        (b"<x:svg xmlns:x='http://www.w3.org/2000/svg'>", "SVG drawing"),
        (SVG.decode().encode("utf-16"), "SVG drawing"),
        (saved(photo(), "TIFF"), "TIFF"),
        (saved(photo(), "BMP"), "bitmap cannot be taken"),
        (saved(photo(), "ICO"), "icon"),
        (saved(photo(), "JPEG2000"), "JPEG 2000"),
        (b"8BPS\0\1", "Photoshop"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "PostScript"),
        (b"\xff\x0a" + bytes(40), "JPEG XL"),
        (ftyp(b"heic"), "iPhone’s HEIC photo, which .* save it as a JPEG"),
        (ftyp(b"mif1"), "HEIC"),
        (ftyp(b"isom"), "a video"),
        (ftyp(b"qt  "), "a video"),
        (ftyp(b"avif"), "damaged"),
        (saved(photo())[:300], "damaged"),
        (saved(photo((900, 900)))[:-3000], "damaged"),
        (saved(photo(), "PNG")[:60], "damaged"),
        (saved(photo(), "PNG")[:-200], "damaged"),
        (flipped(saved(photo((300, 200)), "PNG"), 6000), "damaged"),
        (saved(photo(), "WEBP")[:-200], "damaged"),
        (saved(photo(), "AVIF")[:-200], "damaged"),
        (saved(photo(), "GIF")[:30], "damaged"),
        (b"\xff\xd8\xff", "damaged"),
        (saved(Image.new("1", (5000, 5000)), "PNG"), "more than 24 million pixels"),
        (saved(Image.new("L", (8000, 7000))), "more than 50 million pixels"),
        (saved(Image.new("L", (5000, 5000)), progressive=True), "more than 24 million"),
        (saved(Image.new("L", (4000, 4000)), "WEBP", method=0), "more than 14 million"),
        (declared(8000, 8000), "more than 24 million pixels"),
        (declared(50_000, 50_000), "more than 50 million pixels"),
        (declared(2**31 - 1, 2**31 - 1), "more than 50 million pixels"),
        (declared(0, 0), "damaged"),
    ],
)
def test_sentence_fits_the_file(data, sentence):
    with pytest.raises(ImageRefused, match=sentence):
        decode(data)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (bytes(MAX_BYTES + 1), "larger than 15 MB"),
        (SVG, "SVG drawing cannot be taken"),
        (declared(3000, 3000), "damaged"),
    ],
)
def test_refusal_reaches_who_asked(data, sentence):
    with pytest.raises(ImageRefused, match=sentence) as refused:
        clean_image(data)
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "data",
    [
        saved(Image.new("L", (5712, 4284)), "PNG"),
        saved(Image.new("L", (8192, 6144))),
    ],
)
def test_what_cameras_and_phones_make_is_within_the_limits(data):
    assert max(decode(data)[0].size) == 2560
