"""The HTML of one figure: the best file a browser can show, caption and credit."""

from __future__ import annotations

import html
from collections.abc import Container
from operator import attrgetter

from articles.source import FigureSource, Picture, Rendition

# Smallest files first: a browser takes the first format that it can show.
FORMATS = ("avif", "webp", "jpeg", "png")
# What every browser shows, for the <img> itself.
FALLBACKS = ("jpeg", "png", "webp", "avif")
FALLBACK_WIDTH = 800
# How wide figure.css shows a picture: up to its column the page less both gutters.
COLUMN = "(min-width: 41.6rem) 38.5rem, calc(95vw - 1rem)"
WIDE_COLUMN = "(min-width: 51.6rem) 48rem, calc(95vw - 1rem)"
# Pixels that stay sharp in the wide column on most screens.
WIDE_FROM = 1152
# The column of the narrowest phone.
NARROW = 288


def figure_markup(
    figure: FigureSource, picture: Picture | None, *, caption: str, is_lead: bool
) -> str:
    """``caption``: finished HTML. The lead figure loads at once, all others lazily."""
    shown = picture_markup(figure, picture, is_lead=is_lead)
    credit = f'<span class="credit">{html.escape(figure.credit)}</span>'
    words = " ".join(filter(None, (caption, credit if figure.credit else "")))
    below = f"<figcaption>{words}</figcaption>\n" if words else ""
    kinds = "lead-figure" if is_lead else "figure", shape(picture)
    return (
        f'<figure class="{" ".join(filter(None, kinds))}">\n{shown}\n{below}</figure>\n'
    )


def shape(picture: Picture | None) -> str:
    """What figure.css asks: may it leave the text's column, might it be too high?"""
    if picture is None:
        return ""
    if picture.width < 1.25 * picture.height:
        return "tall-figure"
    return "wide-figure" if picture.width >= WIDE_FROM else ""


def sizes(picture: Picture) -> str:
    """How wide it is shown: no wider than it is, no higher than the screen."""
    kind = shape(picture)
    if picture.width < NARROW:
        return f"{picture.width}px"
    if kind == "wide-figure":
        return WIDE_COLUMN
    if kind == "tall-figure":
        # 85 hundredths of the screen's height, where that is less than the column.
        ratio = 0.85 * picture.width / picture.height
        screen = f"(min-width: 41.6rem) and (max-height: {38.5 / ratio:.0f}rem)"
        return f"{screen} {100 * ratio:.0f}vh, {COLUMN}"
    return COLUMN


def picture_markup(
    figure: FigureSource, picture: Picture | None, *, is_lead: bool
) -> str:
    if picture is None or not picture.renditions:
        return f'<mark class="figure-missing">{html.escape(figure.name)}</mark>'
    files = by_format(picture)
    fallback = fallback_format(files)
    width = sizes(picture)
    sources = "".join(
        f'<source type="image/{format}" srcset="{srcset(files[format])}"'
        f' sizes="{width}">'
        for format in FORMATS
        if format != fallback and format in files
    )
    loading = (
        'loading="eager" fetchpriority="high"'
        if is_lead
        else 'loading="lazy" decoding="async"'
    )
    alt = "" if figure.decorative else figure.alt
    return (
        f'<picture>{sources}<img src="{default(files[fallback]).url}"'
        f' srcset="{srcset(files[fallback])}" sizes="{width}"'
        f' width="{picture.width}" height="{picture.height}"'
        f' {loading} alt="{html.escape(alt)}"></picture>'
    )


def by_format(picture: Picture) -> dict[str, list[Rendition]]:
    """The files of each format that there is, narrowest first."""
    found: dict[str, list[Rendition]] = {}
    for file in sorted(picture.renditions, key=attrgetter("width")):
        found.setdefault(file.format, []).append(file)
    return found


def fallback_format(formats: Container[str]) -> str:
    return next(format for format in FALLBACKS if format in formats)


def default(files: list[Rendition]) -> Rendition:
    """The widest file up to 800 px, for the few browsers without ``srcset``."""
    narrow = [file for file in files if file.width <= FALLBACK_WIDTH]
    return narrow[-1] if narrow else files[0]


def srcset(files: list[Rendition]) -> str:
    """The files of one format, for an attribute of HTML."""
    return ", ".join(f"{html.escape(file.url)} {file.width}w" for file in files)
