"""What stands behind an article on its page: neighbours, sharing, the author, dust."""

from __future__ import annotations

import re

from articles.importing.bylines import read_byline
from articles.importing.guess import Draft
from articles.importing.headings import heading_likelihood
from articles.importing.reference_lines import looks_like_reference
from articles.importing.roles import Role
from articles.importing.unit import Form, Unit
from articles.importing.vocabulary import (
    ABOUT_AUTHOR,
    ARROW_BEFORE,
    ARROW_BEHIND,
    FURNITURE,
    LAST_SECTION,
    MENU,
    NEXT,
    PREVIOUS,
)

LONGEST_LINE = 200
AUTHOR_NOTE = (
    "A note on the author was left out: the page prints the author’s own biography."
)
IS = r"(?:is|was|works|offers|provides|practices|has|specializes|lives|helps|sees)"
MENU_SHARE = 0.6
LABELS = {Role.PREVIOUS: PREVIOUS, Role.NEXT: NEXT}


def find_ending(draft: Draft) -> None:
    take_last_sections(draft)
    start = furniture_start(draft)
    expected: Role | None = None
    for index in range(start, len(draft.units)):
        if not draft.is_free(index) or draft.units[index].form is Form.RULE:
            continue
        expected = take_line(draft, index, expected)
    take_author_section(draft)
    take_biography(draft)
    take_signature(draft)


def take_last_sections(draft: Draft) -> None:
    """Comments and lists of other articles, with all that is under them."""
    quarter = len(draft.units) // 4
    last_reference = last_reference_of(draft)
    for index in list(draft.free()):
        unit = draft.units[index]
        if index > quarter and LAST_SECTION.fullmatch(unit.text):
            if not draft.is_free(index) or not is_line(unit) or index < last_reference:
                continue
            for below in range(index, len(draft.units)):
                if neighbour(draft.units[below].text)[0] is not None:
                    break
                draft.take(below, Role.NOT_USED, 0.8, "part of the page around it")


def last_reference_of(draft: Draft) -> int:
    found = (i for i in reversed(range(len(draft.units))) if is_reference(draft, i))
    return next(found, -1)


def is_reference(draft: Draft, index: int) -> bool:
    return looks_like_reference(draft.units[index].text)


def is_line(unit: Unit) -> bool:
    return unit.form in {Form.TEXT, Form.HEADING} and len(unit.text) <= LONGEST_LINE


def furniture_start(draft: Draft) -> int:
    """From where on there is nothing but page furniture and lines between it."""
    start = len(draft.units)
    known = seen = 0
    for index in range(len(draft.units) - 1, -1, -1):
        unit = draft.units[index]
        if not draft.is_free(index) or unit.form is Form.RULE:
            continue
        is_word = is_menu_word(unit)
        if not (is_sure(unit) or is_word or could_be_link(unit)):
            break
        seen += 1
        known += is_word or is_sure(unit)
        # "Resources" alone may head a list of helplines; a menu has several such words.
        is_menu = is_word and known > 1 and known >= MENU_SHARE * seen
        if is_sure(unit) or is_menu:
            start = index
    return start


def is_sure(unit: Unit) -> bool:
    if unit.form is Form.CODE or not unit.text:
        return False
    return bool(FURNITURE.fullmatch(unit.text)) or neighbour(unit.text)[0] is not None


def is_menu_word(unit: Unit) -> bool:
    return unit.form is not Form.CODE and bool(MENU.fullmatch(unit.text))


def could_be_link(unit: Unit) -> bool:
    """A title of another article or a word of a menu: a short line, no sentence."""
    if unit.form not in {Form.TEXT, Form.HEADING}:
        return False
    is_short = len(unit.text) <= LONGEST_LINE and not unit.text.endswith(".")
    return is_short and not looks_like_reference(unit.text)


def neighbour(text: str) -> tuple[Role | None, str]:
    """The role of a line such as "Next: Title" or "Title →", and the title in it."""
    for role, pattern in LABELS.items():
        found = pattern.match(text)
        if found:
            rest = text[found.end() :]
            is_label = not rest or re.search(r"[:–—|←→«»‹›-]\s*\Z", found[0])
            return (role, rest.strip(" »›→")) if is_label else (None, "")
    if ARROW_BEFORE.match(text) and len(text) <= LONGEST_LINE:
        return Role.PREVIOUS, ARROW_BEFORE.sub("", text)
    if ARROW_BEHIND.search(text) and len(text) <= LONGEST_LINE:
        return Role.NEXT, ARROW_BEHIND.sub("", text)
    return None, ""


def take_line(draft: Draft, index: int, expected: Role | None) -> Role | None:
    """Give the line its role; the role of the title that must come next, if any."""
    unit = draft.units[index]
    role, title = neighbour(unit.text)
    if role is not None and not title:
        draft.take(index, Role.NAVIGATION, 0.9, "a link to another article")
        return role
    if role is not None:
        draft.take(index, role, 0.9, "a link to another article")
        return None
    if expected is not None and not FURNITURE.fullmatch(unit.text):
        draft.take(index, expected, 0.9, "stands under “Previous” or “Next”")
        return None
    draft.take(index, Role.NAVIGATION, 0.8, "part of the page around the article")
    return expected


def take_author_section(draft: Draft) -> None:
    for index in list(draft.free()):
        if not ABOUT_AUTHOR.fullmatch(draft.units[index].text):
            continue
        if heading_likelihood(draft, index) < 0.3 or index < len(draft.units) // 2:
            continue
        draft.take(index, Role.NOT_USED, 0.8, "the heading of a note on the author")
        words: list[str] = []
        for below in range(index + 1, len(draft.units)):
            if not draft.is_free(below) or draft.units[below].form is Form.HEADING:
                break
            if heading_likelihood(draft, below) >= 0.6 and words:
                break
            words.append(draft.units[below].text)
            draft.take(below, Role.NOT_USED, 0.8, "a note on the author")
        draft.note(
            "author-note",
            AUTHOR_NOTE,
            index,
            " ".join(words),
        )


def take_biography(draft: Draft) -> None:
    """A last paragraph that begins with the author's name."""
    last = [i for i in draft.free() if draft.units[i].form is Form.TEXT][-2:]
    for index in reversed(last):
        text = draft.units[index].text
        if not draft.author or index < len(draft.units) // 2:
            return
        if re.match(
            rf"\W*(?:Dr\.? )?{re.escape(draft.author)}\b.{{0,60}}?\b{IS}\b", text
        ):
            draft.take(index, Role.NOT_USED, 0.8, "a note on the author")
            draft.note("author-note", AUTHOR_NOTE, index, text)


def take_signature(draft: Draft) -> None:
    """A last line that is nothing but a name with credentials, or a date."""
    last = [i for i in draft.free() if draft.units[i].form is not Form.RULE][-2:]
    for index in reversed(last):
        unit = draft.units[index]
        byline = read_byline(unit.text) if unit.form is Form.TEXT else None
        if not byline:
            return
        role = Role.AUTHOR if byline.name else Role.DATE if byline.date else None
        draft.take(index, role or Role.NAVIGATION, 0.8, "signed at the end")
        draft.author = draft.author or byline.name
        draft.date = draft.date or byline.date
