"""What a reader typed, as terms: any string gives a question, if an empty one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from articles.characters import FORBIDDEN
from articles.words.texts import folded, is_mendable, stems_of, stream, written_words

LONGEST_QUESTION = 200
MOST_TERMS = 12
QUOTES = str.maketrans("“”„‟«»", '""""""')
UNPRINTABLE = re.compile(f"[{FORBIDDEN}]")
# A phrase or a word, either of them left out if a hyphen stands before it.
PARTS = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


@dataclass(frozen=True)
class Term:
    """``word``: folded, as typed."""

    word: str
    stem: str

    @property
    def is_mendable(self) -> bool:
        """May it be a typing error?"""
        return is_mendable(self.word)


@dataclass(frozen=True)
class Question:
    """``text``: as shown back; ``phrases``, ``excluded``: streams of stems."""

    text: str = ""
    terms: tuple[Term, ...] = ()
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()

    def mended(self, corrections: dict[str, str]) -> Question:
        """With other words in the place of those that no text has."""
        text = self.text
        for match in reversed(list(written_words(text))):
            instead = corrections.get(" ".join(folded(match.group())))
            if instead:
                text = text[: match.start()] + instead + text[match.end() :]
        return read_question(text)


def read_question(typed: str) -> Question:
    text = " ".join(UNPRINTABLE.sub(" ", typed[: LONGEST_QUESTION * 2]).split())
    text = text[:LONGEST_QUESTION]
    question = Question(text)
    words: list[str] = []
    for part in PARTS.finditer(text.translate(QUOTES)):
        written = part["phrase"] or part["word"] or ""
        stems = stream(written)
        if not stems:
            continue
        if part["minus"]:
            question = replace(question, excluded=(*question.excluded, stems))
            continue
        words.append(written)
        if part["phrase"] and " " in stems:
            question = replace(question, phrases=(*question.phrases, stems))
    return replace(question, terms=tuple(terms_of(" ".join(words)))[:MOST_TERMS])


def terms_of(text: str) -> list[Term]:
    """The distinct terms in their order."""
    found: dict[str, Term] = {}
    for match in written_words(text):
        for part in folded(match.group()):
            for found_stem in stems_of(part):
                found.setdefault(found_stem, Term(part, found_stem))
    return list(found.values())
