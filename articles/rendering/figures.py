"""Figures: ``![](figure:name)`` becomes a block with image, caption and credit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote

from markdown_it.token import Token

from articles.rendering.dialect import captions
from articles.rendering.parts import Part, is_blank, printable, with_lines
from articles.rendering.problems import problem
from articles.source import ArticleSource, FigureSource, Picture, Place, Problem

SCHEME = "figure:"
BLOCKS_OF_TEXT = {"paragraph_open", "heading_open"}
ENDS_OF_TEXT = {"paragraph_close", "heading_close"}
FILE_NAME = re.compile(
    r"\S+\.(?:avif|gif|heic|jpe?g|png|tiff?|webp)|(?:dsc|img|image|photo|pxl)[-_ ]?\d+",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Gallery:
    """The figures of one article, and which of them have found their place."""

    figures: Mapping[str, tuple[int, FigureSource]]
    pictures: Mapping[str, Picture]
    caption_env: dict[str, Any]
    problems: list[Problem]
    placed: dict[str, None] = field(default_factory=dict)

    @property
    def images(self) -> tuple[str, ...]:
        """The digests of the images shown, in reading order."""
        digests = (self.figures[name][1].image for name in self.placed)
        return tuple(dict.fromkeys(d for d in digests if self.picture(d)))

    def picture(self, digest: str) -> Picture | None:
        found = self.pictures.get(digest)
        return found if found and found.renditions else None

    def place(self, name: str, place: Place, *, is_lead: bool = False) -> list[Token]:
        """The block of the figure called ``name``; nothing if it cannot stand here.

        A figure is shown once: its caption's citations and its weight count once.
        """
        if name in self.placed:
            self.report("figure-repeated", replace(place, name=name))
            return []
        if name not in self.figures:
            code = "lead-figure-unknown" if is_lead else "figure-unknown"
            self.report(code, replace(place, name=name))
            return []
        self.placed[name] = None
        index, figure = self.figures[name]
        self.check(figure, Place("figures", index, name))
        return [self.block(figure, index, is_lead=is_lead)]

    def block(self, figure: FigureSource, index: int, *, is_lead: bool) -> Token:
        caption = captions().parseInline(printable(figure.caption), self.caption_env)
        token = Token("figure", "figure", 0, block=True)
        token.children = caption[0].children if caption else []
        token.meta = {
            "figure": replace(
                figure, alt=printable(figure.alt), credit=printable(figure.credit)
            ),
            "picture": self.picture(figure.image),
            "is_lead": is_lead,
            "place": Place("figures", index, figure.name, 1),
        }
        self.report_foreign(list(take_images(token, token.meta["place"])))
        return token

    def check(self, figure: FigureSource, place: Place) -> None:
        if self.picture(figure.image) is None:
            self.report("figure-without-image", place)
        if figure.decorative:
            return
        if not figure.alt.strip():
            self.report("figure-without-alt", place)
        elif FILE_NAME.fullmatch(figure.alt.strip()):
            self.report("figure-alt-file-name", place)

    def report_unplaced(self) -> None:
        for name, (index, _) in self.figures.items():
            if name not in self.placed:
                self.report("figure-unplaced", Place("figures", index, name))

    def report(self, code: str, place: Place) -> None:
        self.problems.append(problem(code, place, name=place.name))

    def report_foreign(self, images: list[tuple[Place, str]]) -> None:
        for place, address in images:
            if not address.startswith(SCHEME):
                found = problem("image-not-shown", place, address=address)
                self.problems.append(found)

    def blocks(self, images: list[tuple[Place, str]]) -> list[Token]:
        return [
            block
            for place, address in images
            if address.startswith(SCHEME)
            for block in self.place(unquote(address.removeprefix(SCHEME)), place)
        ]


def gallery(
    source: ArticleSource,
    pictures: Mapping[str, Picture],
    caption_env: dict[str, Any],
    problems: list[Problem],
) -> Gallery:
    figures: dict[str, tuple[int, FigureSource]] = {}
    for index, figure in enumerate(source.figures):
        figures.setdefault(figure.name, (index, figure))
    return Gallery(figures, pictures, caption_env, problems)


def place_figures(part: Part, gallery: Gallery) -> None:
    """Put each figure's block where its image stands.

    An image that stands alone takes its paragraph's place; one within a sentence or a
    heading comes right behind it; one in a table's cell stays in the cell.
    """
    part.tokens = list(with_figures(part, gallery))


def with_figures(part: Part, gallery: Gallery) -> Iterator[Token]:
    before = ""
    waiting: list[Token] = []
    for token in part.tokens:
        yield token
        if token.type == "inline":
            figures = figures_of(token, part.at(token), gallery)
            if before in BLOCKS_OF_TEXT:
                waiting.extend(figures)
            else:
                yield from figures
        elif token.type in ENDS_OF_TEXT:
            yield from waiting
            waiting.clear()
        before = token.type


def figures_of(inline: Token, place: Place, gallery: Gallery) -> list[Token]:
    if not any(child.type == "image" for child in inline.children or ()):
        return []
    images = list(take_images(inline, place))
    gallery.report_foreign(images)
    figures = gallery.blocks(images)
    if not is_blank(inline.children or []):
        for figure in figures:
            name = figure.meta["figure"].name
            gallery.report("figure-in-sentence", replace(place, name=name))
    return figures


def take_images(inline: Token, place: Place) -> Iterator[tuple[Place, str]]:
    """Take the images out of ``inline``; yield their places and addresses."""
    children = inline.children or []
    inline.children = trimmed([child for child in children if child.type != "image"])
    for at, child in with_lines(place, children):
        if child.type == "image":
            yield at, str(child.attrGet("src") or "")


def trimmed(children: list[Token]) -> list[Token]:
    """Without line breaks and spaces at the ends, where an image may have stood."""
    shown = [i for i, child in enumerate(children) if not is_space(child)]
    return children[shown[0] : shown[-1] + 1] if shown else []


def is_space(token: Token) -> bool:
    if token.type == "text":
        return not token.content.strip()
    return token.type in {"softbreak", "hardbreak"}
