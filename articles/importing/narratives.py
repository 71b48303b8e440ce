"""Sources named in a sentence: "Smith and Jones (2019)", "Brown’s study (2006)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.importing.escape import escape_inline
from articles.importing.inline_view import View
from articles.importing.mentions import Mention
from articles.importing.name_matching import POSSESSIVE, Found, find_work, typed_year
from articles.importing.readings import BREAKS_SYNTAX, Reading
from articles.importing.works import Works

SENTENCE_OPENERS = frozenset(
    "according after also although and as because before both but by earlier even first"
    " for from given here how however if in indeed later like many moreover next now"
    " on once only other recently research second see similarly since so still that the"
    " then there these this though thus today to unlike until what when where whereas"
    " while with yet".split()
)
YEAR = re.compile(r"(?:\d{4}\s?/\s?)?\d{4}[a-z]?|n\.\s?d\.|in press")


def read_narrative(mention: Mention, view: View, works: Works) -> Reading | None:
    years = YEAR.findall(mention.inner)
    names = best_names(mention.before, years[0], works) if years else None
    if not names:
        return unknown_narrative(mention, view)
    phrase, first_found = names
    more = [find_work(name_part(phrase), typed_year(y), works) for y in years[1:]]
    found = [first_found, *(match for match in more if match)]
    start = view.text.rfind(phrase, 0, mention.first)
    if len(found) < len(years) or start < 0 or BREAKS_SYNTAX.search(mention.tail):
        return None
    after = written_narrative(phrase, mention, found, view.text[:start])
    certainty = min(match.certainty for match in found)
    return Reading(after, tuple(found), certainty, start)


def best_names(before: str, year: str, works: Works) -> tuple[str, Found] | None:
    """The words in front of a year that name a work, and which work.

    Fewer words win over more that fit no better: "When Herman" is Herman.
    """
    words = before.split()
    best: tuple[str, Found] | None = None
    for count in range(1, len(words) + 1):
        phrase = " ".join(words[-count:])
        if not re.match(r"[“\"(]?[^\W\d_]", phrase):
            continue
        found = find_work(name_part(phrase), typed_year(year), works)
        if found is None or not re.search(r"[A-Z]", phrase):
            continue
        if best is None or found.certainty > best[1].certainty + 0.01:
            best = phrase.lstrip('“"('), found
    return best


def name_part(phrase: str) -> str:
    """ "Brown’s interviews" names Brown: small words behind a possessive are none."""
    found = re.fullmatch(r"(.+?[’']s?)(?:\s+[a-z][\w-]*){1,3}", phrase)
    return found[1] if found and POSSESSIVE.search(found[1]) else phrase


def unknown_narrative(mention: Mention, view: View) -> Reading | None:
    """A name and a year in parentheses, with no work to fit."""
    found = re.search(
        r"[A-Z][\w’'-]+(?:(?:,? (?:and|&) |, )[A-Z][\w’'-]+| et al\.?)*\Z",
        mention.before,
    )
    years = re.findall(r"\d{4}", mention.inner)
    if not found or not years or not all(1500 < int(year) < 2100 for year in years):
        return None
    start = view.text.rfind(found[0], 0, mention.first)
    return Reading("", (), 0.0, start) if start >= 0 else None


def written_narrative(
    phrase: str, mention: Mention, found: Sequence[Found], before: str
) -> str:
    """``@key`` where the style prints the same words, else the words and the year."""
    work = found[0].work
    tail = mention.tail
    if len(found) == 1 and prints_alike(phrase, found[0]) and not is_name(before):
        return f"@{work.key} [{tail}]" if tail else f"@{work.key}"
    years = "; ".join(f"-@{match.work.key}" for match in found)
    return f"{escape_inline(phrase)} [{years}{f', {tail}' if tail else ''}]"


def is_name(before: str) -> bool:
    """Whether the word in front is a first name, which ``@key`` would leave alone."""
    words = before.split()
    if not words or words[-1].lower() in SENTENCE_OPENERS:
        return False
    return bool(re.fullmatch(r"[A-Z][a-z’'-]+|[A-Z]\.", words[-1]))


def prints_alike(phrase: str, found: Found) -> bool:
    families = [str(name) for name in found.work.families]
    if not families or POSSESSIVE.search(phrase):
        return False
    lowered = phrase.lower()
    if len(families) > 2:
        return bool(re.fullmatch(r".+ et al\.?", lowered)) and "," not in phrase
    names = [re.escape(name) for name in found.work.particles]
    bare = re.sub(r"[’'-]", " ", lowered)
    return bool(re.fullmatch(r" (?:and|&) ".join(names), bare.replace("  ", " ")))
