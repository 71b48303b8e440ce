"""Where a text cites a work: each citation with the sentence in which it stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import count

from markdown_it.token import Token

from articles.citations import match_group, words_behind_at
from articles.rendering.checks import KEY_SHAPE, LIKE_A_KEY
from articles.rendering.dialect import blocks, captions
from articles.rendering.inputs import OPENING, texts
from articles.rendering.parts import Part, printable, word_of
from articles.source import ArticleSource, Place

# A sentence ends at its full stop, with what closes a quotation or a bracket, where
# the next one begins with a capital, a figure or an opening mark.
STOP = re.compile(r"[.!?…]+[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9@])")
# After these a full stop ends no sentence: an initial, or an abbreviation.
ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:al|approx|cf|ch|chap|dr|ed|eds|e\.g|etc|fig|i\.e|jr|mr|mrs|ms"
    r"|no|nos|p|para|pp|prof|sr|st|vol|vs))\.\s+\Z",
    re.IGNORECASE,
)
# What is shown of a sentence on each side of the citation, and how many words with
# their own markup it may have there.
LONGEST_SIDE = 240
MOST_PIECES = 60
LONGEST_ABBREVIATION = 12
# More than LIKE_A_KEY, and found faster: every @ is looked at by itself.
SHAPED = re.compile(f"@({KEY_SHAPE})")


@dataclass(frozen=True, slots=True)
class Mention:
    """One citation of a work: ``cited`` as typed, between the words of its sentence.

    In further reading all three are empty.
    """

    place: Place
    before: str = ""
    cited: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a block; ``is_citation`` of any work, ``is_wanted`` of ours."""

    words: str
    is_citation: bool = False
    is_wanted: bool = False


def mentions(source: ArticleSource, keys: Collection[str]) -> tuple[Mention, ...]:
    """Each citation of the work that bears ``keys``: its own key and its aliases.

    In the order of body, answers, captions, invitation and further reading. What
    stands in code or behind ``\\@`` is no citation.
    """
    wanted = frozenset(keys)
    return (*cited_in_texts(source, wanted), *listed(source, wanted))


def cited_in_texts(source: ArticleSource, keys: frozenset[str]) -> Iterator[Mention]:
    for place, text in placed_texts(source):
        if any(key in text for key in keys):
            for at, tokens in inlines(place, text, keys):
                yield from in_block(at, list(pieces(tokens, keys)))


def placed_texts(source: ArticleSource) -> Iterator[tuple[Place, str]]:
    yield Place("body"), source.body
    for index, faq in enumerate(source.faqs):
        yield Place("faqs", index), faq.answer
    for index, figure in enumerate(source.figures):
        yield Place("figures", index, figure.name), figure.caption
    yield Place("call_to_action"), source.call_to_action.text


def listed(source: ArticleSource, keys: frozenset[str]) -> Iterator[Mention]:
    for index, key in enumerate(source.further_reading):
        if key in keys:
            yield Mention(Place("further_reading", index, key))


def inlines(
    place: Place, text: str, keys: frozenset[str]
) -> Iterator[tuple[Place, list[Token]]]:
    """The inline tokens of each block; a bare ``@key`` counts for ``keys`` alone."""
    env = {
        "works": dict.fromkeys(keys),
        "problems": [],
        "brackets": count(),
        "place": place,
        "too_deep": [],
        "notes_before": 0,
    }
    if place.part == "figures":
        tokens = captions().parseInline(printable(text), env)
    else:
        tokens = blocks().parse(printable(text), env)
    for at, token in Part(place, env, tokens).inlines():
        yield at, token.children or []


def pieces(tokens: list[Token], keys: frozenset[str]) -> Iterator[Piece]:
    for token in tokens:
        if token.type == "citation":
            is_wanted = any(item.id in keys for item in token.meta["items"])
            yield Piece(token.content, is_citation=True, is_wanted=is_wanted)
        else:
            yield Piece(word_of(token))


def in_block(place: Place, block: list[Piece]) -> Iterator[Mention]:
    for index, piece in enumerate(block):
        if piece.is_wanted:
            cited = " ".join(piece.words.split())
            left = block[max(index - MOST_PIECES, 0) : index]
            right = block[index + 1 : index + MOST_PIECES]
            before, after = sentence(left, cited, right)
            yield Mention(place, before, cited, after)


def sentence(left: list[Piece], cited: str, right: list[Piece]) -> tuple[str, str]:
    """The words of the sentence before and after the citation.

    Brackets behind a full stop belong to the sentence before it.
    """
    words = "".join(piece.words for piece in left)
    starts = list(stops(left, f"{words}@"))
    is_behind = cited.startswith("[") and starts and is_wordless(left, starts[-1])
    if is_behind:
        starts.pop()
    before = words[starts[-1] if starts else 0 :]
    following = "".join(piece.words for piece in right)
    after = following[: next(stops(right, following), len(following))]
    return shorten_left(spaced(before)), "" if is_behind else shorten(spaced(after))


def stops(block: list[Piece], words: str) -> Iterator[int]:
    """Where sentences begin after another; ``words`` are the block's, or more."""
    citations = [
        (start, end) for start, end, piece in spans(block) if piece.is_citation
    ]
    for stop in STOP.finditer(words):
        end = stop.end()
        last = words[max(end - LONGEST_ABBREVIATION, 0) : end]
        is_cited = any(first <= stop.start() < past for first, past in citations)
        if not is_cited and not ABBREVIATION.search(last):
            yield end


def is_wordless(block: list[Piece], start: int) -> bool:
    """Does nothing but citations stand between here and the block's end?"""
    words = (
        piece.words[max(start - begin, 0) :]
        for begin, _, piece in spans(block)
        if not piece.is_citation
    )
    return not re.search(r"\w", "".join(words))


def spans(block: list[Piece]) -> Iterator[tuple[int, int, Piece]]:
    start = 0
    for piece in block:
        yield start, start + len(piece.words), piece
        start += len(piece.words)


def spaced(words: str) -> str:
    """One space for every run of them; none at the ends but towards the citation."""
    return re.sub(r"\s+", " ", words)


def shorten_left(words: str) -> str:
    words = words.lstrip()
    return words if len(words) <= LONGEST_SIDE else f"…{words[-LONGEST_SIDE:]}"


def shorten(words: str) -> str:
    words = words.rstrip()
    return words if len(words) <= LONGEST_SIDE else f"{words[:LONGEST_SIDE]}…"


def meant_keys(source: ArticleSource) -> frozenset[str]:
    """The keys that are surely meant as citations: in brackets, or shaped as keys.

    Unlike ``candidate_keys``, which also takes every @handle for a possible key.
    """
    return frozenset(key for text in texts(source) for key in meant_in(printable(text)))


def named_keys(source: ArticleSource) -> frozenset[str]:
    """At least what ``meant_keys`` gives, much faster: every word behind an @."""
    return frozenset(
        key
        for text in map(printable, texts(source))
        for key in (*words_behind_at(text), *SHAPED.findall(unescaped(text)))
    )


def meant_in(text: str) -> Iterator[str]:
    for opening in OPENING.finditer(text):
        is_group = opening[0] == "["
        group = match_group(text, opening.start()) if is_group else None
        if group and "\\@" not in text[opening.start() : group[1]]:
            yield from (item.id for item in group[0])
    yield from LIKE_A_KEY.findall(unescaped(text))


def unescaped(text: str) -> str:
    return text.replace("\\@", "")
