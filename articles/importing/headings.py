"""Whether a line is a heading: by its mark, else by its look and its neighbours."""

from __future__ import annotations

import re

from articles.importing.guess import Draft
from articles.importing.roles import Role
from articles.importing.unit import Attached, Form, Unit

LONGEST = 120
MOST_WORDS = 18
# From here on an unmarked line is a heading.
LIKELY = 0.6
ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+", re.IGNORECASE)
FINAL_STOP = re.compile(r"[.,;:…][”\"’')\]]*\Z")
QUOTATION = re.compile(r"[“\"‘'].*[”\"’'][.,!?]?\Z")
NUMBERED = re.compile(r"(?:step |part |tip )?\d{1,2}[.):]\s+\S", re.IGNORECASE)


def heading_likelihood(draft: Draft, index: int) -> float:
    unit = draft.units[index]
    if unit.form is Form.HEADING:
        return 1.0
    if unit.form is not Form.TEXT or not could_be_heading(unit):
        return 0.0
    if unit.is_bold:
        return 0.9
    if draft.is_marked:
        return 0.0
    return look(draft, index)


def could_be_heading(unit: Unit) -> bool:
    text = unit.text
    return (
        unit.first == unit.last
        and 1 < len(text) <= LONGEST
        and len(text.split()) <= MOST_WORDS
        and not FINAL_STOP.search(text)
        and not ADDRESS.fullmatch(text)
        and text.lstrip("“\"‘'([")[:1].isalnum()
        and not text.lstrip("“\"‘'([")[:1].islower()
        and any(character.isalpha() for character in text)
        and "![" not in unit.markdown
    )


def look(draft: Draft, index: int) -> float:
    """For a line without any mark: short, no full stop, space around, text below."""
    unit = draft.units[index]
    following = next_content(draft, index)
    if following is None:
        return 0.2
    below = draft.units[following]
    score: float = 0.65
    if unit.attached is not Attached.BLANK and not draft.is_dense:
        score -= 0.2
    if QUOTATION.match(unit.text):
        score -= 0.3
    if is_capitals(unit.text) or NUMBERED.match(unit.text):
        score += 0.25
    elif title_case(unit.text) >= 0.7:
        score += 0.2
    if below.form is Form.TEXT and len(below.text) < 1.5 * len(unit.text):
        is_line_too = could_be_heading(below) and not stands_above_text(
            draft, following
        )
        is_close = below.attached is not Attached.BLANK
        score -= (0.4 if is_close else 0.25) if is_line_too else 0.05
    return min(1.0, max(0.0, score))


def stands_above_text(draft: Draft, index: int) -> bool:
    """Whether a line has a paragraph below it, as a heading under a heading does."""
    following = next_content(draft, index)
    if following is None or draft.units[index].attached is not Attached.BLANK:
        return False
    below = draft.units[following]
    return below.form is Form.TEXT and not could_be_heading(below)


def next_content(draft: Draft, index: int) -> int | None:
    """The next unit that is part of the article, None at its end."""
    for following in range(index + 1, len(draft.units)):
        if draft.units[following].form is Form.RULE:
            continue
        if draft.role(following) in {Role.NAVIGATION, Role.NOT_USED}:
            continue
        return following
    return None


def is_capitals(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return len(letters) > 3 and all(character.isupper() for character in letters)


def title_case(text: str) -> float:
    """The share of longer words that begin with a capital."""
    found: list[str] = re.findall(r"[^\W\d_]+", text)
    words = [word for word in found[1:] if len(word) > 3]
    if not words:
        return 0.7
    return sum(word[0].isupper() for word in words) / len(words)


def is_heading(draft: Draft, index: int) -> bool:
    role = draft.role(index)
    if role is not None:
        return role in {Role.HEADING, Role.CALL_HEADING, Role.FAQ_HEADING}
    return heading_likelihood(draft, index) >= LIKELY


def level_rank(unit: Unit) -> int:
    """How deep a heading is compared with the article's others; smaller is higher."""
    if unit.form is Form.HEADING:
        return unit.level
    if unit.is_bold:
        return 7
    if is_capitals(unit.text):
        return 1
    return 3 if NUMBERED.match(unit.text) else 2
