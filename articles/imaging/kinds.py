"""Naming a file that is none of the kinds taken, so that the advice fits it.

This only chooses a sentence: Pillow alone decides what is decoded.
"""

from __future__ import annotations

import re

from articles.imaging.refusal import DAMAGED, NOT_A_PICTURE

OTHER_KIND = "{kind} cannot be taken. Save it as a {better} and try again."
HEIC = (
    "This is an iPhone’s HEIC photo, which cannot be taken. Add it with Safari on the"
    " phone, which sends it as a JPEG, or save it as a JPEG first (on a Mac: Preview,"
    " File, Export)."
)
VIDEO = "This is a video, not a picture. Choose a JPEG, PNG, WebP, AVIF or GIF file."

# Magic numbers; what they begin is one of the kinds taken, but Pillow cannot read it.
TAKEN = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|RIFF.{4}WEBP|.{4}ftypavi[fs]", re.DOTALL
)
HEIF = re.compile(rb".{4}ftyp(?:hei[cxms]|hev[cx]|mif1|msf1)", re.DOTALL)
SVG = re.compile(rb"<(?:\w+:)?svg[\s>]", re.IGNORECASE)
OTHERS = (
    (rb"%PDF", "A PDF", "JPEG"),
    (rb"II\*\0|MM\0\*|II\+\0|MM\0\+", "A TIFF or camera raw file", "JPEG"),
    (rb"BM", "A Windows bitmap", "PNG"),
    (rb"8BPS", "A Photoshop file", "JPEG"),
    (rb"%!PS|\xc5\xd0\xd3\xc6", "A PostScript file", "PNG"),
    (rb"\0\0\0\x0cjP  |\xff\x4f\xff\x51", "A JPEG 2000 picture", "JPEG"),
    (rb"\0\0\0\x0cJXL |\xff\x0a", "A JPEG XL picture", "JPEG"),
    (rb"icns|\0\0[\1\2]\0", "An icon file", "PNG"),
)


def explain_kind(data: bytes) -> str:
    """The sentence for a file that Pillow does not take for a picture."""
    if TAKEN.match(data):
        return DAMAGED
    if HEIF.match(data):
        return HEIC
    for magic, kind, better in OTHERS:
        if re.match(magic, data, re.DOTALL):
            return OTHER_KIND.format(kind=kind, better=better)
    if data[4:8] == b"ftyp" or data.startswith(b"\x1a\x45\xdf\xa3"):
        return VIDEO
    if SVG.search(data[:4096].replace(b"\0", b"")):
        return OTHER_KIND.format(kind="An SVG drawing", better="PNG")
    return NOT_A_PICTURE
