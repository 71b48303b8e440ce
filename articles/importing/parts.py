"""Every unit gets its role: from the edges inwards, the text itself last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from articles.importing.body import find_body
from articles.importing.contents import find_contents
from articles.importing.corrections import Corrections
from articles.importing.ending import find_ending
from articles.importing.guess import Draft, Guess, new_draft
from articles.importing.invitation import find_invitation
from articles.importing.pictures import find_pictures
from articles.importing.questions import find_questions
from articles.importing.reference_section import find_references
from articles.importing.source_text import SourceText
from articles.importing.splitting import find_units
from articles.importing.top import find_top
from articles.importing.unit import Unit


def find_parts(source: SourceText, corrections: Corrections) -> Draft:
    """What a correction cuts off a part leaves the rest of that part what it was."""
    whole = find_units(source)
    kept: dict[int, Guess] = {}
    cut = [unit for unit in whole if is_cut(unit, corrections)]
    if cut:
        before = drafted(whole, Corrections(), source, {})
        guessed = zip(whole, before.guesses, strict=True)
        kept = {unit.first: guess for unit, guess in guessed if guess and unit in cut}
        whole = find_units(source, corrections.lines)
    return drafted(whole, corrections, source, kept)


def is_cut(unit: Unit, corrections: Corrections) -> bool:
    return any(unit.first < line <= unit.last for line in corrections.lines)


def drafted(
    units: Sequence[Unit],
    corrections: Corrections,
    source: SourceText,
    kept: Mapping[int, Guess],
) -> Draft:
    draft = new_draft(units, corrections, source.metadata, kept)
    find_contents(draft)
    find_top(draft)
    find_ending(draft)
    find_references(draft)
    find_questions(draft)
    find_pictures(draft)
    find_invitation(draft)
    find_body(draft)
    return draft
