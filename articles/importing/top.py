"""The head of an article: title, standfirst, author, date, and menus above it."""

from __future__ import annotations

import re

from articles.importing.bylines import person_in, read_byline
from articles.importing.guess import Draft, Guess
from articles.importing.headings import could_be_heading, is_heading
from articles.importing.markdown_words import plain_words
from articles.importing.roles import Role
from articles.importing.unit import Form, Unit
from articles.importing.vocabulary import (
    BREADCRUMBS,
    FAQ_HEADING,
    MENU,
    OPENING_HEADING,
    READING_TIME,
    REVIEWED_BY,
)

# Nothing further down is looked at as a title.
DEEPEST_TITLE = 15
LONGEST_TITLE = 200
LONGEST_STANDFIRST = 60
DATA_LINE = re.compile(r"(?P<name>[\w-]+)\s*:\s*(?P<value>.*)")
DATA_ROLES = {
    "title": Role.TITLE,
    "subtitle": Role.STANDFIRST,
    "description": Role.STANDFIRST,
    "standfirst": Role.STANDFIRST,
    "author": Role.AUTHOR,
    "date": Role.DATE,
}
HEAD_MATTER = {Role.AUTHOR, Role.DATE, Role.NAVIGATION}
SITE_NAME = re.compile(r"\s+[|–—·»-]\s+")


def find_top(draft: Draft) -> None:
    take_data(draft)
    title = draft.first_with(Role.TITLE)
    if title is None:
        title = find_title(draft)
    if title is not None:
        draft.take(title, Role.TITLE, 0.9, "the first line that looks like a title")
        draft.title = draft.title or draft.units[title].text
    else:
        draft.title = title_of_page(draft)
    take_above(draft, title or 0)
    take_below(draft, -1 if title is None else title)
    draft.author = draft.author or person_in(draft.metadata.get("author", ""))
    draft.date = draft.date or iso_day(draft.metadata.get("date", ""))


def iso_day(written: str) -> str:
    byline = read_byline(written[:10]) or read_byline(written)
    return byline.date if byline else ""


def take_data(draft: Draft) -> None:
    """Front matter, or pandoc's three lines with a percent sign."""
    signs = [Role.TITLE, Role.AUTHOR, Role.DATE]
    for index, unit in enumerate(draft.units):
        if unit.form is not Form.DATA or not draft.is_free(index):
            continue
        found = DATA_LINE.fullmatch(unit.text)
        if unit.text.startswith("% "):
            role: Role | None = signs[unit.first - 1] if unit.first <= 3 else None
            value = unit.text[2:]
        else:
            role = DATA_ROLES.get(found["name"].lower()) if found else None
            value = found["value"].strip(" '\"") if found else ""
        if role is None or not value or draft.first_with(role) is not None:
            draft.take(index, Role.NOT_USED, 1.0, "settings at the head of the file")
            continue
        draft.take(index, role, 1.0, "named so at the head of the file")
        keep_value(draft, role, value)


def keep_value(draft: Draft, role: Role, value: str) -> None:
    if role is Role.TITLE:
        draft.title = value
    elif role is Role.AUTHOR:
        draft.author = person_in(value)
    elif role is Role.DATE:
        draft.date = iso_day(value)


def find_title(draft: Draft) -> int | None:
    candidates = [i for i in draft.free() if draft.units[i].form is not Form.RULE]
    candidates = candidates[:DEEPEST_TITLE]
    for index in candidates:
        unit = draft.units[index]
        if unit.form is Form.HEADING and unit.level == 1 and unit.text:
            return index
    page_title = folded(draft.metadata.get("page_title", ""))
    for index in candidates:
        text = folded(draft.units[index].text)
        if len(text) > 3 and page_title.startswith(text):
            return index
    if title_of_page(draft):
        return None
    return unmarked_title(draft, candidates)


def unmarked_title(draft: Draft, candidates: list[int]) -> int | None:
    """The first line that is no menu, byline or paragraph."""
    for index in candidates:
        unit = draft.units[index]
        if unit.form is Form.HEADING:
            return index
        if is_menu(unit) or read_byline(unit.text):
            continue
        return index if could_be_title(unit) else None
    return None


def could_be_title(unit: Unit) -> bool:
    words = unit.text.rstrip()
    return (
        unit.form is Form.TEXT
        and 0 < len(words) <= LONGEST_TITLE
        and unit.last - unit.first < 3
        and (len(words) < 80 or not words.endswith("."))
    )


def title_of_page(draft: Draft) -> str:
    """From the page's head, without the name of the site."""
    if draft.metadata.get("title"):
        return draft.metadata["title"]
    pieces = SITE_NAME.split(draft.metadata.get("page_title", ""))
    return pieces[0].strip()


def folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def is_menu(unit: Unit) -> bool:
    text = unit.text
    if READING_TIME.fullmatch(text) or MENU.fullmatch(text):
        return True
    return bool(BREADCRUMBS.fullmatch(text)) and len(text.split()) < 12


def take_above(draft: Draft, title: int) -> None:
    for index in range(title):
        unit = draft.units[index]
        if not draft.is_free(index) or unit.form is Form.RULE:
            continue
        if take_byline(draft, index):
            continue
        is_short = len(unit.text.split()) <= 8 and not unit.text.endswith(".")
        if is_menu(unit) or (unit.form is Form.TEXT and is_short):
            draft.take(index, Role.NAVIGATION, 0.8, "stands above the title")


def take_below(draft: Draft, title: int) -> None:
    """Byline, date and standfirst, up to the first paragraph or section."""
    has_standfirst = draft.first_with(Role.STANDFIRST) is not None
    for index in range(title + 1, min(title + 10, len(draft.units))):
        unit = draft.units[index]
        guess = draft.guesses[index]
        if guess and guess.is_corrected and guess.role not in HEAD_MATTER:
            # An editor said what stands here, so nothing below is the standfirst.
            has_standfirst = True
        if guess or unit.form is Form.RULE or "![" in unit.markdown:
            continue
        if take_byline(draft, index):
            continue
        if is_menu(unit):
            draft.take(index, Role.NAVIGATION, 0.8, "stands under the title")
        elif not has_standfirst and is_standfirst(draft, index, title):
            take_standfirst(draft, index)
            has_standfirst = True
        else:
            return


def take_byline(draft: Draft, index: int) -> bool:
    unit = draft.units[index]
    if unit.form not in {Form.TEXT, Form.HEADING}:
        return False
    if REVIEWED_BY.fullmatch(unit.text):
        draft.take(index, Role.NOT_USED, 0.9, "names a reviewer")
        draft.note(
            "reviewer-found",
            "The text names a reviewer, whom the page does not print.",
            index,
            unit.text,
        )
        return True
    byline = read_byline(unit.text)
    if not byline:
        return False
    role = Role.AUTHOR if byline.name else Role.DATE if byline.date else Role.NAVIGATION
    draft.take(index, role, 0.9, "a line with a name or a date under the title")
    draft.author = draft.author or byline.name
    draft.date = draft.date or byline.date
    return True


def take_standfirst(draft: Draft, index: int) -> None:
    draft.guesses[index] = Guess(
        Role.STANDFIRST, 0.7, "a short line between the title and the first paragraph"
    )


def is_standfirst(draft: Draft, index: int, title: int) -> bool:
    unit = draft.units[index]
    text = unit.text
    if title < 0 or len(text.split()) > LONGEST_STANDFIRST or not text:
        return False
    if OPENING_HEADING.fullmatch(text) or FAQ_HEADING.search(text):
        return False
    if unit.form is Form.HEADING:
        return is_odd_heading(draft, index)
    if unit.form is not Form.TEXT or unit.is_bold:
        return (
            unit.is_bold and not unit.text.endswith("?") and follows_text(draft, index)
        )
    if unit.is_italic:
        return True
    is_line = could_be_heading(unit) and not text.endswith("?")
    return is_line and follows_text(draft, index)


def is_odd_heading(draft: Draft, index: int) -> bool:
    """A heading right under the title that is deeper than the sections' own."""
    later = [
        unit.level
        for unit in draft.units[index + 1 :]
        if unit.form is Form.HEADING and unit.level > 1
    ]
    return bool(later) and draft.units[index].level > min(later)


def follows_text(draft: Draft, index: int) -> bool:
    """Whether a paragraph comes next, with nothing but bylines and pictures between."""
    for following in range(index + 1, len(draft.units)):
        unit = draft.units[following]
        if unit.form is Form.RULE or read_byline(unit.text) or is_menu(unit):
            continue
        if not plain_words(unit.markdown):
            continue
        return unit.form is Form.TEXT and not is_heading(draft, following)
    return False
