"""Pandoc's inline elements as HTML: everything is escaped, then nh3 has a last look."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from html import escape, unescape
from typing import Any
from urllib.parse import quote, unquote

import nh3

from articles.citations.markup import well_formed
from articles.citations.records import clean_text

WRAPPERS = {
    "Strong": ("<b>", "</b>"),
    "Superscript": ("<sup>", "</sup>"),
    "Subscript": ("<sub>", "</sub>"),
}
ALLOWED: dict[str, set[str]] = {
    "a": {"href", "role"},
    "i": set(),
    "b": set(),
    "sup": set(),
    "sub": set(),
}
WEB_ADDRESS = re.compile(r"https?://[^/\s]", re.IGNORECASE)
# A web address in escaped text, without the punctuation that closes a sentence.
ADDRESS = re.compile(r"\bhttps?://[^\s<>]*[^\s<>.,:;!?)\]}”’]", re.IGNORECASE)
TAG = re.compile(r"(</?(?:i|b|sup|sub)>)")
MENTION = re.compile(r'<a href="#ref-([^"]*)"[^<>]*>(.*?)</a>', re.DOTALL)
# Everything that may stand in a web address as it is; "%" too, so that an address
# which is encoded already is not encoded again.
ADDRESS_CHARACTERS = "!#$%&'()*+,-./:;=?@[]_~"


def to_html(
    inlines: list[Any], keys: Mapping[str, str], *, is_italic: bool = False
) -> str:
    """``keys``: work's id in pandoc's document -> citation key in the page."""
    return "".join(element_html(element, keys, is_italic) for element in inlines)


def element_html(
    element: Mapping[str, Any], keys: Mapping[str, str], is_italic: bool
) -> str:
    kind: str = element["t"]
    content: Any = element.get("c")
    if kind == "Str":
        return escape(str(content), quote=False)
    if kind == "Emph":
        return italic_html(to_html(content, keys, is_italic=not is_italic), is_italic)
    if kind in WRAPPERS:
        opening, closing = WRAPPERS[kind]
        return f"{opening}{to_html(content, keys, is_italic=is_italic)}{closing}"
    if kind == "Link":
        label = to_html(content[1], keys, is_italic=is_italic)
        return link_html(content[2][0], label, keys)
    if kind in ("Span", "Quoted", "SmallCaps", "Underline", "Strikeout"):
        inner = content if isinstance(content[0], Mapping) else content[1]
        return to_html(inner, keys, is_italic=is_italic)
    return " " if kind in ("Space", "SoftBreak", "LineBreak") else ""


def italic_html(inner: str, is_italic: bool) -> str:
    """Italics; within italics the opposite, by leaving them for the inner words."""
    html = f"</i>{inner}<i>" if is_italic else f"<i>{inner}</i>"
    return html.replace("<i></i>", "")


def link_html(target: str, label: str, keys: Mapping[str, str]) -> str:
    """A work's mention points to its entry; of addresses, only the web's are links."""
    if target.startswith("#ref-"):
        key = keys[target.removeprefix("#ref-")]
        return f'<a href="#ref-{quote(key)}" role="doc-biblioref">{label}</a>'
    return web_link(target, label) if WEB_ADDRESS.match(target) else label


def linked_to(listed: Container[str], html: str) -> str:
    """Mentions of works that have no entry are words, not links."""
    return MENTION.sub(
        lambda link: link[0] if unquote(link[1]) in listed else link[2], html
    )


def web_link(address: str, label: str) -> str:
    """``address``: as written, not escaped; ``label``: HTML."""
    safe = quote(address, safe=ADDRESS_CHARACTERS)
    return f'<a href="{escape(safe)}">{label}</a>'


def link_to(html: str) -> str:
    """An address in escaped text as a link to itself."""
    return web_link(unescape(html), html)


def sanitized(html: str) -> str:
    """The last look; where nh3 refuses an address, its words stay without a link."""
    clean = nh3.clean(
        html,
        tags=set(ALLOWED),
        attributes=ALLOWED,
        url_schemes={"http", "https"},
        link_rel=None,
    )
    return re.sub(r"<a>(.*?)</a>", r"\1", clean, flags=re.DOTALL)


def clean_html(value: object) -> str:
    """Balanced <i>, <b>, <sup>, <sub>; everything else is text and escaped."""
    pieces = TAG.split(well_formed(clean_text(value)))
    return "".join(
        piece if TAG.fullmatch(piece) else escape(piece, quote=False)
        for piece in pieces
    )


def plain_html(text: str) -> str:
    return escape(curled(text), quote=False)


def curled(text: str) -> str:
    """Plain text with the typographic quotes that the prose around it has."""
    quoted = re.sub(r'(^|[\s(\[])"', r"\1“", clean_text(text)).replace('"', "”")
    return re.sub(r"(^|[\s(\[“])'", r"\1‘", quoted).replace("'", "’")
