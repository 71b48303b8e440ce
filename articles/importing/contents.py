"""A table of contents, which the page makes by itself."""

from __future__ import annotations

import re

from articles.importing.guess import Draft
from articles.importing.roles import Role
from articles.importing.unit import Form, Unit

HEADING = re.compile(
    r"(?:table of )?contents|in this (?:article|post|guide)|on this page|jump to"
    r"|what(?:[’']s| is) (?:in|inside)(?: this (?:article|post|guide))?",
    re.IGNORECASE,
)
LISTED = {Form.TEXT, Form.BULLET, Form.NUMBER}
# Without a heading of its own, a list of headings has at least so many.
FEWEST = 3
LONGEST = 120


def find_contents(draft: Draft) -> None:
    """Lines that repeat headings from further down, one after the other."""
    later: dict[str, int] = {}
    for index, unit in enumerate(draft.units):
        if unit.form in {Form.TEXT, Form.HEADING}:
            later[folded(unit.text)] = index
    run: list[int] = []
    for index, unit in enumerate(draft.units):
        repeats = is_line(unit) and later.get(folded(unit.text), -1) > index + 1
        if draft.is_free(index) and repeats:
            run.append(index)
        elif unit.form is not Form.RULE:
            take(draft, run)
            run = []
    take(draft, run)


def is_line(unit: Unit) -> bool:
    is_short = len(unit.text) <= LONGEST and not unit.text.endswith(".")
    return unit.form in LISTED and is_short


def take(draft: Draft, run: list[int]) -> None:
    if not run:
        return
    above = run[0] - 1
    is_headed = draft.is_free(above) and HEADING.fullmatch(
        draft.units[above].text.strip(" :*")
    )
    if is_headed or len(run) >= FEWEST:
        for index in [above, *run] if is_headed else run:
            draft.take(index, Role.NAVIGATION, 0.85, "a table of contents")


def folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
