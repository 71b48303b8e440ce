"""What is left is the text itself: headings, paragraphs, items."""

from __future__ import annotations

from dataclasses import replace

from articles.importing.guess import Draft, Guess
from articles.importing.headings import LIKELY, heading_likelihood, level_rank
from articles.importing.roles import Role
from articles.importing.unit import Form

LOWEST_LEVEL = 4


def find_body(draft: Draft) -> None:
    for index in list(draft.free()):
        unit = draft.units[index]
        likelihood = heading_likelihood(draft, index)
        if unit.form in {Form.BULLET, Form.NUMBER}:
            draft.take(index, Role.LIST_ITEM)
        elif likelihood >= LIKELY:
            draft.take(index, Role.HEADING, likelihood, heading_reason(draft, index))
        else:
            draft.take(index, Role.PARAGRAPH)
    set_levels(draft)
    note_afterwords(draft)


def note_afterwords(draft: Draft) -> None:
    """What stands below the references is printed at the end of the text."""
    references = [
        i for i, g in enumerate(draft.guesses) if g and g.role is Role.REFERENCE
    ]
    for index in range(references[-1] + 1 if references else 0, len(draft.units)):
        unit = draft.units[index]
        is_words = unit.form not in {Form.RULE, Form.NOTE, Form.DATA}
        if references and draft.role(index) is Role.PARAGRAPH and is_words:
            draft.note(
                "below-references",
                "This stood below the references and is now at the end of the text.",
                index,
            )


def heading_reason(draft: Draft, index: int) -> str:
    unit = draft.units[index]
    if unit.form is Form.HEADING:
        return "marked as a heading"
    if unit.is_bold:
        return "a line in bold"
    return "a short line without a full stop above a text"


def set_levels(draft: Draft) -> None:
    """Levels from 2 on without gaps, in the order of depth that the source shows."""
    headings = [i for i, g in enumerate(draft.guesses) if g and g.role is Role.HEADING]
    ranks = sorted({level_rank(draft.units[i]) for i in headings})
    before = 1
    for index in headings:
        guess = draft.guesses[index]
        if guess is None:
            continue
        guessed = 2 + ranks.index(level_rank(draft.units[index]))
        level = guess.level or min(guessed, before + 1, LOWEST_LEVEL)
        before = level
        draft.guesses[index] = leveled(guess, level)


def leveled(guess: Guess, level: int) -> Guess:
    return replace(guess, level=level)
