"""Pictures of an export, which may be anybody's: what is none is told, nothing more.

Each comes in a folder by ``import_article`` and in a ZIP file by the admin's way.
"""

import io
import struct
import zipfile
import zlib
from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone
from PIL import Image as Picture

from articles.bringing_back import bring_back, read_export, unpack
from articles.models import Article, Image, Publication

pytestmark = pytest.mark.django_db
TEXT = """---
practice_site_export: 1
title: A lamp
figures:
  - name: lamp
    image: ../images/picture.png
    alt: A lamp
---

So it is. ![](figure:lamp)
"""
SCRIPT = b"<script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>'


def saved(kind, mode="RGB", size=(64, 48), **options):
    made = io.BytesIO()
    Picture.effect_noise(size, 90).convert(mode).save(made, kind, **options)
    return made.getvalue()


def png(width, height, rows):
    """Of one bit a pixel, with as many rows as its bytes have."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + checksum(name + data)

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    pixels = zlib.compress(bytes((width // 8 + 1) * rows), 9)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", pixels)
        + chunk(b"IEND", b"")
    )


def checksum(data):
    return struct.pack(">I", zlib.crc32(data))


def packed(data):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("page.html", data)
    return made.getvalue()


REFUSED = {
    "a bomb": (png(20_000, 20_000, 20_000), "million pixels"),
    "a bomb in one line": (png(2**31 - 1, 1, 1), "million pixels"),
    "more pixels than there are": (png(60_000, 60_000, 1), "million pixels"),
    "cut off": (saved("JPEG")[:-700], "damaged or incomplete"),
    "cut off in its head": (saved("PNG")[:20], "damaged or incomplete"),
    "a page": (b"<!doctype html>" + SCRIPT, "This is not a picture"),
    "an SVG": (SVG, "An SVG drawing cannot be taken. Save it as a PNG"),
    "a TIFF": (saved("TIFF"), "Save it as a JPEG"),
    "a ZIP": (packed(SCRIPT), "This is not a picture"),
    "nothing": (b"", "This file is empty"),
}
TAKEN = {
    "a JPEG": saved("JPEG"),
    "for print": saved("JPEG", "CMYK"),
    "a GIF that moves": saved(
        "GIF", "P", save_all=True, append_images=[Picture.new("P", (64, 48), 3)]
    ),
    "a PNG that moves": saved(
        "PNG", save_all=True, append_images=[Picture.new("RGB", (64, 48), "red")]
    ),
    "a WebP that moves": saved(
        "WEBP", save_all=True, append_images=[Picture.new("RGB", (64, 48), "red")]
    ),
    "a page behind a picture": saved("PNG") + SCRIPT,
    "a ZIP behind a picture": saved("JPEG") + packed(SCRIPT),
    "a page within": saved("JPEG", comment=SCRIPT),
}


@pytest.fixture(params=["folder", "zip"])
def bring_in(request, tmp_path):
    """Brings in a text with this picture; what the person is told."""

    def from_folder(data):
        for name, content in (("articles/one.md", TEXT.encode()), (PICTURE, data)):
            path = tmp_path / "export" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        said = StringIO()
        path = str(tmp_path / "export" / "articles" / "one.md")
        try:
            call_command("import_article", path, stdout=said, stderr=said)
        except CommandError as problem:
            said.write(str(problem))
        return said.getvalue()

    def from_zip(data):
        made, said, folder = io.BytesIO(), [], tmp_path / "parcel"
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("articles/one.md", TEXT)
            archive.writestr(PICTURE, data)
        folder.mkdir()
        [export] = read_export(unpack(made, folder))
        bring_back(export, said.append)
        return "\n".join(said)

    return from_folder if request.param == "folder" else from_zip


PICTURE = "images/picture.png"


def stored():
    """What the storage holds of each picture, by its name."""
    if not default_storage.exists("images"):
        return {}
    names = [f"images/{name}" for name in default_storage.listdir("images")[1]]
    return {name: default_storage.open(name).read() for name in names}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_picture_is_told_and_leaves_nothing(name, bring_in, media_root):
    data, sentence = REFUSED[name]

    said = bring_in(data)

    assert f"{PICTURE} was left out. " in said
    assert sentence in said
    assert not Image.objects.exists()
    assert stored() == {}
    # The words are kept, for the person to choose another picture.
    assert Article.objects.get().title == "A lamp"
    assert not Publication.objects.live(timezone.now()).exists()


@pytest.mark.parametrize("name", TAKEN)
def test_of_what_is_more_than_a_picture_the_picture_is_taken(
    name, bring_in, media_root
):
    said = bring_in(TAKEN[name])

    assert "left out" not in said
    image = Image.objects.get()
    assert (image.width, image.height) == (64, 48)
    assert image.format in {"jpeg", "png"}
    files = stored()
    assert image.file.name in files
    for data in files.values():
        assert SCRIPT not in data
        with Picture.open(io.BytesIO(data)) as picture:
            assert not getattr(picture, "is_animated", False)
            assert picture.mode != "CMYK"
