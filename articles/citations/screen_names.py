"""What stands behind a name in the entry only, between marks to find it by."""

from __future__ import annotations

import re

# Invisible, and never left in a record.
OPENING, CLOSING = "\u2063", "\u2064"
BRACKETED = re.compile(f",? ?{OPENING}([^{CLOSING}]*){CLOSING}", re.DOTALL)


def apart(words: str) -> str:
    return f"{OPENING}{words}{CLOSING}"


def without_screen_names(html: str) -> str:
    """For citations: the name alone; the reader finds the rest in the entry."""
    return BRACKETED.sub("", html)


def with_screen_names(html: str) -> str:
    """For entries: "Fogarty, M. [Grammar Girl]", without the comma of a suffix."""
    return BRACKETED.sub(r" \1", html)
