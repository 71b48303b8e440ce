"""A page's elements in the few forms that the conversion to Markdown knows."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString, PreformattedString

from articles.importing.roles import Role
from articles.importing.sentinels import sentinel

WORDLESS = [
    *("script", "style", "noscript", "template", "svg", "iframe", "object", "canvas"),
    *("video", "audio", "head", "input", "meta", "link", "base", "map", "progress"),
    *("meter", "math"),
]
# Void elements that the parser does not know as such: it puts what follows inside.
TRANSPARENT = ["source", "track", "wbr", "embed", "picture"]
BLOCKS = [
    *("main", "header", "footer", "figure", "details", "aside", "address", "center"),
    *("hgroup", "fieldset", "form", "nav", "search", "dialog", "dl", "body", "html"),
]
INLINE = {"a", "b", "strong", "i", "em", "span", "u", "font", "small", "mark", "s"}
SPACES = re.compile(r"[\s\xa0]+")
LAZY = ("data-src", "data-original", "data-lazy-src")
SUPERSCRIPTS = str.maketrans("0123456789-–,", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻,")
# Deeper than any article; the conversion calls itself for each level.
DEEPEST = 120


def tidy(soup: BeautifulSoup) -> None:
    """Prepare a page for cutting and conversion."""
    for tag in soup.find_all(TRANSPARENT):
        tag.unwrap()
    flatten(soup)
    for tag in soup.find_all(WORDLESS):
        tag.decompose()
    for text in soup.find_all(string=True):
        if isinstance(text, Comment | PreformattedString):
            text.extract()
        elif not text.find_parent("pre"):
            replace_spaces(text)
    for tag in soup.find_all(True):
        simplify(tag)
    mark_notes(soup)
    describe_pictures(soup)


def replace_spaces(text: NavigableString) -> None:
    """Only where something changes: each replacement walks through all siblings."""
    spaced = SPACES.sub(" ", text)
    if spaced != text:
        text.replace_with(NavigableString(spaced))


def flatten(soup: BeautifulSoup) -> None:
    """Below the deepest level there are only words."""
    depths = {id(soup): 0}
    tags = soup.find_all(True)
    parents = [tag.parent for tag in tags]
    for tag, parent in zip(tags, parents, strict=True):
        depth = depths[id(tag)] = depths.get(id(parent), 0) + 1
        if depth == DEEPEST:
            tag.string = tag.get_text(" ")


def simplify(tag: Tag) -> None:
    del tag["colspan"]
    if tag.name == "br":
        move_out(tag)
    elif tag.name == "summary":
        tag.name = "p"
        tag.insert(0, sentinel(Role.QUESTION))
    elif tag.name == "figcaption":
        tag.name = "p"
        tag.insert(0, sentinel(Role.CAPTION))
    elif tag.name in {"dt", "dd"}:
        is_question = tag.name == "dt" and tag.get_text().rstrip().endswith("?")
        tag.name = "p"
        if is_question:
            tag.insert(0, sentinel(Role.QUESTION))
    elif tag.name == "sup":
        raise_numbers(tag)
    elif tag.name == "a":
        drop_dead_link(tag)


def raise_numbers(tag: Tag) -> None:
    """A note number keeps its shape as characters, which Markdown can hold."""
    number = tag.get_text().strip().strip("[]")
    if re.fullmatch(r"\d{1,3}(?:[,–-]\d{1,3})*", number) and not is_note(tag.parent):
        tag.string = number.translate(SUPERSCRIPTS)


def is_note(tag: Tag | None) -> bool:
    return tag is not None and "footnote-ref" in (tag.get("class") or [])


def drop_dead_link(tag: Tag) -> None:
    address = str(tag.get("href") or "")
    is_note_link = {"footnote-ref", "footnote-back"} & set(tag.get("class") or [])
    if is_note_link:
        return
    if address.startswith(("#", "javascript:", "data:")) or tag.find(["p", "div"]):
        del tag["href"]


def move_out(tag: Tag) -> None:
    """A line break at the edge of bold or italic words belongs outside them."""
    while tag.parent is not None and tag.parent.name in INLINE:
        if not has_words(tag.next_siblings):
            tag.parent.insert_after(tag)
        elif not has_words(tag.previous_siblings):
            tag.parent.insert_before(tag)
        else:
            return


def has_words(siblings: object) -> bool:
    return any(
        sibling.get_text().strip() or getattr(sibling, "name", "") == "img"
        for sibling in siblings  # type: ignore[attr-defined]
    )


def mark_notes(soup: BeautifulSoup) -> None:
    """A word processor's footnotes, as its converter writes them, in Markdown."""
    for link in soup.select("a.footnote-ref"):
        link.replace_with(f"[^{note_label(link.get('href'))}]")
    for link in soup.select("a.footnote-back"):
        link.decompose()
    for note in soup.select("section.footnotes li"):
        label = note_label(note.get("id"))
        first = note.find("p") or note
        first.insert(0, f"[^{label}]: ")
    for notes in soup.select("section.footnotes"):
        for tag in notes.find_all(["ol", "li", "hr"]):
            tag.unwrap()


def note_label(address: object) -> str:
    return re.sub(r"\D+", "", str(address)) or "1"


def describe_pictures(soup: BeautifulSoup) -> None:
    """Each picture with its address, lazy ones too, and its description; no more."""
    for image in soup.find_all("img"):
        lazy = next((image[name] for name in LAZY if image.get(name)), "")
        address = str(lazy or image.get("src") or "").strip()
        alt = str(image.get("alt") or image.get("aria-label") or "")
        image.attrs = {"src": address, "alt": " ".join(alt.split())}
        drop_repeated_caption(image)


def drop_repeated_caption(image: Tag) -> None:
    """Word has no caption of its own: pandoc repeats the description as one."""
    figure = image.find_parent("figure")
    caption = figure.find("p", attrs={"aria-hidden": "true"}) if figure else None
    if caption:
        caption.decompose()
