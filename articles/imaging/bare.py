"""Whether a file holds pixels and nothing beside them, as ours do; how large it is."""

from __future__ import annotations

import struct
from collections.abc import Iterator

JPEG, PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
# Of JPEG's segments: JFIF's, tables, frame, scan, restart interval. Not Exif's or XMP's
# (APP1), profiles (APP2), other applications' or comments.
START_OF_SCAN, END = 0xDA, 0xD9
FRAMES = {0xC0, 0xC1, 0xC2}
SEGMENTS = {*FRAMES, 0xE0, 0xDB, 0xC4, START_OF_SCAN, 0xDD}
CHUNKS = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}


def is_bare(data: bytes) -> bool:
    """True for a JPEG or PNG without any note, place, profile or trailing bytes.

    It looks at the file's parts only; whether they make a picture is not asked.
    """
    if data.startswith(PNG):
        return all(kind in CHUNKS for kind in png_chunks(data))
    if data.startswith(JPEG):
        return all(kind in SEGMENTS for kind, _ in jpeg_segments(data))
    return False


def size_of(data: bytes) -> tuple[int, int]:
    """(width, height) as a bare file says; (0, 0) where it does not."""
    if data.startswith(PNG):
        width, height = struct.unpack_from(">II", data, 16)
        return width, height
    for kind, at in jpeg_segments(data):
        if kind in FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
    return 0, 0


def format_of(data: bytes) -> str:
    """Of a bare file."""
    return "png" if data.startswith(PNG) else "jpeg"


def png_chunks(data: bytes) -> Iterator[bytes]:
    """The kind of each chunk; b"" where the file goes on without one."""
    at, kind = len(PNG), b""
    while at < len(data):
        if kind == b"IEND" or at + 12 > len(data):
            yield b""
            return
        (length,) = struct.unpack_from(">I", data, at)
        kind = data[at + 4 : at + 8]
        yield kind
        at += 12 + length
    if at != len(data) or kind != b"IEND":
        yield b""


def jpeg_segments(data: bytes) -> Iterator[tuple[int, int]]:
    """(marker, where it stands) of each segment.

    Marker 0 where there is none, or where something stands behind the end.
    """
    at = len(JPEG)
    while at + 4 <= len(data):
        marker, kind = data[at], data[at + 1]
        if marker != 0xFF:
            yield 0, at
            return
        yield kind, at
        (length,) = struct.unpack_from(">H", data, at + 2)
        at += 2 + length
        if kind == START_OF_SCAN:
            at = end_of_scan(data, at)
            if data[at : at + 2] == bytes((0xFF, END)):
                break
    if data[at:] != bytes((0xFF, END)):
        yield 0, at


def end_of_scan(data: bytes, at: int) -> int:
    """Where the next marker stands behind compressed pixels."""
    while (at := data.find(b"\xff", at)) >= 0:
        following = data[at + 1 : at + 2]
        is_pixels = following == b"\0" or b"\xd0" <= following <= b"\xd7"
        if not is_pixels or not following:
            return at
        at += 2
    return len(data)
