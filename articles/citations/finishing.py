"""What is put right in an entry after pandoc has made it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Set
from typing import Any

from articles.citations.inlines import clean_html, plain_html
from articles.citations.markup import without_markup
from articles.citations.mends import Mend
from articles.citations.records import creators
from articles.citations.reviews import is_episode_review

RETRACTED = re.compile(
    r"(?:partial(?:ly)? )?(?:retract|withdraw|remov|expression of concern)",
    re.IGNORECASE,
)
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
ITALIC = re.compile(r"<i>(.*?)</i>", re.DOTALL)


def finished(html: str, item: Mapping[str, Any], *, mends: Set[Mend]) -> str:
    for mend, rule in RULES.items():
        if mend in mends:
            html = rule(html, item)
    return html


def upright_translation(html: str, item: Mapping[str, Any]) -> str:
    """The translated title in brackets leaves the italics of the title before it."""
    if not re.search(r"\S \[[^\[\]]+\]\Z", item.get("title", "")):
        return html
    return ITALIC.sub(
        lambda italic: re.sub(
            r" (\[[^\[\]<>]+\])(.*)\Z", without_italics, italic[0], flags=re.DOTALL
        ),
        html,
        count=1,
    )


def without_italics(match: re.Match[str]) -> str:
    """What follows the bracket (a volume's title) is italic again."""
    rest = match[2].removesuffix("</i>")
    return f"</i> {match[1]}{f'<i>{rest}</i>' if rest else ''}"


def date_once(html: str, item: Mapping[str, Any]) -> str:
    """A date in words has no month and day of its own, so the style repeats it."""
    words = plain_html(item.get("issued", {}).get("literal", ""))
    return html.replace(f"({words}, {words})", f"({words})", 1) if words else html


def retrieved_from_wiki(html: str, item: Mapping[str, Any]) -> str:
    """A wiki's entry changes under its address; only ``oldid`` names one state."""
    url = item.get("URL", "")
    dates = item.get("accessed", {}).get("date-parts", [[]])
    is_entry = item["type"].startswith("entry") and "issued" in item
    if not is_entry or len(dates[0]) != 3 or "/wiki/" not in url or "oldid=" in url:
        return html
    year, month, day = dates[0]
    before = f"Retrieved {MONTHS[month - 1]} {day}, {year}, from "
    entry, link, address = html.rpartition("<a ")
    return f"{entry}{before}{link}{address}" if link else html


def no_comma_between_groups(html: str, item: Mapping[str, Any]) -> str:
    """Between two persons a comma stands before "&"; between two groups none."""
    authors = creators(item)
    if len(authors) != 2 or not all("literal" in name for name in authors):
        return html
    return html.replace(", &amp; ", " &amp; ", 1)


def one_section_sign(html: str, item: Mapping[str, Any]) -> str:
    """ "§ 12101 et seq." cites one section and what follows it."""
    return (
        re.sub(r"§§ (?=[^\s–-]+ et seq\.)", "§ ", html) if "section" in item else html
    )


def episode_in_quotes(html: str, item: Mapping[str, Any]) -> str:
    """An episode is a part, so its title stands in quotation marks, not in italics."""
    if not is_episode_review(item):
        return html
    return re.sub(
        r"(\[Review of the [^<\[\]]*)<i>(.*?)</i>(,?)",
        r"\1“\2\3”",
        html,
        count=1,
        flags=re.DOTALL,
    )


def retraction_note(html: str, item: Mapping[str, Any]) -> str:
    """Where a style has no place for ``references``, a reader must still see it.

    Only for what says that a work is not to be trusted; the variable holds other
    things too (the history of a case).
    """
    note = item.get("references", "").strip("() .")
    if not RETRACTED.match(without_markup(note)):
        return html
    shown = clean_html(re.sub(r"\(([^()]*)\)", r"[\1]", note))
    is_printed = plain_letters(shown) in plain_letters(html)
    return html if is_printed else f"{html} ({shown})"


def plain_letters(html: str) -> str:
    """For comparing what two texts say, however they are set."""
    return re.sub(r"\W", "", re.sub(r"<[^<>]*>", "", html))


RULES: dict[Mend, Callable[[str, Mapping[str, Any]], str]] = {
    Mend.TRANSLATED_TITLE: upright_translation,
    Mend.OPEN_DATE: date_once,
    Mend.WIKI: retrieved_from_wiki,
    Mend.TWO_GROUPS: no_comma_between_groups,
    Mend.ET_SEQ: one_section_sign,
    Mend.EPISODE_REVIEW: episode_in_quotes,
    Mend.RETRACTION_NOTE: retraction_note,
}
