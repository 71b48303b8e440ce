import io
import zipfile

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from articles.imaging import clean_image, make_rendition
from articles.imaging.decoding import decode
from tests.imaging.pictures import drawing, is_pixels_only, opened, parts, photo, saved

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><script>alert(1)</script></x:xmpmeta>'
SECRETS = (b"CameraMaker", b"<script", b"GPS", b"Exif", b"adobe", b"ICC_PROFILE", b"PK")


def camera_exif():
    exif = Image.Exif()
    exif[0x010F] = "CameraMaker"
    exif.get_ifd(0x8825).update({1: "N", 2: (37.0, 46.0, 30.0), 29: "2026:01:01"})
    return exif


def zipped():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("evil.html", "<script>alert(1)</script>")
    return out.getvalue()


def noted():
    notes = PngInfo()
    notes.add_text("Comment", "<script>alert(1)</script>")
    notes.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=True)
    return notes


def files():
    told = {"exif": camera_exif(), "icc_profile": SRGB, "xmp": XMP}
    yield "jpeg", saved(photo(), comment=b"<script>x</script>", **told)
    yield "webp", saved(photo(), "WEBP", **told)
    yield "avif", saved(photo(), "AVIF", **told)
    yield (
        "png",
        saved(drawing(), "PNG", pnginfo=noted(), exif=camera_exif(), icc_profile=SRGB),
    )
    yield "jpeg that is a page too", saved(photo()) + b"<html><script>alert(1)</script>"
    yield "jpeg that is a zip too", saved(photo()) + zipped()
    yield "png that is a zip too", saved(drawing(), "PNG") + zipped()
    yield (
        "gif with a tail",
        saved(drawing(), "GIF", comment=b"<script>1") + b"<script>alert(1)",
    )


@pytest.mark.parametrize("data", [data for _, data in files()], ids=dict(files()))
def test_pixels_are_all_that_is_left(data):
    assert any(secret in data for secret in SECRETS)

    clean = clean_image(data)

    assert is_pixels_only(clean.data), parts(clean.data)
    assert [secret for secret in SECRETS if secret in clean.data] == []


def test_parts_of_a_file_with_more_than_pixels_are_seen():
    assert "e1" in parts(saved(photo(), exif=camera_exif()))
    assert "trailer" in parts(saved(photo()) + b"<html>")
    assert "tEXt" in parts(saved(photo(), "PNG", pnginfo=noted()))
    assert not is_pixels_only(saved(photo(), icc_profile=SRGB))


@pytest.mark.parametrize("format_", ["jpeg", "png", "webp", "avif"])
def test_renditions_tell_nothing_either(format_):
    data = saved(photo(), exif=camera_exif(), icc_profile=SRGB, xmp=XMP)
    made = opened(make_rendition(data, width=40, format=format_))
    assert not made.getexif()
    assert {"exif", "xmp", "icc_profile", "comment"} & set(made.info) == set()


def test_colours_are_brought_to_srgb():
    wide = Image.new("RGB", (20, 20), (120, 200, 90))
    lab = ImageCms.createProfile("LAB")
    profile = ImageCms.ImageCmsProfile(swapped_primaries(SRGB)).tobytes()

    image, _ = decode(saved(wide, "PNG", icc_profile=profile))
    unfit, _ = decode(
        saved(wide, "PNG", icc_profile=ImageCms.ImageCmsProfile(lab).tobytes())
    )

    assert image.getpixel((9, 9))[0] > 180
    assert unfit.getpixel((9, 9)) == (120, 200, 90)


def swapped_primaries(profile):
    """sRGB's profile with red and green exchanged, as bytes in a file."""
    data = bytearray(profile)
    red, green = data.index(b"rXYZ"), data.index(b"gXYZ")
    data[red : red + 4], data[green : green + 4] = b"gXYZ", b"rXYZ"
    return io.BytesIO(bytes(data))


@pytest.mark.parametrize(
    "profile", [b"no profile", SRGB[:200], SRGB[:128], b"\0" * 999]
)
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_broken_profile_is_passed_over(profile, mode):
    image, _ = decode(saved(photo(mode=mode), icc_profile=profile))
    assert image.size == photo().size
