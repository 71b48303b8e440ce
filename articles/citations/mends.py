"""The list of what Python adds to pandoc and the style to reach APA 7, or its kin.

Each mend is one rule, applied where its name is looked up (``style``, ``item_rules``,
``finishing``, ``narrative``, ``abbreviations``) and can be left out on its own, so
that a benchmark can print what it is worth. No rule may name a work.
"""

from __future__ import annotations

from enum import Enum


class Mend(Enum):
    """Name, and the rule of APA 7 (manual section or example) behind it."""

    NARRATIVE_AND = "8.17: “and” between names in a narrative citation"
    TITLE_SORT = "9.48: a/b by title without A, An, The"
    SUFFIX_ORDER = "8.12: 1993a before 1993b inside a parenthesis"
    AUTHOR_ORDER = "8.12: works in a parenthesis in the order of the list"
    OWN_PUBLISHER = "9.29, 9.32: no publisher or site that is the author"
    RETRIEVED = "9.16: “Retrieved” only with a retrieval date"
    ENTRY_DATE = "ex. 49: full date of an encyclopedia entry"
    SINGLE_NUMBER = "10.4: a hyphenated report number is one number"
    NUMBER_IN_GENRE = "10.4: “No.” once where the report's kind ends with it"
    ACCESSION_NUMBER = "ex. 83: accession number without “No.”"
    GROUP_ABBREVIATION = "8.21: group spelled out once, then abbreviated"
    NAMELESS_NARRATIVE = "8.14: narrative citation of a work without names"
    JOINT_NARRATIVE = "8.12: narrative citation of several works"
    ONE_SPELLING = "9.8: one spelling of one person's given names"
    TRANSLATED_TITLE = "9.38: translated title upright in brackets"
    LOWER_CASE_GIVEN = "9.9: initial of a given name in lower case"
    RUN_TOGETHER_INITIALS = "9.8: initials written without periods, as PubMed does"
    SUFFIX_STOP = "9.8: “Jr.” with its full stop"
    HOST = "Harvard, NLM: the host of a podcast stands for its author"
    NUMBER_AS_PAGE = "Harvard: an article number, for which the style has no place"
    OPEN_DATE = "ex. 95: “2015–present” once"
    UNDATED = "8.14, ex. 7: “n.d.” and “in press” typed as a date are none"
    TIMESTAMP = "8.28: a time in a recording bears no “p.”"
    TABLE_LOCATOR = "8.13: locators other than pages spelled with a capital"
    FILM_REVIEW = "ex. 67: a reviewed film's director is marked as such"
    EPISODE_REVIEW = "ex. 69: a reviewed episode in quotation marks, with its writer"
    REVIEW_DATE = "ex. 69: full date of a review that stands in no volume"
    POST_BRACKETS = "10.15: what is attached to a post in brackets of its own"
    INNER_BRACKETS = "6.8: brackets inside parentheses"
    TWO_GROUPS = "9.8: no comma between two group authors"
    ET_SEQ = "11.5: one section sign before “et seq.”"
    SERIAL_TITLE = "9.25: a periodical's title in the periodical's own spelling"
    NUMBER_RANGE = "6.6: an en dash between volumes or issues"
    EDITOR_TRANSLATOR = "ex. 44: “Ed. & Trans.” for one person in both roles"
    DATA_SET = "10.9: “Data set” in two words"
    TEXT_ONLY = "8.9: no entry for a personal communication"
    SCREEN_NAME = "10.15: a screen name in brackets stands in the entry only"
    EPISODE_MAKERS = "ex. 87: writers and director of an episode, each with the role"
    MEDIUM = "ex. 84, 90: “[Film]” or “[Video]” where a record does not say which"
    COCHRANE = "ex. 13: a review in Cochrane’s database without volume and number"
    SONG = "ex. 92: “[Song]” where composer and performer are one"
    EDITION_WORDS = "9.50, ex. 48: “Rev. ed.”, “Summer 2019 ed.”"
    WIKI = "ex. 49: “Retrieved” before a wiki's address without a fixed version"
    E_LOCATOR = "9.27: an article number is no page"
    ONE_JOINT_ROLE = "Chicago, NLM: who edited and translated is named once"
    EVENT = "NLM: the style reads an event's name in its older variable"
    RETRACTION_NOTE = "a style without a place for it: the retraction behind the entry"
    ROLE_BEHIND_NAMES = "NLM: “editors” stands behind the names"
    HYPHEN_IN_RANGE = "NLM: a hyphen between pages"
    THESIS_PLACE = "NLM: the place of a thesis without brackets"


ALL_MENDS = frozenset(Mend)

# Right in every style with names and years in the text.
AUTHOR_DATE = frozenset(
    {
        Mend.GROUP_ABBREVIATION,
        Mend.NAMELESS_NARRATIVE,
        Mend.JOINT_NARRATIVE,
        Mend.ONE_SPELLING,
        Mend.RUN_TOGETHER_INITIALS,
        Mend.SUFFIX_STOP,
        Mend.OPEN_DATE,
        Mend.TIMESTAMP,
        Mend.TABLE_LOCATOR,
        Mend.SERIAL_TITLE,
        Mend.NUMBER_RANGE,
        Mend.TEXT_ONLY,
        Mend.SCREEN_NAME,
        Mend.ONE_JOINT_ROLE,
        Mend.RETRACTION_NOTE,
    }
)
HARVARD = AUTHOR_DATE | {Mend.HOST, Mend.NUMBER_AS_PAGE}
NLM_ONLY = frozenset(
    {Mend.ROLE_BEHIND_NAMES, Mend.HYPHEN_IN_RANGE, Mend.THESIS_PLACE, Mend.EVENT}
)
APA = ALL_MENDS - NLM_ONLY - {Mend.ONE_JOINT_ROLE, Mend.HOST, Mend.NUMBER_AS_PAGE}
NLM = NLM_ONLY | {
    Mend.HOST,
    Mend.ONE_SPELLING,
    Mend.OPEN_DATE,
    Mend.TEXT_ONLY,
    Mend.SCREEN_NAME,
    Mend.NUMBER_IN_GENRE,
    Mend.ONE_JOINT_ROLE,
    Mend.RETRACTION_NOTE,
}
