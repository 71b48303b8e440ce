"""Citation clusters as a pandoc document, and the answers found in its output."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence, Set
from typing import Any

from articles.citations.clusters import CitationItem, EngineError
from articles.citations.inlines import curled
from articles.citations.mends import Mend
from articles.citations.pandoc import run_pandoc
from articles.citations.records import clean_text

Inlines = list[Any]

# Pandoc reads these terms in front of a locator. The style prints the label.
TERMS = {
    "page": ("p.", "pp."),
    "paragraph": ("para.", "paras."),
    "chapter": ("chap.", "chaps."),
    "section": ("sec.", "secs."),
    "figure": ("fig.", "figs."),
    "volume": ("vol.", "vols."),
}
SIMPLE = re.compile(r"[\w.]+(?:[-–][\w.]+)?(?:(?:, | & |, & )[\w.]+(?:[-–][\w.]+)?)*")
TIME = re.compile(r"\d+(?::\d\d)+(?:[-–]\d+(?::\d\d)+)?")
EVERYTHING = [{"id": "*"}]


def run_citeproc(
    style: str,
    references: Mapping[str, Mapping[str, Any]],
    cites: Sequence[Sequence[dict[str, Any]]],
    *,
    language: str = "en-US",
) -> tuple[list[Inlines], list[tuple[str, Inlines]]]:
    """The text of each cite, and (id, entry) of each reference in list order.

    ``references``: {id: CSL item}. All are listed, cited or not.
    """
    answer = run_pandoc(
        [
            *("--from=json", "--to=json", "--citeproc"),
            *("--csl=style.csl", "--bibliography=references.json"),
        ],
        text=json.dumps(cite_document(cites, language)),
        files={
            "style.csl": style,
            "references.json": json.dumps(
                [{**item, "id": id} for id, item in references.items()]
            ),
        },
    )
    try:
        return read_answer(json.loads(answer), len(cites))
    except (IndexError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise EngineError(
            "References could not be formatted: the citation program answered in a"
            " form that this program does not know. Install the exact version of"
            " pypandoc_binary that the requirements name."
        ) from error


def cite_document(
    cites: Sequence[Sequence[dict[str, Any]]], language: str
) -> dict[str, Any]:
    """One paragraph a cite; ``nocite`` puts every reference in the list."""
    everything = {"t": "MetaInlines", "c": [cite_element(EVERYTHING)]}
    return {
        "pandoc-api-version": [1, 23, 1],
        "meta": {
            "nocite": everything,
            "link-citations": {"t": "MetaBool", "c": True},
            "lang": {"t": "MetaString", "c": language},
        },
        "blocks": [{"t": "Para", "c": [cite_element(cite)]} for cite in cites],
    }


def cite_element(works: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    citations = [
        {
            "citationId": work["id"],
            "citationPrefix": words(work.get("prefix", "")),
            "citationSuffix": words(work.get("suffix", "")),
            "citationMode": {"t": work.get("mode", "NormalCitation")},
            "citationNoteNum": 0,
            "citationHash": 0,
        }
        for work in works
    ]
    return {"t": "Cite", "c": [citations, []]}


def words(text: str) -> Inlines:
    """Plain text as Str and Space; a leading or closing space is kept."""
    elements: Inlines = []
    for part in re.findall(r"\s+|\S+", text):
        elements.append({"t": "Space"} if part.isspace() else {"t": "Str", "c": part})
    return elements


def read_answer(
    document: Mapping[str, Any], count: int
) -> tuple[list[Inlines], list[tuple[str, Inlines]]]:
    blocks = document["blocks"]
    cites = [block["c"][0]["c"][1] for block in blocks[:count]]
    if len(cites) != count:
        raise ValueError("fewer citations than were asked for")
    entries = [
        (entry["c"][0][0].removeprefix("ref-"), entry_inlines(entry["c"][1]))
        for block in blocks[count:]
        for entry in block["c"][1]
    ]
    return cites, entries


def entry_inlines(blocks: Sequence[Mapping[str, Any]]) -> Inlines:
    return [element for block in blocks for element in block["c"]]


def located_suffix(
    item: CitationItem, *, mends: Set[Mend], is_numeric: bool = False
) -> str:
    """Locator and suffix in the form in which pandoc reads them behind a key.

    ``{}`` tells pandoc that no locator follows: the text is printed as it is. A
    style of numbers prints no locator of its own.
    """
    suffix = curled(item.suffix)
    if suffix and (item.suffix[0].isspace() or suffix[0].isalnum()):
        suffix = f" {suffix}"
    locator = clean_text(item.locator)
    if locator and is_numeric:
        return f", {{}}, {plain_locator(locator, clean_text(item.label))}{suffix}"
    if locator:
        return f"{written_locator(locator, clean_text(item.label), mends)}{suffix}"
    return f", {{}}{suffix}" if suffix else ""


def written_locator(locator: str, label: str, mends: Set[Mend]) -> str:
    if label == "timestamp" or TIME.fullmatch(locator):
        time = braceless(locator)
        return f", {{}}, {time}" if Mend.TIMESTAMP in mends else f", {locator}"
    plural = is_plural(locator)
    if label in TERMS and SIMPLE.fullmatch(locator):
        return f", {{{TERMS[label][plural]} {locator}}}"
    if Mend.TABLE_LOCATOR not in mends:
        return f", {{{label} {locator}}}"
    return f", {{}}, {plain_locator(locator, label)}"


def plain_locator(locator: str, label: str) -> str:
    if label == "timestamp" or TIME.fullmatch(locator):
        return braceless(locator)
    return f"{printed_label(label, is_plural(locator))}{braceless(locator)}"


def is_plural(locator: str) -> bool:
    return bool(re.search(r"\w[-–]\w|,|&| and ", locator))


def printed_label(label: str, plural: bool) -> str:
    """APA 8.13: pages and paragraphs are abbreviated, the rest is spelled out."""
    if label in ("", "page", "paragraph"):
        return f"{TERMS[label or 'page'][plural]} "
    return f"{clean_text(label).capitalize()}{'s' if plural else ''} "


def braceless(locator: str) -> str:
    return re.sub(r"(?<=\w)-(?=\w)", "–", locator.replace("{", "(").replace("}", ")"))
