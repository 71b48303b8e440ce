"""Roles become an article: its texts, its figures, and a part for every unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from articles.importing.bylines import person_in
from articles.importing.citing import Citer
from articles.importing.composing import Block, compose
from articles.importing.ending import LABELS, neighbour
from articles.importing.figures import Gallery
from articles.importing.guess import Draft, Guess
from articles.importing.markdown_words import LINK, plain_words
from articles.importing.questions import ANSWER_LABEL, QUESTION_LABEL
from articles.importing.report import NotUsed, OpenPoint, Part
from articles.importing.roles import PLACES, Role
from articles.importing.spaces import with_plain_spaces
from articles.importing.unit import Form, Unit
from articles.source import ArticleSource, CallToAction, FAQSource

CITING = {Role.PARAGRAPH, Role.LIST_ITEM, Role.ANSWER, Role.CALL, Role.HEADING}
# Plain text on the page, without links.
LINKLESS = {Role.TITLE, Role.STANDFIRST, Role.FAQ_HEADING, Role.QUESTION} | {
    Role.CALL_HEADING
}
NUMBERED_QUESTION = re.compile(r"\A\d{1,2}[.)]\s+")
BUTTON = re.compile(rf"(?:\*\*|_|\*)?{LINK.pattern}(?:\*\*|_|\*)?[.!]?\Z")
LIMITS = {
    "title": 200,
    "faq_heading": 160,
    "heading": 160,
    "question": 300,
    "label": 60,
}
LONGEST_URL = 300


@dataclass(slots=True)
class Assembly:
    """Everything that the units came to."""

    draft: Draft
    citer: Citer
    gallery: Gallery
    name: str = ""
    body: list[Block] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    standfirst: list[str] = field(default_factory=list)
    faq_heading: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    answers: list[list[Block]] = field(default_factory=list)
    call_heading: list[str] = field(default_factory=list)
    call: list[Block] = field(default_factory=list)
    neighbours: dict[Role, str] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    texts: list[tuple[Unit, str]] = field(default_factory=list)


def assemble(draft: Draft, citer: Citer, gallery: Gallery, *, name: str) -> Assembly:
    assembly = Assembly(draft, citer, gallery, name)
    for index, (unit, guess) in enumerate(zip(draft.units, draft.guesses, strict=True)):
        if guess:
            place(assembly, index, unit, guess)
    return assembly


def place(assembly: Assembly, index: int, unit: Unit, guess: Guess) -> None:
    role = guess.role
    if role is Role.ANSWER and not assembly.questions:
        role = Role.PARAGRAPH
    markdown = with_plain_spaces(unit.markdown)
    blocks: list[str] = []
    if unit.form is not Form.CODE:
        can_place = role in {Role.PARAGRAPH, Role.LIST_ITEM, Role.HEADING}
        markdown, blocks = assembly.gallery.take(
            markdown, unit.first, can_place=can_place
        )
        if role in CITING:
            markdown = assembly.citer.cite(markdown, unit.first, unit.last)
    if role in LINKLESS:
        note_links(assembly, unit, markdown)
    result, number = keep(assembly, index, unit, replace(guess, role=role), markdown)
    for block in blocks:
        figure = replace(unit, form=Form.TABLE, markdown=block)
        assembly.body.append(Block(figure, block))
    typed = "\n".join(assembly.citer.lines[unit.first - 1 : unit.last])
    if re.search(r"\w", typed):
        shown = "\n".join([result, *blocks]).strip()
        assembly.parts.append(
            Part(
                first=unit.first,
                last=unit.last,
                role=role,
                place=PLACES[role],
                text=typed,
                result=shown,
                index=number,
                level=guess.level,
                certainty=round(guess.certainty, 2),
                why=guess.why,
                is_corrected=guess.is_corrected,
            )
        )


def note_links(assembly: Assembly, unit: Unit, markdown: str) -> None:
    for link in LINK.finditer(markdown):
        assembly.draft.open_points.append(
            OpenPoint(
                "link-lost",
                "A link stood in this line, which can hold none. Its address was"
                f" {link['address'].strip('<>')}.",
                unit.first,
                link["address"].strip("<>"),
            )
        )


def keep(
    assembly: Assembly, index: int, unit: Unit, guess: Guess, markdown: str
) -> tuple[str, int | None]:
    """Put the words where they belong; what stands there, and at which position."""
    role = guess.role
    words = " ".join(with_plain_spaces(unit.text).split())
    if role in {Role.HEADING, Role.PARAGRAPH, Role.LIST_ITEM}:
        return keep_in_body(assembly, unit, guess, markdown), None
    if role is Role.QUESTION:
        keep_question(assembly, question_words(words))
        return question_words(words), len(assembly.questions) - 1
    if role is Role.ANSWER:
        answer = ANSWER_LABEL.sub("", markdown, count=1)
        return keep_in_answer(assembly, unit, answer), len(assembly.questions) - 1
    if role is Role.CALL:
        assembly.call.append(block_of(unit, markdown))
        assembly.texts.append((unit, markdown))
        return markdown, None
    return keep_words(assembly, unit, role, words), None


def keep_words(assembly: Assembly, unit: Unit, role: Role, words: str) -> str:
    if role is Role.TITLE:
        assembly.titles.append(
            assembly.draft.title if unit.form is Form.DATA else words
        )
    elif role is Role.STANDFIRST:
        assembly.standfirst.append(data_value(unit, words))
    elif role is Role.FAQ_HEADING:
        assembly.faq_heading.append(words)
    elif role is Role.CALL_HEADING:
        assembly.call_heading.append(words)
    elif role in {Role.PREVIOUS, Role.NEXT}:
        title = neighbour(words)[1] or LABELS[role].sub("", words, count=1) or words
        assembly.neighbours.setdefault(role, title)
        return title
    elif role is Role.AUTHOR and not assembly.draft.author:
        assembly.draft.author = person_in(words)
    elif role is Role.PICTURE:
        keep_picture(assembly, unit, words)
    elif role is Role.CAPTION:
        assembly.gallery.caption(
            words,
            with_plain_spaces(unit.markdown),
            unit.first,
            lambda text: assembly.citer.cite(text, unit.first, unit.last),
        )
    return words


def keep_picture(assembly: Assembly, unit: Unit, words: str) -> None:
    if words:
        assembly.gallery.describe(words, unit.first)


def data_value(unit: Unit, words: str) -> str:
    if unit.form is not Form.DATA:
        return words
    return words.partition(":")[2].strip(" '\"")


def keep_in_body(assembly: Assembly, unit: Unit, guess: Guess, markdown: str) -> str:
    if unit.form is Form.NOTE:
        assembly.notes.append(Block(unit, markdown))
        return markdown
    if unit.form is Form.RULE and not re.search(r"\w", unit.text):
        assembly.body.append(Block(unit, "---"))
        return ""
    if guess.role is Role.HEADING:
        block = Block(unit, without_bold(unit, markdown), level=guess.level or 2)
    else:
        block = block_of(unit, markdown, is_item=guess.role is Role.LIST_ITEM)
    assembly.body.append(block)
    assembly.texts.append((unit, markdown))
    return compose([block])


def block_of(unit: Unit, markdown: str, *, is_item: bool | None = None) -> Block:
    has_mark = unit.form in {Form.BULLET, Form.NUMBER}
    is_list = has_mark if is_item is None else is_item
    if is_list and not has_mark:
        unit = replace(unit, form=Form.BULLET)
    return Block(unit, markdown, is_item=is_list)


def without_bold(unit: Unit, markdown: str) -> str:
    found = re.fullmatch(r"(\*\*|__)(.+)\1:?", markdown) if unit.is_bold else None
    return found[2] if found else markdown


def keep_question(assembly: Assembly, words: str) -> None:
    """A question that nothing answers goes on in the next one."""
    if assembly.questions and not assembly.answers[-1]:
        assembly.questions[-1] = f"{assembly.questions[-1]} {words}"
        return
    assembly.questions.append(words)
    assembly.answers.append([])


def keep_in_answer(assembly: Assembly, unit: Unit, markdown: str) -> str:
    if unit.form is Form.HEADING:
        block = Block(unit, markdown, level=4)
    else:
        block = block_of(unit, markdown)
    assembly.answers[-1].append(block)
    assembly.texts.append((unit, markdown))
    return compose([block])


def question_words(words: str) -> str:
    return NUMBERED_QUESTION.sub("", QUESTION_LABEL.sub("", words, count=1), count=1)


def source_of(assembly: Assembly) -> ArticleSource:
    """The article without its references; over-long lines go on where there is room."""
    title, rest = fitted(" ".join(assembly.titles) or assembly.draft.title, "title")
    standfirst = " ".join(filter(None, [rest, *assembly.standfirst]))
    faq_heading, rest = fitted(" ".join(assembly.faq_heading), "faq_heading")
    body = compose([*trimmed(assembly.body), *assembly.notes])
    if rest:
        body = f"{body}\n\n{rest}"
    return ArticleSource(
        title=title,
        standfirst=standfirst,
        body=body,
        faq_heading=faq_heading,
        faqs=tuple(faqs_of(assembly)),
        figures=tuple(assembly.gallery.figures),
        call_to_action=call_of(assembly),
    )


def faqs_of(assembly: Assembly) -> Sequence[FAQSource]:
    faqs = []
    for question, blocks in zip(assembly.questions, assembly.answers, strict=True):
        head, rest = fitted(question, "question")
        answer = compose(trimmed(blocks))
        faqs.append(FAQSource(head, f"{rest}\n\n{answer}" if rest else answer))
    return faqs


def call_of(assembly: Assembly) -> CallToAction:
    blocks = trimmed(assembly.call)
    label, url = "", ""
    if len(blocks) > 1:
        button = BUTTON.match(blocks[-1].markdown)
        words = plain_words(button["words"]) if button else ""
        if button and 0 < len(words) <= LIMITS["label"]:
            address = button["address"].strip("<>")
            if len(address) <= LONGEST_URL:
                label, url, blocks = words, address, blocks[:-1]
    heading, rest = fitted(" ".join(assembly.call_heading), "heading")
    text = compose(blocks)
    return CallToAction(heading, f"{rest}\n\n{text}" if rest else text, label, url)


def trimmed(blocks: Sequence[Block]) -> list[Block]:
    """Without rules at either end, where they parted what now stands apart."""
    shown = [i for i, block in enumerate(blocks) if block.unit.form is not Form.RULE]
    return list(blocks[shown[0] : shown[-1] + 1]) if shown else []


def fitted(words: str, name: str) -> tuple[str, str]:
    """What fits into the field, and the rest, cut between words."""
    limit = LIMITS[name]
    if len(words) <= limit:
        return words, ""
    cut = words.rfind(" ", 0, limit + 1)
    cut = cut if cut > 0 else limit
    return words[:cut], words[cut:].strip()


def not_used(parts: Sequence[Part]) -> tuple[NotUsed, ...]:
    left_out = (part for part in parts if part.place == "not used")
    return tuple(NotUsed(p.first, p.last, p.text, p.why) for p in left_out)
