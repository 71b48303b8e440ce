"""Links: those that lead nowhere become text, those that say nothing are named."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from markdown_it.token import Token

from articles.rendering.identifiers import slug
from articles.rendering.parts import Part, is_blank, text_of, with_lines
from articles.rendering.problems import problem
from articles.rendering.sanitizer import URL_SCHEMES
from articles.source import Place, Problem

SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
WITHOUT_SCHEME = re.compile(
    r"www\.|[^/\s@]+@[^/\s@]+\.\w+$"
    r"|(?:[\w-]+\.)+(?:ca|co|com|de|edu|gov|info|io|net|org|uk|us)(?:[/?#]|$)",
    re.IGNORECASE,
)
BARE_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
FULL_ADDRESS = re.compile(r"https?://[^\s<>]*[^\s<>.,;:!?)”’]")
# WCAG 2.4.9: the link's words alone should say where it leads.
VAGUE = frozenset(
    [
        "click",
        "click here",
        "details",
        "find out more",
        "here",
        "learn more",
        "link",
        "more",
        "read more",
        "see here",
        "see more",
        "site",
        "this",
        "this article",
        "this link",
        "this page",
        "this site",
        "this website",
        "website",
    ]
)


@dataclass(frozen=True, slots=True)
class Link:
    opening: Token
    inner: list[Token]
    closing: Token

    @property
    def address(self) -> str:
        return str(self.opening.attrGet("href") or "")

    @property
    def text(self) -> str:
        return text_of(self.inner)


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """``targets``: the ids that the finished page will have."""

    targets: Container[str]
    problems: list[Problem]

    def mend(self, part: Part) -> None:
        for place, token in part.inlines():
            token.children = list(self.mended(place, token.children or []))

    def mended(self, place: Place, children: list[Token]) -> Iterator[Token]:
        found = with_lines(place, children)
        for at, child in found:
            if child.type != "link_open":
                self.check_unlinked(child, at)
                yield child
                continue
            inner: list[Token] = []
            for _, inside in found:
                if inside.type == "link_close":
                    yield from self.judged(Link(child, inner, inside), at)
                    break
                inner.append(inside)

    def check_unlinked(self, token: Token, place: Place) -> None:
        if token.type == "text":
            for address in FULL_ADDRESS.findall(token.content):
                found = problem("address-unlinked", place, address=address)
                self.problems.append(found)

    def judged(self, link: Link, place: Place) -> list[Token]:
        """The link's tokens, or only its words where it can lead nowhere."""
        fault = self.fault(link)
        code = fault or blemish(link.text)
        if code:
            words = {"text": link.text, "address": unquote(link.address)}
            self.problems.append(problem(code, place, **words))
        return link.inner if fault else [link.opening, *link.inner, link.closing]

    def fault(self, link: Link) -> str:
        """The code of what keeps the link from leading anywhere, or ""."""
        if is_blank(link.inner):
            return "link-empty"
        if not link.address.strip():
            return "link-without-address"
        if link.address.startswith("#"):
            return self.fault_of_target(link)
        scheme = SCHEME.match(link.address)
        if scheme:
            is_allowed = scheme[1].lower() in URL_SCHEMES
            return "" if is_allowed else "link-refused"
        return "link-incomplete" if WITHOUT_SCHEME.match(link.address) else ""

    def fault_of_target(self, link: Link) -> str:
        """Lead ``#What helps`` to the id of the heading that it means."""
        name = unquote(link.address[1:])
        for target in (name, f"section-{slug(name)}"):
            if target in self.targets:
                link.opening.attrSet("href", f"#{target}")
                return ""
        return "link-target-missing"


def blemish(text: str) -> str:
    """The code of what is wrong with the words of a link that works, or ""."""
    if " ".join(re.findall(r"\w+", text.casefold())) in VAGUE:
        return "link-vague"
    return "link-bare-address" if BARE_ADDRESS.fullmatch(text) else ""
