"""One line of what waits for somebody."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    text: str
    url: str
    detail: str = ""
