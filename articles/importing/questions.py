"""Questions and answers: under a heading of their own, or labelled Q and A."""

from __future__ import annotations

import re
from enum import Enum

from articles.importing.guess import Draft
from articles.importing.headings import heading_likelihood, is_heading
from articles.importing.invitation import call_score
from articles.importing.roles import Role
from articles.importing.unit import Attached, Form
from articles.importing.vocabulary import FAQ_HEADING, INVITING_QUESTION

QUESTION_LABEL = re.compile(
    r"\A\W{0,3}(?:Q|Question)\s?\d{0,2}\s?[.:)]\W{0,3}\s+", re.IGNORECASE
)
ANSWER_LABEL = re.compile(
    r"\A\W{0,3}(?:A|Answer)\s?\d{0,2}\s?[.:)]\W{0,3}\s+(?=\S)", re.IGNORECASE
)
LONGEST_QUESTION = 250
LONGEST_HEADING = 90


class Style(Enum):
    """How an article sets its questions apart."""

    MARKED = "heading"
    BOLD = "bold"
    LABELLED = "Q:"
    HINTED = "told"
    PLAIN = "?"


def find_questions(draft: Draft) -> None:
    for index in range(len(draft.units)):
        if is_faq_heading(draft, index):
            take_section(draft, index)
    take_labelled(draft)
    take_told(draft)


def is_faq_heading(draft: Draft, index: int) -> bool:
    if draft.role(index) is Role.FAQ_HEADING:
        return True
    unit = draft.units[index]
    if not draft.is_free(index) or len(unit.text) > LONGEST_HEADING:
        return False
    if not FAQ_HEADING.search(unit.text) or unit.text.endswith("."):
        return False
    is_marked = unit.form is Form.HEADING or unit.is_bold
    return is_marked or (
        unit.form is Form.TEXT and heading_likelihood(draft, index) > 0.3
    )


def take_section(draft: Draft, heading: int) -> None:
    indices = section_below(draft, heading)
    style = style_of(draft, indices)
    if style is None:
        return
    pairs = paired(draft, heading, indices, style)
    pairs = without_invitation(draft, pairs)
    if not pairs:
        return
    draft.take(heading, Role.FAQ_HEADING, 0.95, "a heading for questions")
    for question, answers in pairs:
        draft.take(question, Role.QUESTION, 0.9, "a question under that heading")
        for answer in answers:
            draft.take(answer, Role.ANSWER, 0.9, "stands under a question")
    take_introduction(draft, heading, pairs[0][0])


def section_below(draft: Draft, heading: int) -> list[int]:
    indices = []
    told = {Role.QUESTION, Role.ANSWER, None}
    for index in range(heading + 1, len(draft.units)):
        if draft.role(index) not in told or draft.units[index].form is Form.NOTE:
            break
        if draft.units[index].form is not Form.RULE:
            indices.append(index)
    return indices


def style_of(draft: Draft, indices: list[int]) -> Style | None:
    """By the first line that is a question; an introduction may stand before it."""
    for index in indices[:4]:
        unit = draft.units[index]
        if draft.role(index) is Role.QUESTION:
            return Style.HINTED
        if unit.form is Form.HEADING:
            return Style.MARKED
        if QUESTION_LABEL.match(unit.text):
            return Style.LABELLED
        if unit.is_bold:
            return Style.BOLD
        if unit.text.endswith("?") and len(unit.text) <= LONGEST_QUESTION:
            return Style.PLAIN
    return None


def is_question(draft: Draft, index: int, style: Style, level: int) -> bool:
    unit = draft.units[index]
    role = draft.role(index)
    if role is not None:
        return role is Role.QUESTION
    if style is Style.MARKED:
        return unit.form is Form.HEADING and unit.level == level
    if style is Style.BOLD:
        return unit.is_bold
    if style is Style.LABELLED:
        return bool(QUESTION_LABEL.match(unit.text))
    if style is Style.HINTED:
        return False
    is_line = unit.form in {Form.TEXT, Form.NUMBER, Form.BULLET}
    return is_line and unit.text.endswith("?") and len(unit.text) <= LONGEST_QUESTION


def paired(
    draft: Draft, heading: int, indices: list[int], style: Style
) -> list[tuple[int, list[int]]]:
    first = next((draft.units[i] for i in indices if draft.units[i].level), None)
    level = first.level if first else 0
    pairs: list[tuple[int, list[int]]] = []
    for index in indices:
        if is_question(draft, index, style, level):
            pairs.append((index, []))
        elif pairs and ends_section(draft, index, heading, pairs[-1]):
            break
        elif pairs:
            pairs[-1][1].append(index)
        elif draft.units[index].form is Form.HEADING:
            return []
    return answered(draft, pairs)


def ends_section(
    draft: Draft, index: int, heading: int, pair: tuple[int, list[int]]
) -> bool:
    unit = draft.units[index]
    if draft.role(index) is Role.ANSWER:
        return False
    if unit.form is Form.HEADING:
        outer = draft.units[heading].level
        return (
            not outer or unit.level <= outer or unit.level < draft.units[pair[0]].level
        )
    return bool(pair[1]) and not unit.is_bold and is_heading(draft, index)


def answered(
    draft: Draft, pairs: list[tuple[int, list[int]]]
) -> list[tuple[int, list[int]]]:
    """Without questions that nothing answers: those at the end are no questions."""
    while pairs and not pairs[-1][1] and draft.role(pairs[-1][0]) is None:
        pairs.pop()
    return pairs


def without_invitation(
    draft: Draft, pairs: list[tuple[int, list[int]]]
) -> list[tuple[int, list[int]]]:
    """A closing "Ready to begin?" under the questions is set differently from them."""
    if len(pairs) < 2:
        return pairs
    question, answers = pairs[-1]
    others = {setting(draft, pair) for pair in pairs[:-1]}
    is_invitation = INVITING_QUESTION.match(draft.units[question].text)
    is_set_alike = setting(draft, pairs[-1]) in others and not is_invitation
    if is_set_alike or draft.role(question) is not None:
        return pairs
    text = " ".join(draft.units[i].markdown for i in answers)
    return pairs[:-1] if call_score(draft.units[question].text, text) >= 3 else pairs


def setting(draft: Draft, pair: tuple[int, list[int]]) -> tuple[Attached, int]:
    answers = pair[1]
    attached = draft.units[answers[0]].attached if answers else Attached.BLANK
    return attached, draft.units[pair[0]].level


def take_introduction(draft: Draft, heading: int, first: int) -> None:
    for index in range(heading + 1, first):
        if draft.is_free(index) and draft.units[index].form is not Form.RULE:
            draft.take(index, Role.PARAGRAPH, 0.6, "stands before the first question")
            draft.note(
                "faq-introduction",
                "This stands between the heading of the questions and the first one."
                " It was kept at the end of the text.",
                index,
            )


def take_labelled(draft: Draft) -> None:
    """ "Q: … A: …" without any heading, at least twice."""
    labelled = [i for i in draft.free() if QUESTION_LABEL.match(draft.units[i].text)]
    answers = [i for i in draft.free() if ANSWER_LABEL.match(draft.units[i].text)]
    if len(labelled) < 2 or len(answers) < 2:
        return
    for question in labelled:
        draft.take(question, Role.QUESTION, 0.85, "begins with “Q”")
        take_answers(draft, question)


def take_told(draft: Draft) -> None:
    """What an editor or the page's own markup calls a question has its answer below."""
    for index, guess in enumerate(draft.guesses):
        if guess and guess.role is Role.QUESTION:
            take_answers(draft, index)


def take_answers(draft: Draft, question: int) -> None:
    if question + 1 < len(draft.units) and draft.role(question + 1) is Role.ANSWER:
        return
    for index in range(question + 1, len(draft.units)):
        unit = draft.units[index]
        if not draft.is_free(index) or unit.form in {Form.HEADING, Form.NOTE}:
            return
        if QUESTION_LABEL.match(unit.text):
            return
        if index > question + 1 and is_heading(draft, index):
            return
        draft.take(index, Role.ANSWER, 0.8, "stands under a question")
