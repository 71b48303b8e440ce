"""What the editor should look at, one sentence each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from articles.importing.assembly import Assembly
from articles.importing.report import LostEmphasis, OpenPoint, ReferenceFound
from articles.importing.roles import Role
from articles.importing.works import short_name

MOST_EMPHASIS = 40


def open_points(
    assembly: Assembly,
    references: Sequence[ReferenceFound],
    emphasis: Sequence[LostEmphasis],
    offers: Sequence[OpenPoint],
) -> tuple[OpenPoint, ...]:
    """In the order of their lines; those about the whole article first."""
    points = [
        *about_head(assembly),
        *assembly.draft.open_points,
        *assembly.gallery.points,
        *assembly.citer.open_points,
        *offers,
        *about_emphasis(emphasis),
        *about_references(references),
    ]
    return tuple(sorted(dict.fromkeys(points), key=lambda point: point.line or 0))


def about_head(assembly: Assembly) -> Iterator[OpenPoint]:
    draft = assembly.draft
    if not (assembly.titles or draft.title):
        yield OpenPoint(
            "title-missing",
            "No title was found. Write one: without it nothing can be published.",
            proposal=title_from_name(assembly.name),
        )
    for part in assembly.parts:
        if part.role is Role.STANDFIRST and not part.is_corrected:
            yield OpenPoint(
                "standfirst",
                "This line was taken for the standfirst, which is printed under the"
                " title and in lists. Keep it, change it or empty it.",
                part.first,
                part.result,
            )
    if draft.author:
        yield OpenPoint(
            "author-found",
            f"The text names {draft.author} as its author. Check the byline.",
            line_of(assembly, Role.AUTHOR),
            draft.author,
        )
    if draft.date:
        yield OpenPoint(
            "date-found",
            f"The text bears the date {draft.date}. If it appeared elsewhere then, say"
            " so when publishing.",
            line_of(assembly, Role.DATE),
            draft.date,
        )


def title_from_name(name: str) -> str:
    """ "why-men-leave.txt" as "Why men leave"."""
    words = re.split(r"[-_\s]+", PurePath(name).stem)
    return " ".join(filter(None, words)).capitalize()


def line_of(assembly: Assembly, role: Role) -> int | None:
    return next((part.first for part in assembly.parts if part.role is role), None)


def about_emphasis(emphasis: Sequence[LostEmphasis]) -> Iterator[OpenPoint]:
    for lost in emphasis[:MOST_EMPHASIS]:
        yield OpenPoint(
            "emphasis-lost",
            f"Emphasis or a link was probably lost here: “{lost.context}”.",
            lost.line,
            f"*{lost.words}*" if lost.words else "",
        )


def about_references(references: Sequence[ReferenceFound]) -> Iterator[OpenPoint]:
    for found in references:
        if found.is_new:
            yield about_new(found)
        else:
            yield from about_known(found)
        if not found.is_cited:
            yield OpenPoint(
                "reference-uncited",
                f"Nothing in the text cites {short_name(found.item)}, so it stands"
                " under further reading. Cite it, keep it there or take it out.",
                found.line,
                f"[@{found.key}]",
            )
        if found.unread:
            yield OpenPoint(
                "reference-unread",
                f"These words of the reference {short_name(found.item)} fit no field:"
                f" “{found.unread}”.",
                found.line,
            )


def about_new(found: ReferenceFound) -> OpenPoint:
    missing = f" It lacks: {', '.join(found.missing)}." if found.missing else ""
    perhaps = ""
    if found.alternatives:
        others = " or ".join(f"“{key}”" for key in found.alternatives)
        perhaps = f" The library has {others}, which may be the same."
    return OpenPoint(
        "reference-incomplete" if found.missing else "reference-new",
        f"{short_name(found.item)} is new in the library and not confirmed."
        f"{missing}{perhaps}",
        found.line,
    )


def about_known(found: ReferenceFound) -> Iterator[OpenPoint]:
    if found.certainty < 0.95 and not found.is_corrected:
        yield OpenPoint(
            "reference-matched",
            f"{short_name(found.item)} was taken for the library’s “{found.key}”:"
            f" {', '.join(found.evidence)}. Is it?",
            found.line,
            found.key,
        )
    if found.differences:
        listed = "; ".join(
            f"{d.field}: “{d.library or 'nothing'}” there, “{d.text}” here"
            for d in found.differences
        )
        yield OpenPoint(
            "reference-differs",
            f"The library has {short_name(found.item)} otherwise and was not changed."
            f" {listed}.",
            found.line,
        )
