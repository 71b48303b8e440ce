"""Pandoc's citation syntax, narrowed: ``[see @a, pp. 3-5; @b]``, ``@a [p. 33]``.

Pure functions over text, without a library of works: whether a key exists is the
caller's question. Every pattern stops at the next bracket, so time stays linear on
hostile text. Narrower than Pandoc: no nested brackets, no locator without a digit or
a Roman numeral, and a bare ``@word`` must be followed by neither a letter nor ``@``
(e-mail addresses, handles such as ``@name@server``). More forgiving in one point: a
comma may separate works, ``[@a, @b]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from articles.citations.clusters import CitationItem

GROUP = re.compile(r"\[([^\[\]]*)\]")
SEGMENT = re.compile(r"(?:\{[^{}]*\}|[^;])+")
# Pandoc's own, wider keys are read inside brackets, so that a foreign or mistyped
# key is reported as unknown instead of being cut in two.
WIDE_KEY = r"\w(?:[:.#$%&+?<>~/-]?\w)*"
MENTION = re.compile(rf"(?<![\w@./+])(-?)@({WIDE_KEY})")
BEHIND_AT = re.compile(f"@({WIDE_KEY})")
NARRATIVE = re.compile(r"@((?>[A-Za-z0-9]+(?:(?:_+|-)[A-Za-z0-9]+)*))(?![^\W_]|@)")
NARRATIVE_LOCATOR = re.compile(r"[ \n]\[([^\[\]@]+)\](?![(\[:])")
LEAD = re.compile(r"\s*,?\s*")

SHORT = r"(?:\.|(?=\s*\d))"
TERMS = {
    "page": rf"pp?{SHORT}|pages?",
    "paragraph": rf"paras?{SHORT}|paragraphs?|¶¶?",
    "chapter": rf"(?:chaps?|ch){SHORT}|chapters?",
    "section": rf"secs?{SHORT}|sections?|§§?",
    "figure": rf"figs?{SHORT}|figures?",
    "table": r"tables?",
    "volume": rf"vols?{SHORT}|volumes?",
}
TERM = re.compile(
    "|".join(rf"(?P<{label}>{words})" for label, words in TERMS.items()), re.IGNORECASE
)
DASH = r"\s*[-–—]{1,3}\s*"
NUMBER = r"[A-Za-z]{0,3}\d(?:[.:]?\w)*"
FIRST = rf"(?:{NUMBER}|[ivxlcdmIVXLCDM]+(?!\w))"
MORE = rf"(?:(?:\s*[,&]\s*|\s+and\s+){NUMBER}(?:{DASH}{NUMBER})?)*"
VALUE = re.compile(rf"\s*({FIRST}(?:{DASH}{FIRST})?{MORE})")
TIME = r"\d{1,3}(?::[0-5]\d){1,2}"
BARE = {
    "timestamp": re.compile(rf"({TIME}(?:{DASH}{TIME})?)(?!\w)"),
    "page": re.compile(rf"(\d+(?:{DASH}\d+)?)(?=\s*(?:,|\Z))"),
}
BRACED = re.compile(r"\{([^{}]*)\}")


def words_behind_at(text: str) -> list[str]:
    """Whatever a text could cite, found much faster than by reading its brackets."""
    return BEHIND_AT.findall(text)


def match_group(
    text: str, position: int
) -> tuple[tuple[CitationItem, ...], int] | None:
    """The bracketed citation that starts at ``position``, and where it ends."""
    found = GROUP.match(text, position)
    items = parse_group(found[1]) if found else None
    return (items, found.end()) if found and items else None


def match_narrative(text: str, position: int) -> tuple[CitationItem, int] | None:
    """``@key`` at ``position``, with the `` [p. 33]`` behind it, and where it ends.

    Brackets behind it are taken only when they begin with a locator and are not a
    link's, so ``@key [a link](/there)`` leaves the link alone.
    """
    found = NARRATIVE.match(text, position)
    before = text[max(position - 1, 0) : position]
    if not found or before.isalnum() or (before and before in "@./+-%="):
        return None
    item = CitationItem(found[1])
    bracket = NARRATIVE_LOCATOR.match(text, found.end())
    if bracket:
        located = with_tail(item, bracket[1])
        if located.locator:
            return located, bracket.end()
    return item, found.end()


def parse_group(inner: str) -> tuple[CitationItem, ...] | None:
    """The works of a bracketed citation, without its brackets; None if it is none."""
    if "@" not in inner:
        return None
    items: list[CitationItem] = []
    for segment in filter(str.strip, SEGMENT.findall(inner)):
        works = list(split_works(segment))
        if not works or not all(works):
            return None
        items.extend(work for work in works if work)
    return tuple(items)


def split_works(segment: str) -> Iterator[CitationItem | None]:
    """What stands between two semicolons: one work, or several parted by commas.

    None where a second key follows without a comma: ``[@a and @b]`` is a sentence.
    """
    mentions = list(MENTION.finditer(segment))
    start = 0
    for index, mention in enumerate(mentions):
        is_last = index + 1 == len(mentions)
        end = len(segment) if is_last else mentions[index + 1].start()
        tail = segment[mention.end() : end].rstrip()
        if not is_last and not tail.endswith(","):
            yield None
            return
        yield with_tail(
            CitationItem(
                mention[2],
                prefix=opening(segment[start : mention.start()]),
                suppress_author=bool(mention[1]),
            ),
            tail if is_last else tail[:-1],
        )
        start = end


def opening(before: str) -> str:
    words = " ".join(before.split())
    return f"{words} " if words and before[-1].isspace() else words


def with_tail(item: CitationItem, tail: str) -> CitationItem:
    """Tell a locator at the start of what follows a key from the free text after it."""
    lead = LEAD.match(tail)
    after = tail[lead.end() :] if lead else tail
    found = split_braced(after) or split_term(after) or split_bare(after)
    if not found:
        return replace(item, suffix=tidy(tail))
    label, locator, rest = found
    return replace(item, label=label, locator=plain_range(locator), suffix=tidy(rest))


def split_braced(text: str) -> tuple[str, str, str] | None:
    """``{…}`` says where a locator ends; ``{}`` says that there is none."""
    braced = BRACED.match(text)
    if not braced:
        return None
    inner, rest = braced[1].strip(), text[braced.end() :]
    term = TERM.match(inner)
    if term:
        return str(term.lastgroup), inner[term.end() :].strip(), rest
    if not inner:
        return "", "", rest
    is_time = BARE["timestamp"].fullmatch(inner)
    return "timestamp" if is_time else "page", inner, rest


def split_term(text: str) -> tuple[str, str, str] | None:
    term = TERM.match(text)
    value = VALUE.match(text, term.end()) if term else None
    if not term or not value:
        return None
    return str(term.lastgroup), value[1], text[value.end() :]


def split_bare(text: str) -> tuple[str, str, str] | None:
    for label, pattern in BARE.items():
        bare = pattern.match(text)
        if bare:
            return label, bare[1], text[bare.end() :]
    return None


def plain_range(locator: str) -> str:
    """One hyphen for every dash: the style chooses the dash it prints."""
    return re.sub(r" ?[-–—]+ ?", "-", " ".join(locator.split()))


def tidy(suffix: str) -> str:
    """Inner whitespace collapsed; the leading space or comma as typed."""
    words = " ".join(suffix.split())
    return f" {words}" if words and suffix[0].isspace() else words
