"""The mends that are made to an item before pandoc sees it, a rule each."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from articles.citations.editions import name_edition
from articles.citations.markup import without_markup
from articles.citations.mends import Mend
from articles.citations.recordings import (
    name_episode_makers,
    name_medium,
    song_by_its_composer,
)
from articles.citations.records import creators, shown_name
from articles.citations.reviews import (
    date_review,
    mark_episode_writer,
    mark_film_director,
)
from articles.citations.screen_names import apart
from articles.citations.variables import NAMES

Item = dict[str, Any]

SERIALS = (
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "periodical",
    "post-weblog",
    "review",
    "review-book",
)
SCREEN_NAME = re.compile(r"(.*?) ?(\[[^\[\]]+\])")
# Parts of works with titles, not of periodicals with names; styles set their case.
BOOK_PARTS = frozenset(
    ("chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference")
)


def date_that_is_none(item: Item) -> None:
    """The style makes "n.d." itself, and "in press" of the status, with its letters."""
    words = item.get("issued", {}).get("literal", "").casefold().replace(" ", "")
    if words in ("n.d.", "nd", "n.d", "nodate", "undated"):
        del item["issued"]
    elif words in ("inpress", "forthcoming"):
        item.setdefault("status", "in press")
        del item["issued"]


def sort_title(item: Item) -> None:
    """A title's place in the alphabet: without markup, quotes and article."""
    plain = without_markup(item.get("title", "")).lstrip("“‘\"'([¿¡ ")
    item["annote"] = re.sub(r"^(?:an?|the)\s+", "", plain, flags=re.IGNORECASE)


def drop_own_publisher(item: Item) -> None:
    authors = [shown_name(name).casefold() for name in creators(item)]
    joined = {" & ".join(authors), " and ".join(authors), "; ".join(authors)}
    own = {*authors, *joined} - {""}
    sites = ["container-title"] if item["type"] in ("post", "webpage") else []
    for variable in ("publisher", *sites):
        if item.get(variable, "").casefold() in own:
            del item[variable]


def initial_of_lower_case_given(item: Item) -> None:
    """Pandoc takes a given name in lower case for a particle and prints it whole."""
    for name in all_names(item):
        given = name.get("given", "")
        if given.isalpha() and given.islower():
            name["given"] = f"{given[0]}."


def space_initials(item: Item) -> None:
    """ "CR" is not one name with one initial."""
    for name in all_names(item):
        if re.fullmatch(r"[A-Z]{2,3}", name.get("given", "")):
            name["given"] = " ".join(f"{letter}." for letter in name["given"])


def stop_behind_suffix(item: Item) -> None:
    for name in all_names(item):
        if name.get("suffix") in ("Jr", "Sr"):
            name["suffix"] += "."


def host_as_author(item: Item) -> None:
    """Harvard and NLM print no host; a podcast would stand there without anybody."""
    hosts = item.get("host")
    if hosts:
        item.setdefault("author", hosts)


def article_number_as_page(item: Item) -> None:
    if item["type"] == "article-journal" and "number" in item:
        item.setdefault("page", item["number"])


def number_in_genre(item: Item) -> None:
    """ "NIH Publication No." + "18-2059": the style would add a second "No."."""
    genre = item.get("genre", "")
    if "number" in item and re.search(r"\b(?:No|Nos|Nr|Number)\.?$", genre):
        item["number"] = f"{item.pop('genre')} {item['number']}"


def bracket_inner_parentheses(item: Item) -> None:
    """These are printed inside parentheses, so their own become brackets."""
    is_serial = item["type"] in SERIALS
    within = ("edition", "genre", "version", "references", "collection-title")
    for variable in within if is_serial else (*within, "number"):
        if variable in item:
            item[variable] = re.sub(r"\(([^()]*)\)", r"[\1]", item[variable])


def article_number(item: Item) -> None:
    """An e-locator kept as a page ("e1000316") is an article number."""
    if "number" not in item and re.fullmatch(r"e\d{4,}", item.get("page", "")):
        item["number"] = item.pop("page")
    if item["type"] in SERIALS and "number" in item:
        item["number"] = re.sub(r"^Article\s+(?=\S)", "", item["number"])


def bare_cochrane_review(item: Item) -> None:
    """Of this database APA prints neither issue nor number; the DOI tells the state."""
    title = re.sub(r"^the ", "", item.get("container-title", "").casefold())
    if title == "cochrane database of systematic reviews":
        for variable in ("volume", "issue", "number", "page"):
            item.pop(variable, None)


def keep_serial_title(item: Item) -> None:
    """ "Zeitschrift für Psychologie" has its capitals; the style would add "Für".

    A title without capitals behind its first word is left for the style to raise.
    """
    title = item.get("container-title", "")
    if item["type"] in BOOK_PARTS:
        return
    if re.search(r"\s[^\W\d_a-zß-ÿ]", title) and "<" not in title:
        item["container-title"] = f'<span class="nocase">{title}</span>'


def dash_in_number_ranges(item: Item) -> None:
    for variable in ("volume", "issue", "collection-number"):
        if variable in item:
            item[variable] = re.sub(r"(?<=\d)-(?=\d)", "–", item[variable])


def editor_and_translator(item: Item) -> None:
    """The style knows the joint role in a chapter's source, the single roles else."""
    both = item.get("editor-translator")
    if both:
        item.setdefault("editor", both)
        item.setdefault("translator", both)
    elif item.get("editor") and item["editor"] == item.get("translator"):
        item["editor-translator"] = item["editor"]


def name_joint_role_once(item: Item) -> None:
    """The style joins an editor and a translator who are one by itself."""
    both = item.pop("editor-translator", None)
    if both:
        item.setdefault("editor", both)
        item.setdefault("translator", both)


def part_post_brackets(item: Item) -> None:
    """ "[Image attached] [Status update]", where the style would join the two."""
    if item["type"] == "post" and "genre" in item and "medium" in item:
        item["genre"] = f"{item.pop('medium')}] [{item['genre']}"


def set_screen_name_apart(item: Item) -> None:
    """ "[@handle]" or "[Grammar Girl]" behind a name, between marks to find it by."""
    for name in all_names(item):
        for part in ("literal", "given", "suffix"):
            found = SCREEN_NAME.fullmatch(name.get(part, ""))
            if found and (found[1] or part == "suffix"):
                bracket = apart(found[2])
                name[part] = found[1]
                if part == "literal":
                    name[part] += bracket
                else:
                    name["suffix"] = bracket
                break


def all_names(item: Item) -> list[dict[str, Any]]:
    return [name for variable in NAMES for name in item.get(variable, [])]


RULES: dict[Mend, Callable[[Item], None]] = {
    Mend.UNDATED: date_that_is_none,
    Mend.TITLE_SORT: sort_title,
    Mend.OWN_PUBLISHER: drop_own_publisher,
    Mend.LOWER_CASE_GIVEN: initial_of_lower_case_given,
    Mend.RUN_TOGETHER_INITIALS: space_initials,
    Mend.SUFFIX_STOP: stop_behind_suffix,
    Mend.HOST: host_as_author,
    Mend.NUMBER_IN_GENRE: number_in_genre,
    Mend.E_LOCATOR: article_number,
    Mend.INNER_BRACKETS: bracket_inner_parentheses,
    Mend.NUMBER_AS_PAGE: article_number_as_page,
    Mend.COCHRANE: bare_cochrane_review,
    Mend.SERIAL_TITLE: keep_serial_title,
    Mend.NUMBER_RANGE: dash_in_number_ranges,
    Mend.EDITOR_TRANSLATOR: editor_and_translator,
    Mend.ONE_JOINT_ROLE: name_joint_role_once,
    Mend.FILM_REVIEW: mark_film_director,
    Mend.EPISODE_REVIEW: mark_episode_writer,
    Mend.REVIEW_DATE: date_review,
    Mend.POST_BRACKETS: part_post_brackets,
    Mend.SCREEN_NAME: set_screen_name_apart,
    Mend.MEDIUM: name_medium,
    Mend.EPISODE_MAKERS: name_episode_makers,
    Mend.SONG: song_by_its_composer,
    Mend.EDITION_WORDS: name_edition,
}
