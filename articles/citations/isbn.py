"""Whether an ISBN can be one (ISO 2108)."""

from __future__ import annotations

import re

from articles.citations.normal_forms import normal_isbn


def isbn_is_odd(isbn: str) -> bool:
    """Whether no book can have this number: its length or check digit is wrong."""
    digits = re.sub(r"[\s-]", "", isbn.upper())
    normal = normal_isbn(digits)
    if not (normal and normal.isascii() and normal.isdecimal()):
        return bool(digits)
    if len(digits) == 10:
        values = [10 if digit == "X" else int(digit) for digit in digits]
        places = range(10, 0, -1)
        return sum(n * v for n, v in zip(places, values, strict=True)) % 11 > 0
    return sum(int(d) * (3 if n % 2 else 1) for n, d in enumerate(normal)) % 10 > 0
