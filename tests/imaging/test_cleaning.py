import hashlib

import pytest
from PIL import Image

from articles.imaging import CleanImage, clean_image
from articles.imaging.decoding import decode
from articles.imaging.encoding import encode_clean
from tests.imaging.pictures import difference, drawing, opened, photo, saved

SEE_THROUGH = Image.merge("RGBA", (*photo().split(), Image.new("L", (64, 48), 90)))


@pytest.mark.parametrize(
    ("image", "kind", "expected"),
    [
        (photo(), "JPEG", ("jpeg", "RGB")),
        (photo((80, 300)), "WEBP", ("jpeg", "RGB")),
        (photo(), "AVIF", ("jpeg", "RGB")),
        (photo(mode="CMYK"), "JPEG", ("jpeg", "RGB")),
        (photo(mode="L"), "JPEG", ("jpeg", "L")),
        (photo((400, 300)), "PNG", ("jpeg", "RGB")),
        (photo(mode="1"), "PNG", ("png", "L")),
        (drawing(), "PNG", ("png", "RGB")),
        (drawing(), "GIF", ("png", "RGB")),
        (drawing().quantize(8), "PNG", ("png", "RGB")),
        (drawing(), "WEBP", ("jpeg", "RGB")),
        (SEE_THROUGH, "PNG", ("png", "RGBA")),
        (SEE_THROUGH, "WEBP", ("png", "RGBA")),
        (SEE_THROUGH, "AVIF", ("png", "RGBA")),
        (SEE_THROUGH.convert("LA"), "PNG", ("png", "RGBA")),
        (drawing().convert("RGBA"), "PNG", ("png", "RGB")),
        (photo((400, 300)).convert("RGBA"), "WEBP", ("jpeg", "RGB")),
    ],
)
def test_every_taken_kind_becomes_a_jpeg_or_a_png(image, kind, expected):
    plain, is_lossless = decode(saved(image, kind))
    data, format_ = encode_clean(plain, is_lossless=is_lossless)

    assert (format_, opened(data).mode) == expected
    assert opened(data).format == format_.upper()
    assert difference(opened(data), image.convert("RGB")) < 6


def test_answer_tells_what_the_file_is():
    clean = clean_image(saved(photo((90, 60))))

    assert isinstance(clean, CleanImage)
    assert (clean.format, clean.width, clean.height) == ("jpeg", 90, 60)
    assert opened(clean.data).size == (90, 60)
    assert clean.digest == hashlib.sha256(clean.data).hexdigest()


def test_same_bytes_give_the_same_digest():
    data = saved(photo((900, 700)))
    assert clean_image(data) == clean_image(data)


def test_clean_picture_is_not_encoded_ever_larger():
    clean = clean_image(saved(photo((900, 700)), quality=95))
    assert clean_image(clean.data).width == clean.width


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((6000, 4000), (2560, 1707)),
        ((4000, 6000), (1707, 2560)),
        ((10_000, 1000), (2560, 256)),
        ((2560, 10), (2560, 10)),
        ((1, 9000), (1, 2560)),
        ((1, 1), (1, 1)),
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_longest_side_is_at_most_2560_px(size, expected, kind):
    image, _ = decode(saved(Image.new("RGB", size, "teal"), kind))
    assert image.size == expected
    assert difference(image, Image.new("RGB", expected, "teal")) <= 3


@pytest.mark.parametrize("value", [0, 257 * 128, 257 * 200, 65_535])
def test_sixteen_bits_keep_their_brightness(value):
    image, _ = decode(saved(Image.new("I;16", (9, 9), value), "PNG"))
    assert image.getpixel((4, 4)) == value // 256


def test_key_colour_becomes_transparent():
    image, _ = decode(
        saved(Image.new("RGB", (9, 9), "red"), "PNG", transparency=(255, 0, 0))
    )
    assert image.getpixel((4, 4))[3] == 0


def test_what_was_erased_is_not_underneath():
    image = photo().convert("RGBA")
    image.putalpha(0)
    image.putpixel((0, 0), (9, 9, 9, 255))

    cleaned, _ = decode(saved(image, "PNG"))

    assert cleaned.getpixel((0, 0)) == (9, 9, 9, 255)
    assert cleaned.getpixel((30, 30)) == (0, 0, 0, 0)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_animation_gives_its_first_frame(kind):
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    data = saved(frames[0], kind, save_all=True, append_images=frames[1:])
    image, _ = decode(data)
    assert difference(image, frames[0]) < 4


def test_phone_jpeg_with_a_second_view_is_a_jpeg():
    views = [photo((3000, 2000)), Image.new("RGB", (300, 200))]
    data = saved(views[0], "MPO", save_all=True, append_images=views[1:])
    image, is_lossless = decode(data)
    assert image.size == (2560, 1707)
    assert not is_lossless
