"""Pictures in the text: those whose bytes came along are placed, others reported."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from articles.importing.markdown_words import ESCAPED, IMAGE, without_emphasis
from articles.importing.report import OpenPoint, PictureFound
from articles.source import FigureSource

LONGEST_ALT = 400
LINKED_IMAGE = re.compile(r"\[(!\[[^\[\]]*\]\([^()\s]*\))\]\([^()\s]*\)")
MISSING = (
    "A picture could not be had and was left out of the page. Upload it, and use this"
    " description for it."
)
MISSING_UNDESCRIBED = (
    "A picture could not be had and was left out of the page. It came without a"
    " description."
)
UNDESCRIBED = (
    "A picture came without a description and is not shown yet. Describe it for readers"
    " who cannot see it, then place it."
)
DESCRIPTION = (
    "This sentence seems to describe a picture that is not in the text, so it is not"
    " printed. If you upload the picture, use it as the description."
)


@dataclass(slots=True)
class Gallery:
    """Takes pictures out of texts and remembers them in reading order."""

    data: Mapping[str, bytes]
    figures: list[FigureSource] = field(default_factory=list)
    pictures: list[PictureFound] = field(default_factory=list)
    points: list[OpenPoint] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def take(
        self, markdown: str, line: int, *, can_place: bool
    ) -> tuple[str, list[str]]:
        """The text without its images, and the Markdown that places those at hand."""
        if "![" not in markdown:
            return markdown, []
        markdown = LINKED_IMAGE.sub(r"\1", markdown)
        blocks: list[str] = []
        for image in IMAGE.finditer(markdown):
            block = self.meet(image, line, can_place=can_place)
            if block:
                blocks.append(block)
        rest = IMAGE.sub("", markdown)
        return re.sub(r"[ \t]{2,}", " ", rest).strip(), blocks

    def meet(self, image: re.Match[str], line: int, *, can_place: bool) -> str:
        alt = " ".join(ESCAPED.sub(r"\1", image["alt"]).split())
        address = image["address"].strip("<>")
        caption = image["title"] or ""
        name = address.removeprefix("picture:")
        data = self.data.get(name) if address.startswith("picture:") else None
        if data is None:
            self.pictures.append(PictureFound(line, alt, caption, address))
            sentence = MISSING if alt else MISSING_UNDESCRIBED
            self.points.append(OpenPoint("picture-missing", sentence, line, alt))
            return ""
        figure = f"picture-{len(self.figures) + 1}"
        self.names[figure] = name
        is_placed = can_place and 0 < len(alt) <= LONGEST_ALT
        self.figures.append(
            FigureSource(figure, alt=alt[:LONGEST_ALT], caption=caption)
        )
        self.pictures.append(
            PictureFound(line, alt, caption, "", figure, is_placed=is_placed)
        )
        if is_placed:
            return f"![](figure:{figure})"
        self.points.append(OpenPoint("picture-undescribed", UNDESCRIBED, line, alt))
        return ""

    def describe(self, text: str, line: int) -> None:
        """A sentence that describes a picture which is not there."""
        self.pictures.append(PictureFound(line, text))
        point = OpenPoint("picture-description", DESCRIPTION, line, text[:LONGEST_ALT])
        self.points.append(point)

    def caption(
        self, text: str, markdown: str, line: int, cite: Callable[[str], str]
    ) -> None:
        """A caption belongs to the picture just above; to none, if it has one."""
        last = self.pictures[-1] if self.pictures else None
        if last is None or last.caption or line - last.line > 6:
            self.pictures.append(PictureFound(line, "", text))
            sentence = "A caption was found, but no picture for it. It is not printed."
            self.points.append(OpenPoint("caption-alone", sentence, line, text))
            return
        self.pictures[-1] = replace(last, caption=text)
        if last.figure:
            caption = cite(without_emphasis(markdown))
            self.figures[-1] = replace(self.figures[-1], caption=caption)
