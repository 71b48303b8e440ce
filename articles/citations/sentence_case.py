"""Titles in sentence case, as APA 7 section 6.17 asks for works in a list.

Nobody can tell by rule every name from a common word: what is said here is a proposal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.citations.instruments import instrument_words
from articles.citations.proper_nouns import (
    ACRONYMS,
    AMBIGUOUS,
    COMMON,
    PHRASES,
    PROPER,
)

# Italics inside a title are Latin names or other works: both keep their case.
TOKEN = re.compile(
    r"(?P<kept><span class=\"nocase\">[^<]{0,200}</span>|<i>[^<]{0,80}</i>"
    r"|<[^<>]{0,80}>|\{[^{}]*\})|(?P<word>[^\W_]+(?:[’'.][^\W_]+)*)"
)
# A subtitle begins behind these; "\n" stands for the beginning of the title.
START = re.compile(
    r"(?:\n|[:?!]\s|[:?!—]|\s[–-]\s|(?<!\bvs)(?<!\.\w)\.\s)[\s\"'“‘(\[¿¡]{0,9}\Z"
)
MINOR = frozenset(
    (
        "a an the and or nor but for so yet of in on at to by from with as vs via"
        " per into onto over"
    ).split()
)
# Endings of common words; where a title has a single word to judge by, it is a name
# as likely as not without one of these.
COMMON_WORD = re.compile(
    r"(?:tion|sion|ment|ness|ity|ics|ology|therapy|therapies|analysis|ysis|ism|ance"
    r"|ence|ship|ships|hood|ing|ery|ers|ists|ants|ents|ans|ors|ies|ure|ures|trauma"
    r"|practice|theory|research|review|study|studies|mind|brain|self|children|women|men"
    r"|loss|risk|care|life|love|work|health|pain|grief"
    r"|families|adults|youth|disorder|disorders|depression|anxiety)\Z"
)
HONORIFICS = frozenset("dr mr mrs ms prof st".split())
PHRASE = re.compile(
    r"\b(?:"
    + "|".join(map(re.escape, sorted(PHRASES, key=len, reverse=True)))
    + r")\b",
    re.IGNORECASE,
)
SPELLED = {phrase.lower(): phrase for phrase in PHRASES}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a title: ``is_first`` of it or of a subtitle; ``is_named``: part of a
    test's or study's name."""

    text: str
    start: int
    end: int
    is_first: bool
    is_named: bool


def is_title_case(title: str) -> bool:
    """Whether over 60 % of the words that could be small are capitalised."""
    if is_shouted(title):
        return True
    parts = counted_words(PHRASE.sub("x", title))
    counted = [word for part in parts for word in part]
    capital = [word for word in counted if word[0].isupper()]
    is_half_small = any(
        len(part) > 1 and not any(word[0].isupper() for word in part) for part in parts
    )
    if is_half_small:
        # One half in sentence case: the capitals of the other are a name's.
        return False
    if len(counted) == 1:
        return bool(capital and COMMON_WORD.search(counted[0].lower()))
    return len(counted) > 1 and len(capital) > 0.6 * len(counted)


def counted_words(title: str) -> list[list[str]]:
    """The words whose capitals tell something, by title and subtitles."""
    parts: list[list[str]] = [[]]
    for word in words_of(title):
        if word.is_first:
            parts.append([])
        elif tells(word):
            parts[-1].append(word.text)
    return parts


def tells(word: Word) -> bool:
    is_open = word.text[0].isalpha() and word.text.lower() not in MINOR
    return is_open and not (word.is_named or is_known(word.text))


def propose(title: str) -> str:
    """The title in sentence case; markup and protected words stay, braces go."""
    shouted = is_shouted(title)
    pieces: list[str] = []
    end = 0
    for word in words_of(title):
        between = title[end : word.start]
        shown = cased(
            word, before=title[max(0, word.start - 3) : word.start], shouted=shouted
        )
        if word.text.lower() in HONORIFICS and title[word.end : word.end + 1] == ".":
            shown = word.text.capitalize()
        pieces.extend((between, word.text if word.is_named else shown))
        end = word.end
    text = re.sub(r"\{([^{}]*)\}", r"\1", "".join([*pieces, title[end:]]))
    return PHRASE.sub(lambda found: SPELLED[found[0].lower()], text)


def words_of(title: str) -> list[Word]:
    tokens = [found for found in TOKEN.finditer(title) if found["word"]]
    named = frozenset() if is_shouted(title) else named_in(title, tokens)
    return [
        Word(found["word"], found.start(), found.end(), is_first, place in named)
        for (place, found), is_first in zip(
            enumerate(tokens), firsts(title), strict=True
        )
    ]


def named_in(title: str, tokens: list[re.Match[str]]) -> frozenset[int]:
    spans = [(found.start(), found.end()) for found in tokens]
    return instrument_words(title, spans)


def firsts(title: str) -> list[bool]:
    """For each word whether it begins the title or a subtitle."""
    # Only the last few characters before a word matter, so that time stays linear.
    plain, end = "\n", 0
    found: list[bool] = []
    for token in TOKEN.finditer(title):
        plain = (plain + title[end : token.start()].replace("\n", " "))[-12:]
        end = token.end()
        if token["word"]:
            found.append(bool(START.search(plain)))
            plain += token["word"][-3:]
        elif not re.fullmatch(r"<[^<>]*>", token["kept"]):
            plain += "x"
    return found


def is_shouted(title: str) -> bool:
    letters = [c for c in re.sub(r"<[^<>]*>", "", title) if c.isalpha()]
    return len(letters) > 8 and sum(c.isupper() for c in letters) > 0.9 * len(letters)


def is_known(word: str) -> bool:
    """A name, or an acronym that is written as one."""
    stem = re.sub(r"[’']s\Z", "", word.lower())
    is_name = stem in PROPER and stem not in AMBIGUOUS
    return is_name or stem in ACRONYMS - COMMON or keeps_capitals(word)


def keeps_capitals(word: str) -> bool:
    """ "McMaster", "fMRI", "DSM", "PHQ9", "D": no capital of those is a title's."""
    stem = re.sub(r"[’']s\Z", "", word)
    has_inner = stem[1:] != stem[1:].lower()
    is_letter = len(stem) == 1 and stem.lower() != "a"
    return has_inner or is_letter or any(letter.isdigit() for letter in stem)


def cased(word: Word, *, before: str, shouted: bool) -> str:
    lower = word.text.lower()
    stem = re.sub(r"[’']s\Z", "", lower)
    if stem in PROPER and stem not in AMBIGUOUS:
        return PROPER[stem] + lower[len(stem) :]
    is_acronym = stem in ACRONYMS - COMMON or re.fullmatch(r"\w(?:\.\w)+", stem)
    if shouted and (is_acronym or re.search(r"\d-\Z", before)):
        return word.text
    if shouted:
        return lower[:1].upper() + lower[1:] if word.is_first else lower
    if is_acronym or keeps_capitals(word.text) or (word.is_first and len(lower) == 1):
        return word.text
    return word.text[:1].upper() + word.text[1:] if word.is_first else lower
