"""The few HTML tags that people type into Markdown, as Markdown."""

from __future__ import annotations

import re
from functools import partial

TAG = re.compile(
    r"<(?P<close>/?)(?P<name>b|strong|i|em|u|br|span|small|sup|sub|font|mark|center"
    r"|p|div|cite)\b(?P<rest>[^<>]{0,300})>",
    re.IGNORECASE,
)
LINK = re.compile(
    r"<a\b[^<>]{0,300}?href=[\"']([^\"'<>\s]{1,500})[\"'][^<>]{0,300}>([^<>]{1,500})</a>",
    re.IGNORECASE,
)
IMAGE = re.compile(r"<img\b([^<>]{1,2000})>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"([a-z-]{1,20})=(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
COMMENT = re.compile(r"<!--(?:(?!-->).)*-->", re.DOTALL)
MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*"}


def inline_html_as_markdown(text: str) -> str:
    if "<" not in text:
        return text
    text = COMMENT.sub("", text)
    text = LINK.sub(r"[\2](\1)", text)
    text = IMAGE.sub(image, text)
    return TAG.sub(partial(mark), text)


def image(found: re.Match[str]) -> str:
    values = {m[1].lower(): m[2] or m[3] or "" for m in ATTRIBUTE.finditer(found[1])}
    address = re.sub(r"[\s()<>]", "", values.get("src", ""))
    return f"![{re.sub(r'[][]', '', values.get('alt', ''))}]({address})"


def mark(found: re.Match[str]) -> str:
    name = found["name"].lower()
    if name == "br":
        return "\\\n"
    return MARKS.get(name, "")
