"""The passage of a text that answers best, with the words that do so marked."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from articles.words.texts import WORD, stems_of

LENGTH = 240
# How far before its first mark a passage may begin, to begin with a sentence.
LEAD_IN = 110
# More words than a passage has.
NEAR = 40
HEADING = re.compile(
    r'<h(?P<level>[2-6])\b[^>]*\bid="(?P<id>[^"]*)"[^>]*>(?P<text>.*?)</h(?P=level)>',
    re.DOTALL,
)
BLOCK_END = re.compile(r"</(?:p|li|dt|dd|td|th|h[1-6]|figcaption|blockquote)>|<br[ />]")
# A note's mark would stick to the word before it.
MARK = re.compile(r"<sup\b[^>]*>.*?</sup>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
# The end of a block, and the mark that ends its sentence, if it has one.
STOP = re.compile(r"(?P<stop>[.!?…:;,–—][”\"’)\]]*)?\n")
SENTENCE_START = re.compile(r"(?:(?<=[.!?…”\"’)])\s+|\n+)(?=\S)")


@dataclass(frozen=True)
class Section:
    """A part of a page under one heading; no anchor for what stands before any."""

    text: str
    heading: str = ""
    anchor: str = ""
    is_question: bool = False


@dataclass(frozen=True)
class Passage:
    """``runs``: (text, whether it is marked) in order."""

    runs: tuple[tuple[str, bool], ...]
    section: Section


@dataclass(frozen=True)
class Window:
    weight: float
    start: int
    end: int
    section: Section


def plain(markup: str) -> str:
    """The text of sanitised HTML, a line for each block."""
    without_marks = MARK.sub("", markup)
    lines = html.unescape(TAG.sub("", BLOCK_END.sub("\n", without_marks)))
    kept = (" ".join(line.split()) for line in lines.split("\n"))
    return unicodedata.normalize("NFC", "\n".join(filter(None, kept)))


def sections_of(body: str) -> list[Section]:
    """A rendered body, cut at its headings."""
    headings = list(HEADING.finditer(body))
    ends = [*(heading.start() for heading in headings), len(body)]
    found = [Section(plain(body[: ends[0]]))]
    for heading, end in zip(headings, ends[1:], strict=True):
        text = plain(body[heading.end() : end])
        title = " ".join(plain(heading["text"]).split())
        found.append(Section(text, title, heading["id"]))
    return found


def best_passage(
    sections: Iterable[Section], weights: Mapping[str, float]
) -> Passage | None:
    """Where the most of ``weights`` (stem -> rarity) stands close together."""
    windows = [window for s in sections for window in windows_of(s, weights)]
    if not windows:
        return None
    best = max(windows, key=lambda window: window.weight)
    return Passage(tuple(marked(best, weights)), best.section)


def windows_of(section: Section, weights: Mapping[str, float]) -> list[Window]:
    """A question counts in full for its answer, a heading for half."""
    matches = matches_in(section.text, weights)
    in_heading = {stem for _, _, stem in matches_in(section.heading, weights)}
    share = 1.0 if section.is_question else 0.5
    if in_heading and not matches:
        weight = sum(weights[stem] for stem in in_heading) * share
        return [Window(weight, 0, 0, section)]
    found = []
    for index, (start, _, _) in enumerate(matches):
        near = [m for m in matches[index : index + NEAR] if m[1] <= start + LENGTH]
        stems = {stem for _, _, stem in near}
        weight = sum(weights[stem] for stem in stems)
        weight += sum(weights[stem] for stem in in_heading - stems) * share
        found.append(Window(weight, start, near[-1][1] if near else start, section))
    return found


def matches_in(text: str, weights: Mapping[str, float]) -> list[tuple[int, int, str]]:
    """(start, end, stem) of each word that is asked for."""
    # Most sections have none: their words are looked at once each, without places.
    asked = {word for word in set(WORD.findall(text)) if is_asked(word, weights)}
    if not asked:
        return []
    return [
        (match.start(), match.end(), stem)
        for match in WORD.finditer(text)
        if match.group() in asked
        for stem in stems_of(match.group())
        if stem in weights
    ]


def is_asked(word: str, weights: Mapping[str, float]) -> bool:
    return any(stem in weights for stem in stems_of(word))


def marked(window: Window, weights: Mapping[str, float]) -> Iterable[tuple[str, bool]]:
    """The runs of a passage around a window, cut at words."""
    text = window.section.text
    start, is_cut = beginning(text, window.start)
    end = ending(text, max(window.end, start + LENGTH))
    shown = in_one_line(text[start:end])
    position = 0
    if is_cut:
        yield "…", False
    for first, last, _ in matches_in(shown, weights):
        if first < position:
            continue
        yield shown[position:first], False
        yield shown[first:last], True
        position = last
    yield shown[position:] + ("…" if end < len(text) else ""), False


def in_one_line(text: str) -> str:
    """Items of a list, which end without a stop, stay apart by a dot."""
    return STOP.sub(lambda end: f"{end['stop']} " if end["stop"] else " · ", text)


def beginning(text: str, start: int) -> tuple[int, bool]:
    """The start of the sentence, or of a word not far before.

    With whether it begins amid something, as an item of a list does without a capital.
    """
    earliest = max(0, start - LEAD_IN)
    starts = SENTENCE_START.finditer(text, earliest, start + 1)
    within = [match.end() for match in starts if match.end() <= start]
    if within:
        return within[-1], text[within[-1]].islower()
    if not earliest:
        return 0, False
    space = text.find(" ", earliest, start)
    return (space + 1 if space >= 0 else start), True


def ending(text: str, end: int) -> int:
    """The end of a word, or of the text."""
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", 0, end + 1)
    return space if space > 0 else end
