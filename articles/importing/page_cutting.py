"""Which part of a saved web page is the article, and which is page furniture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from articles.importing.escape import escape_inline, escape_start
from articles.importing.roles import Role
from articles.importing.sentinels import PRIVATE, sentinel

FURNITURE = [
    *("nav", "aside", "form", "button", "dialog", "search"),
    *(
        "select",
        "textarea",
        "[hidden]",
        "[aria-hidden=true]",
        "[role=navigation]",
        "[role=dialog]",
    ),
    *("[role=banner]", "[role=contentinfo]", "[role=complementary]", "[role=search]"),
]
FURNITURE_NAMES = re.compile(
    r"(?:\A|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|cookies?|consent|gdpr"
    r"|banner|share|sharing|social|related|recommended|comments?|respond|newsletter"
    r"|subscribe|signup|sidebar|pager|pagination|promo|popup|modal|skip|toolbar|topbar"
    r"|advert\w*|ads|tags|sr-only|screen-reader-text|site-header|site-footer"
    r"|(?<!\S)widget(?!\S)|(?<!\S)widget-area)(?=\Z|[\s_-])",
    re.IGNORECASE,
)
STANDFIRST_NAMES = re.compile(
    r"(?:\A|[\s_-])(?:subtitle|sub-?heading|standfirst|dek|deck|lede|strapline)"
    r"(?=\Z|[\s_-])",
    re.IGNORECASE,
)
NEIGHBOURS = {
    Role.PREVIOUS: re.compile(r"(?:\A|[\s_-])(?:prev|previous|older)(?=\Z|[\s_-])"),
    Role.NEXT: re.compile(r"(?:\A|[\s_-])(?:next|newer)(?=\Z|[\s_-])"),
}
LINE_TAGS = {
    *("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dt", "dd"),
    *("section", "article", "main", "header", "footer", "nav", "aside", "ul", "ol"),
    *("form", "button", "figure", "blockquote", "pre", "body", "a", "label", "tr"),
}
CONTAINERS = {"div", "section", "article", "main", "center", "form", "td", "tr"} | {
    *("table", "tbody", "body", "html", "figure", "details"),
}
# An article is the smallest element that holds this much of a page's prose.
MOST_OF_IT = 0.75
# Furniture by its name only: it may hold no larger part of the prose than this.
LITTLE_OF_IT = 0.3


def cut_page(soup: BeautifulSoup) -> tuple[Tag, list[str], list[str]]:
    """The article, and the lines of what stands before and after it on the page."""
    body = soup.body or soup
    furniture = find_furniture(body)
    root = article_root(body, furniture)
    heading = None if root.find("h1") else outside_heading(body, root)
    before, after = surroundings(body, root, heading)
    for tag in furniture.values():
        if root in tag.parents and tag.parent is not None:
            turn_into_lines(tag, soup)
    mark_standfirst(root)
    return root, before, after


def find_furniture(body: Tag) -> dict[int, Tag]:
    """Outermost elements that are furniture by what they are or are called."""
    marked = body.select(", ".join(FURNITURE))
    found = {id(tag): tag for tag in marked if not is_callout(tag)}
    whole = len(body.get_text())
    for tag in body.find_all(True):
        if id(tag) not in found and FURNITURE_NAMES.search(names_of(tag)):
            is_large = len(tag.get_text()) > LITTLE_OF_IT * whole
            if not is_large and not tag.find("h1") and tag.name != "h1":
                found[id(tag)] = tag
    return {
        key: tag
        for key, tag in found.items()
        if not any(id(parent) in found for parent in tag.parents)
    }


def is_callout(tag: Tag) -> bool:
    """A box of prose within the article, not a column beside it."""
    if tag.name != "aside" or FURNITURE_NAMES.search(names_of(tag)):
        return False
    return bool(tag.find_parent(["article", "main"])) and not tag.find(["a", "form"])


def names_of(tag: Tag) -> str:
    names = [*tag.get_attribute_list("class"), tag.get("id")]
    return " ".join(str(name) for name in names if name)


def article_root(body: Tag, furniture: dict[int, Tag]) -> Tag:
    weights = prose_weights(body, furniture)
    whole = weights.get(id(body), 0)
    marked = body.select("article, main, [role=main], [itemprop=articleBody]")
    enough = [tag for tag in marked if weights.get(id(tag), 0) > whole / 2]
    if enough:
        return enough[0] if enough[0].name != "main" else innermost(enough)
    return densest(body, weights, whole)


def innermost(enough: list[Tag]) -> Tag:
    """The article within ``main``, if there is just one that is most of it."""
    inner = [tag for tag in enough if tag.name == "article"]
    return inner[0] if inner else enough[0]


def prose_weights(body: Tag, furniture: dict[int, Tag]) -> dict[int, int]:
    """Characters of prose (not link text, not furniture) within each element."""
    weights: dict[int, int] = {}
    skipped = set(furniture)
    for tag in body.find_all(True):
        if id(tag.parent) in skipped:
            skipped.add(id(tag))
    for text in body.find_all(string=True):
        parent = text.parent
        if parent is None or id(parent) in skipped or parent.name == "a":
            continue
        length = len(text.strip())
        for ancestor in text.parents:
            weights[id(ancestor)] = weights.get(id(ancestor), 0) + length
            if ancestor is body:
                break
    return weights


def densest(body: Tag, weights: dict[int, int], whole: int) -> Tag:
    root = body
    while whole:
        heavy = [
            child
            for child in root.find_all(True, recursive=False)
            if weights.get(id(child), 0) >= MOST_OF_IT * whole
            and child.name in CONTAINERS
        ]
        if not heavy:
            break
        root = heavy[0]
    return root


def outside_heading(body: Tag, root: Tag) -> Tag | None:
    """The page's only first-level heading, where it stands before the article."""
    headings = body.find_all("h1")
    return headings[0] if len(headings) == 1 and root is not body else None


def surroundings(
    body: Tag, root: Tag, heading: Tag | None
) -> tuple[list[str], list[str]]:
    before: list[str] = []
    after: list[str] = []
    lines = before
    for group in grouped(outside_strings(body, root)):
        if group is None:
            lines = after
            continue
        words = " ".join(" ".join(group).split())
        if not words:
            continue
        tag = group[0].parent
        if heading is not None and tag is not None and within(tag, heading):
            lines.append(f"# {escape_inline(words)}")
        else:
            lines.append(sentinel(outside_role(tag, heading)) + escaped(words))
    return before, after


def outside_strings(body: Tag, root: Tag) -> Iterator[NavigableString | None]:
    """The strings around ``root``; None where it stands."""
    if root is body:
        return
    node = body.next_element
    last = body._last_descendant()
    while node is not None:
        if node is root:
            yield None
            inner = root._last_descendant()
            if inner is last:
                return
            node = inner.next_element if inner is not None else None
            continue
        if isinstance(node, NavigableString):
            yield node
        if node is last:
            return
        node = node.next_element


def grouped(
    strings: Iterable[NavigableString | None],
) -> Iterator[list[NavigableString] | None]:
    """Strings of one line together: those within the same block or link."""
    group: list[NavigableString] = []
    holder: Tag | None = None
    for text in strings:
        if text is None:
            if group:
                yield group
            yield None
            group, holder = [], None
            continue
        if not PRIVATE.sub("", text).strip():
            continue
        here = line_tag(text)
        if group and here is not holder:
            yield group
            group = []
        holder = here
        group.append(text)
    if group:
        yield group


def line_tag(text: NavigableString) -> Tag | None:
    return next((tag for tag in text.parents if tag.name in LINE_TAGS), None)


def within(tag: Tag, outer: Tag) -> bool:
    return tag is outer or any(parent is outer for parent in tag.parents)


def outside_role(tag: Tag | None, heading: Tag | None) -> Role:
    if tag is None:
        return Role.NOT_USED
    if heading is not None and STANDFIRST_NAMES.search(names_of(tag)):
        return Role.STANDFIRST
    return neighbour_role(tag)


def neighbour_role(tag: Tag) -> Role:
    for near in [tag, *list(tag.parents)[:2]]:
        words = f"{' '.join(near.get('rel') or [])} {names_of(near)}".lower()
        for role, pattern in NEIGHBOURS.items():
            if pattern.search(words):
                return role
    return Role.NOT_USED


def turn_into_lines(tag: Tag, soup: BeautifulSoup) -> None:
    """Furniture within the article stays where it was, as lines that are not used."""
    groups = list(grouped(tag.find_all(string=True)))
    roles = [neighbour_role(g[0].parent) if g and g[0].parent else None for g in groups]
    tag.clear()
    tag.name = "div"
    for group, role in zip(groups, roles, strict=True):
        line = soup.new_tag("p")
        words = PRIVATE.sub("", " ".join(" ".join(group or []).split()))
        line.string = sentinel(role or Role.NOT_USED) + words
        tag.append(line)


def mark_standfirst(root: Tag) -> None:
    heading = root.find("h1")
    if not isinstance(heading, Tag):
        return
    for sibling in list(heading.find_next_siblings(limit=3)):
        if STANDFIRST_NAMES.search(names_of(sibling)):
            sibling.insert(0, sentinel(Role.STANDFIRST))
            return


def escaped(words: str) -> str:
    return escape_start(escape_inline(PRIVATE.sub("", words)))
