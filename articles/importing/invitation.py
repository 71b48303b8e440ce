"""The closing call to action: a last short section that invites the reader."""

from __future__ import annotations

import re

from articles.importing.guess import Draft
from articles.importing.headings import is_heading
from articles.importing.roles import Role
from articles.importing.unit import Form
from articles.importing.vocabulary import FAQ_HEADING, INVITATIONS, INVITING_HEADING

CITATION = re.compile(r"\b(?:19|20)\d\d[a-z]?\)|\[-?@")
ENOUGH = 2.5
# An article's last section of text is seldom an invitation if questions follow.
ENOUGH_BEFORE_QUESTIONS = 3.25
LATER = {Role.FAQ_HEADING, Role.QUESTION}
MOST_UNITS = 6
MOST_WORDS = 170


def find_invitation(draft: Draft) -> None:
    told = draft.first_with(Role.CALL_HEADING)
    heading = told if told is not None else last_heading(draft)
    if heading is None:
        return
    below = units_below(draft, heading)
    text = " ".join(draft.units[i].markdown for i in below)
    if told is None:
        is_short = len(below) <= MOST_UNITS and len(text.split()) <= MOST_WORDS
        if not below or not is_short or below[-1] < last_body_unit(draft):
            return
        is_last = not any(r in LATER for r in roles_behind(draft, below[-1]))
        needed = ENOUGH if is_last else ENOUGH_BEFORE_QUESTIONS
        if call_score(draft.units[heading].text, text) < needed:
            return
    draft.take(heading, Role.CALL_HEADING, 0.85, "heads the closing invitation")
    for index in below:
        draft.take(index, Role.CALL, 0.85, "invites the reader to get in touch")


def call_score(heading: str, text: str) -> float:
    score = sum(weight for weight, sign in INVITATIONS.items() if sign.search(text))
    if score < 1 or CITATION.search(text):
        return 0.0
    return score + (0.75 if INVITING_HEADING.search(heading) else 0.0)


def roles_behind(draft: Draft, index: int) -> list[Role | None]:
    return [draft.role(i) for i in range(index + 1, len(draft.units))]


def last_heading(draft: Draft) -> int | None:
    """The last free heading, unless it opens the article."""
    headings = [
        i
        for i in draft.free()
        if is_heading(draft, i) and not FAQ_HEADING.search(draft.units[i].text)
    ]
    return headings[-1] if headings else None


def units_below(draft: Draft, heading: int) -> list[int]:
    below = []
    for index in range(heading + 1, len(draft.units)):
        unit = draft.units[index]
        if unit.form is Form.RULE:
            continue
        if not draft.is_free(index) or unit.form in {Form.HEADING, Form.NOTE}:
            break
        below.append(index)
    return below


def last_body_unit(draft: Draft) -> int:
    wordless = {Form.RULE, Form.NOTE, Form.DATA}
    free = [i for i in draft.free() if draft.units[i].form not in wordless]
    return free[-1] if free else -1
