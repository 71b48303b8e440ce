"""Titles as services send them, made into CSL's rich text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from articles.citations.records import clean_text
from articles.citations.sentence_case import is_shouted, is_title_case, propose
from articles.lookup.answers import NoticeKind

TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-z][\w:.-]*)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
COMMENT = re.compile(r"<!--.*?-->|<!\[CDATA\[|\]\]>", re.DOTALL)
# What JATS and HTML call the four kinds of markup that CSL knows.
KEPT = {
    "i": "i",
    "em": "i",
    "italic": "i",
    "b": "b",
    "strong": "b",
    "bold": "b",
    "sup": "sup",
    "sub": "sub",
}
FOOTNOTE = re.compile(
    r"(?:(?:\s*(?:<sup>\s*)?[*†‡§¶]+(?:\s*</sup>)?)+\.?|(?<=[.?!])\s*<sup>\d+</sup>)\Z"
)
MARKS = (
    # In capitals, or said of an article: a book may be called "Withdrawn: A life".
    re.compile(
        r"\A\s*(?P<word>RETRACTED|WITHDRAWN|REMOVED|TEMPORARY REMOVAL)"
        r"(?:\s+(?:ARTICLE|CHAPTER|PAPER|PUBLICATION|MANUSCRIPT))?\s*[:.–—-]\s*"
    ),
    re.compile(
        r"\A\s*(?P<word>retracted|withdrawn)\s+"
        r"(?:article|chapter|paper|publication|manuscript)\s*[:–—]\s*",
        re.IGNORECASE,
    ),
    re.compile(r"\A\s*(?P<word>Retracted)\s*:\s*"),
    re.compile(
        r"\A\s*[\[(](?P<word>retracted|withdrawn)"
        r"(?:\s+(?:article|chapter|paper|publication))?[\])]\s*:?\s*",
        re.IGNORECASE,
    ),
    re.compile(
        r"\s*[\[(](?P<word>retracted|withdrawn)"
        r"(?:\s+(?:article|chapter|paper|publication))?[\])]\.?\s*\Z",
        re.IGNORECASE,
    ),
)
WORDS: dict[str, NoticeKind] = {
    "retracted": "retraction",
    "withdrawn": "withdrawal",
    "removed": "removal",
    "temporary removal": "removal",
}


def rich_text(value: object) -> str:
    """One line with ``i``, ``b``, ``sup`` and ``sub`` only, each closed.

    Entities are read as often as they were escaped ("&amp;amp;").
    """
    text = clean_text(value)
    for _ in range(4):
        read = html.unescape(text)
        if read == text:
            break
        text = read
    return clean_text(balanced(COMMENT.sub("", text)))


def balanced(text: str) -> str:
    """Keep the four tags in pairs; take all others away and leave what they hold."""
    pieces, opened, end = [], [""], 0
    for tag in TAG.finditer(text):
        pieces.append(text[end : tag.start()])
        end = tag.end()
        kept = KEPT.get(tag["name"].split(":")[-1].lower(), "")
        if not kept or tag[0].endswith("/>"):
            continue
        if not tag["close"]:
            opened.append(kept)
            pieces.append(f"<{kept}>")
        elif opened[-1] == kept:
            opened.pop()
            pieces.append(f"</{kept}>")
    pieces.append(text[end:])
    pieces.extend(f"</{name}>" for name in reversed(opened[1:]))
    return re.sub(r"<(i|b|sup|sub)></\1>", "", "".join(pieces))


def plain_text(value: object) -> str:
    """The same without any markup: publishers, journals, numbers."""
    return re.sub(r"</?(?:i|b|sup|sub)>", "", rich_text(value))


def first(value: object) -> object:
    """The first filled entry of what may be a list, or the value itself."""
    if isinstance(value, list):
        return next((entry for entry in value if clean_text(entry)), "")
    return value


def title_of(title: object, subtitle: object = "") -> str:
    """Title and subtitle with ": " between them, without footnote signs."""
    head = tidy(rich_text(first(title)))
    tail = tidy(rich_text(first(subtitle)))
    if not head or not tail or folded(tail) in folded(head):
        return head or tail
    between = " " if head.endswith(("?", "!", ":")) else ": "
    return f"{head}{between}{begun(tail)}"


def begun(subtitle: str) -> str:
    """With a capital, as APA has it behind a colon; not "iPhone" or "α-waves"."""
    first = re.match(r"(?:<[a-z]+>|[\"'“‘(\[])*[a-z]+(?![\w-])", subtitle)
    if not first:
        return subtitle
    place = re.search(r"[a-z](?![^<]*>)", subtitle)
    at = place.start() if place else 0
    return f"{subtitle[:at]}{subtitle[at].upper()}{subtitle[at + 1 :]}"


def tidy(title: str) -> str:
    """Without footnote signs, a final full stop and brackets around all of it."""
    bare = FOOTNOTE.sub("", title)
    if re.search(r"[^.\s][.]\Z", bare) and not re.search(r"\b(?:\w\.)+\Z", bare):
        bare = bare[:-1]
    return bare.strip().removesuffix(" :").removesuffix(":").strip()


def folded(text: str) -> str:
    return "".join(re.findall(r"\w+", plain_text(text).casefold()))


def without_mark(title: str) -> tuple[str, NoticeKind | None]:
    """The title without "RETRACTED:" and its like, and what that says."""
    for mark in MARKS:
        found = mark.search(title)
        if found:
            bare = f"{title[: found.start()]}{title[found.end() :]}".strip()
            return bare or title, WORDS[found["word"].lower()]
    return title, None


def proposed(item: Mapping[str, Any]) -> str:
    """The title in sentence case, where it is not; else "".

    The names of groups that the record itself gives keep their capitals, and a
    subtitle gets one, which PubMed and libraries leave out.
    """
    title = clean_text(item.get("title"))
    is_loud = is_shouted(title) or is_title_case(title)
    case = propose(title) if is_loud else title
    case = ": ".join([case.split(": ")[0], *map(begun, case.split(": ")[1:])])
    for group in groups_in(item):
        case = re.sub(rf"\b{re.escape(group)}\b", group, case, flags=re.IGNORECASE)
    return case if case != title else ""


def groups_in(item: Mapping[str, Any]) -> Iterator[str]:
    for role in ("author", "editor"):
        for name in item.get(role, []):
            if " " in name.get("literal", ""):
                yield name["literal"]
    if " " in item.get("publisher", ""):
        yield item["publisher"]
