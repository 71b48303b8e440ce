"""Non-breaking spaces, which copying leaves where italics or a link were."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.importing.report import LostEmphasis
from articles.importing.unit import Unit

HARD = "[\xa0\u202f\u2007]"
RUN = re.compile(rf"[ \t]*{HARD}[ \t\xa0\u202f\u2007]*")
# Typists and word processors set these on purpose.
INTENDED = re.compile(
    rf"(?:\d|\b(?:pp?|Dr|Mr|Mrs|Ms|No|Vol|vs|ch|fig|St|§)\.?){HARD}[\w§]"
    rf"|{HARD}[\d?!:;»%–—…&]|«{HARD}|[–—…]{HARD}"
)
PAIR = re.compile(
    rf"[ \t]*{HARD}[ \t]*(?P<words>[^\xa0\u202f\u2007.!?]{{1,60}}?)[ \t]*{HARD}[ \t]*"
)
WORDS_AROUND = 4
# A text set in hard spaces throughout says nothing about emphasis.
MOST_PER_THOUSAND_WORDS = 40


def with_plain_spaces(text: str) -> str:
    return RUN.sub(" ", text)


def lost_emphasis(units: Sequence[Unit]) -> tuple[LostEmphasis, ...]:
    """Where emphasis or a link was probably lost, in running text."""
    found = [place for unit in units for place in places_in(unit)]
    words = sum(len(unit.text.split()) for unit in units)
    too_many = len(found) > 10 + words * MOST_PER_THOUSAND_WORDS // 1000
    return () if too_many else tuple(found)


def places_in(unit: Unit) -> list[LostEmphasis]:
    text = INTENDED.sub(lambda found: RUN.sub(" ", found[0]), unit.text)
    places: list[LostEmphasis] = []
    rest = 0
    for single in RUN.finditer(text):
        if single.start() < rest:
            continue
        pair = PAIR.match(text, single.start())
        words = pair["words"].strip() if pair else ""
        if words and len(words.split()) > 8:
            words = ""
        rest = pair.end() if pair and words else single.end()
        before = text[: single.start()].split()[-WORDS_AROUND:]
        after = text[rest:].split()[:WORDS_AROUND]
        around = " ".join([*before, *words.split(), *after])
        places.append(LostEmphasis(unit.first, around, words))
    return places
