"""ISBN-10 and ISBN-13 by their check digits (ISO 2108)."""

from __future__ import annotations

import re

from articles.citations.normal_forms import normal_isbn


def valid_isbn(written: str) -> str:
    """The thirteen digits, or "" if a check digit is wrong."""
    digits = re.sub(r"[^0-9X]", "", written.upper())
    if re.fullmatch(r"\d{9}[\dX]", digits):
        values = [10 if digit == "X" else int(digit) for digit in digits]
        total = sum((10 - i) * value for i, value in enumerate(values))
        return normal_isbn(digits) if total % 11 == 0 else ""
    if not re.fullmatch(r"97[89]\d{10}", digits):
        return ""
    total = sum(int(digit) * (3 if i % 2 else 1) for i, digit in enumerate(digits))
    return digits if total % 10 == 0 else ""
