"""Which characters a text may hold: those that both XML 1.0 and HTML have room for."""

from __future__ import annotations

import re
from typing import Any

# Of a character class. XML 1.0, section 2.2, leaves the C0 controls, halves of
# surrogate pairs, U+FFFE and U+FFFF out; HTML, section 13.2.3.5, the C1 controls and
# every noncharacter of Unicode too.
FORBIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef" + "".join(
    chr(plane + last)
    for plane in range(0, 0x110000, 0x10000)
    for last in (0xFFFE, 0xFFFF)
)
# What word processors leave for the end of a line or page: words stand on either side.
BREAKS = frozenset("\x0b\x0c\x85")
# A CSL item holds lists of names, and those hold texts.
DEEPEST = 8
FOUND = re.compile(f"[{FORBIDDEN}]")


def permitted(text: str) -> str:
    """The text without forbidden characters; vertical tabs, form feeds and NEL become
    spaces.
    """
    if is_plain(text):
        return text
    return FOUND.sub(lambda found: " " if found[0] in BREAKS else "", text)


def is_plain(text: str) -> bool:
    """Has it surely nothing that is forbidden or invisible?

    Much faster than looking for it, and so of most texts. Says no of some others too,
    as of one with a no-break space.
    """
    return text.replace("\n", "").isprintable()


def permitted_values(value: Any, depth: int = DEEPEST) -> Any:
    """JSON's values with each text in them ``permitted``, keys included.

    What lies deeper than anything that is shown of a record stays as it is.
    """
    if isinstance(value, str):
        return permitted(value)
    if not depth or not isinstance(value, dict | list):
        return value
    if isinstance(value, list):
        return [permitted_values(inner, depth - 1) for inner in value]
    return {
        permitted(key): permitted_values(inner, depth - 1)
        for key, inner in value.items()
    }
