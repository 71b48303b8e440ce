"""Pictures that a text carries within itself, as ``data:`` addresses (RFC 2397)."""

from __future__ import annotations

import base64
import binascii
import re

EMBEDDED = re.compile(
    r"data:image/[\w.+-]{1,40}(?:;[\w=-]{1,40}){0,3};base64,(?P<data>[A-Za-z0-9+/=%]*)",
    re.IGNORECASE,
)
MOST_PICTURES = 60


def take_embedded(text: str) -> tuple[str, dict[str, bytes]]:
    """The text with ``picture:1`` for each embedded picture, and their bytes."""
    pictures: dict[str, bytes] = {}

    def keep(found: re.Match[str]) -> str:
        data = decoded(found["data"])
        if not data or len(pictures) >= MOST_PICTURES:
            return "picture:0"
        name = str(len(pictures) + 1)
        pictures[name] = data
        return f"picture:{name}"

    return EMBEDDED.sub(keep, text), pictures


def decoded(data: str) -> bytes:
    try:
        return base64.b64decode(data.replace("%3D", "="))
    except (binascii.Error, ValueError):
        return b""
