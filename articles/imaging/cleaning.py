"""An uploaded file becomes a picture of the library, or is refused."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from articles.imaging.bare import format_of, is_bare, size_of
from articles.imaging.child import ask
from articles.imaging.refusal import EMPTY, TOO_HEAVY, ImageRefused

MAX_BYTES = 15 * 2**20


@dataclass(frozen=True, slots=True)
class CleanImage:
    """``format`` is "jpeg" or "png"; ``digest`` the SHA-256 of ``data`` in hex."""

    data: bytes
    format: str
    width: int
    height: int
    digest: str


def clean_image(data: bytes) -> CleanImage:
    """The picture in ``data`` with nothing but its pixels.

    The kind is told from the bytes, never from a name. Upright, in sRGB, at most
    2,560 px; of an animation the first frame. Equal bytes give equal digests.
    Takes 0.1 to 2 s, of a hostile file up to 20. Raises ImageRefused.
    """
    if not data:
        raise ImageRefused(EMPTY)
    if len(data) > MAX_BYTES:
        raise ImageRefused(TOO_HEAVY.format(most=MAX_BYTES // 2**20))
    facts, clean = ask("clean", data)
    digest = hashlib.sha256(clean).hexdigest()
    return CleanImage(clean, facts["format"], facts["width"], facts["height"], digest)


def kept_image(data: bytes) -> CleanImage:
    """A file of our own as it is; any other cleaned like an upload.

    Ours is what cleaning leaves: pixels alone, in a size that stays. To clean it once
    more would make another JPEG of it, a little worse and under another name. Raises
    ImageRefused.
    """
    clean = clean_image(data)
    if not is_bare(data) or size_of(data) != (clean.width, clean.height):
        return clean
    digest = hashlib.sha256(data).hexdigest()
    return replace(clean, data=data, format=format_of(data), digest=digest)
