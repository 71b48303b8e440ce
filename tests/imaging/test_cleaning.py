from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageDraw
from PIL.PngImagePlugin import PngInfo

from articles.imaging import MAX_BYTES, ImageRefused, clean_image
from articles.imaging.decoding import TURNS, decode

LEFTOVERS = (
    b"Exif",
    b"eXIf",
    b"iCCP",
    b"ICC_PROFILE",
    b"ns.adobe",
    b"tEXt",
    b"iTXt",
    b"zTXt",
    b"<script",
    b"GPS",
)


def photo(size=(64, 48), mode="RGB"):
    """A gradient with a red corner, so that every turn of it is told apart."""
    image = Image.linear_gradient("L").resize(size).convert(mode)
    if mode in ("RGB", "RGBA"):
        ImageDraw.Draw(image).rectangle((0, 0, 15, 11), fill=(220, 20, 20))
    return image


def many_coloured():
    bands = [Image.linear_gradient("L").rotate(turn) for turn in (0, 90)]
    return Image.merge("RGB", [*bands, Image.radial_gradient("L")])


def saved(image, kind="JPEG", **options):
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def opened(clean):
    return Image.open(BytesIO(clean.data))


@pytest.mark.parametrize(
    ("image", "kind", "expected"),
    [
        (photo(), "JPEG", ("jpeg", "RGB")),
        (photo((80, 300)), "WEBP", ("jpeg", "RGB")),
        (photo(), "AVIF", ("jpeg", "RGB")),
        (photo(mode="CMYK"), "JPEG", ("jpeg", "RGB")),
        (photo(mode="L"), "JPEG", ("jpeg", "L")),
        (photo(mode="P"), "GIF", ("png", "RGB")),
        (photo(mode="1"), "PNG", ("png", "L")),
        (Image.new("I;16", (9, 9), 40_000), "PNG", ("png", "L")),
        (Image.new("RGBA", (9, 9), (1, 2, 3, 90)), "PNG", ("png", "RGBA")),
        (Image.new("RGBA", (9, 9), (1, 2, 3, 255)), "PNG", ("png", "RGB")),
        (Image.new("LA", (9, 9), (7, 90)), "PNG", ("png", "RGBA")),
        (photo(), "PNG", ("png", "RGB")),
        (many_coloured(), "PNG", ("jpeg", "RGB")),
    ],
)
def test_every_taken_kind_becomes_a_jpeg_or_a_png(image, kind, expected):
    clean = clean_image(saved(image, kind))
    assert (clean.format, opened(clean).mode) == expected
    assert (clean.width, clean.height) == image.size


def test_sixteen_bits_keep_their_brightness():
    clean = clean_image(saved(Image.new("I;16", (9, 9), 32_896), "PNG"))
    assert opened(clean).getpixel((4, 4)) == 128


@pytest.mark.parametrize("orientation", range(1, 9))
def test_phone_pictures_are_set_upright(orientation):
    upright = photo()
    undo = {6: 8, 8: 6}.get(orientation, orientation)
    turned = upright.transpose(TURNS[undo]) if undo in TURNS else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    clean = clean_image(saved(turned, exif=exif, quality=95))

    assert (clean.width, clean.height) == upright.size
    red, green, _ = opened(clean).getpixel((5, 5))
    assert red > 150
    assert green < 90


def test_place_camera_profile_and_notes_are_gone():
    exif = Image.Exif()
    exif[0x010F] = "CameraMaker"
    exif.get_ifd(0x8825).update({1: "N", 2: (37.0, 46.0, 30.0)})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = saved(photo(), exif=exif, icc_profile=profile, comment=b"<script>x</script>")
    assert b"CameraMaker" in data

    clean = clean_image(data)

    assert [mark for mark in (*LEFTOVERS, b"CameraMaker") if mark in clean.data] == []


def test_text_chunks_and_what_follows_the_picture_are_gone():
    notes = PngInfo()
    notes.add_text("Comment", "<script>alert(1)</script>")
    data = saved(photo(), "PNG", pnginfo=notes) + b"PK\x03\x04<script>alert(1)"
    clean = clean_image(data)
    assert [mark for mark in (*LEFTOVERS, b"PK\x03\x04") if mark in clean.data] == []


def test_broken_profile_is_passed_over():
    assert clean_image(saved(photo(), icc_profile=b"no profile")).width == 64


def test_animation_gives_its_first_frame():
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert opened(clean_image(data)).convert("RGB").getpixel((3, 3)) == (255, 0, 0)


def test_large_picture_is_brought_to_2560_px():
    clean = clean_image(saved(Image.new("RGB", (6000, 4000), "teal")))
    assert (clean.width, clean.height) == (2560, 1707)


def test_same_bytes_give_the_same_digest():
    data = saved(photo())
    assert clean_image(data) == clean_image(data)


def bomb():
    data = bytearray(saved(Image.new("1", (8, 8)), "PNG"))
    data[16:24] = (50_000).to_bytes(4, "big") * 2
    return bytes(data)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"\x00", "not a picture"),
        (b"just words", "not a picture"),
        (b"%PDF-1.7 ...", "PDF cannot be taken"),
        (SVG, "SVG drawing cannot be taken"),
        (b"<html><script>alert(1)</script>", "not a picture"),
        (saved(photo(), "TIFF"), "TIFF file cannot be taken"),
        (saved(photo(), "BMP"), "bitmap cannot be taken"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(90), "iPhone"),
        (saved(photo())[:300], "damaged"),
        (saved(photo(), "PNG")[:60], "damaged|not a picture"),
        (bytes(MAX_BYTES + 1), "larger than 15 MB"),
        (saved(Image.new("1", (6000, 5000)), "PNG"), "30 million pixels"),
        (saved(Image.new("L", (8000, 7000))), "56 million pixels"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_taken_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(ImageRefused, match=sentence):
        clean_image(data)


def test_bomb_is_refused():
    with pytest.raises(ImageRefused):
        clean_image(bomb())


ANY_BYTES = settings(
    max_examples=300, deadline=None, suppress_health_check=list(HealthCheck)
)


@ANY_BYTES
@given(st.binary(max_size=400))
def test_any_bytes_are_decoded_or_refused(data):
    with pytest.raises(ImageRefused):
        decode(data)


@ANY_BYTES
@given(
    st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"]),
    st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), max_size=8),
)
def test_damaged_pictures_are_decoded_or_refused(kind, damage):
    data = bytearray(saved(photo(), kind))
    for position, value in damage:
        data[position % len(data)] = value
    try:
        _, format_, width, height = decode(bytes(data))
    except ImageRefused:
        return
    assert format_ in ("jpeg", "png")
    assert max(width, height) <= 2560


def test_no_known_hostile_picture_crashes_or_keeps_what_it_carries(testdata):
    kept = {}
    for path in sorted((testdata / "images").iterdir()):
        try:
            clean = clean_image(path.read_bytes())
        except ImageRefused:
            continue
        kept[path.name] = [mark for mark in LEFTOVERS if mark in clean.data]
    assert len(kept) > 20
    assert {name: marks for name, marks in kept.items() if marks} == {}
