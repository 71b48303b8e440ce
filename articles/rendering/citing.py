"""Citations in the text: found by an inline rule, gathered, formatted in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from articles.citations import (
    CitationItem,
    Cluster,
    Formatted,
    match_group,
    match_narrative,
)
from articles.source import Place

Works = Mapping[str, Mapping[str, Any]]
Cite = Callable[[Sequence[Mapping[str, Any]], Sequence[Cluster]], Formatted]


def citation(state: StateInline, silent: bool) -> bool:
    """Push a ``citation`` token for ``[see @a, p. 3; @b]`` or ``@a [p. 3]``.

    A bare ``@word`` counts only where ``word`` is the key of a work; a group is a
    citation whatever its keys, unless the sign is escaped: ``[\\@home]``.
    """
    found = match_citation(state)
    if found is None or found[1] > state.posMax:
        return False
    items, end, narrative = found
    if not silent:
        token = state.push("citation", "", 0)
        token.content = state.src[state.pos : end]
        token.meta = {
            "items": items,
            "narrative": narrative,
            "in_link": state.linkLevel > 0,
        }
    state.pos = end
    return True


def match_citation(
    state: StateInline,
) -> tuple[tuple[CitationItem, ...], int, bool] | None:
    """The works at this position, where the citation ends, and if it is narrative."""
    if state.src[state.pos] == "@":
        mention = match_narrative(state.src, state.pos)
        if mention and mention[0].id in state.env["works"]:
            return (mention[0],), mention[1], True
    elif state.src[state.pos] == "[":
        group = match_group(state.src, state.pos)
        if group and "\\@" not in state.src[state.pos : group[1]]:
            return *group, False
    return None


@dataclass(slots=True)
class Gathered:
    """What a text cites: clusters in reading order, and where each work stands."""

    clusters: list[Cluster] = field(default_factory=list)
    mentions: dict[str, list[str]] = field(default_factory=dict)
    first_place: dict[str, Place] = field(default_factory=dict)
    unknown: list[tuple[str, Place]] = field(default_factory=list)


def gather(found: Iterable[tuple[Place, Token]], works: Works) -> Gathered:
    """Number the citations among ``found``, and tell known works from unknown ones.

    The number becomes the cluster's id and the id of its anchor: ``cite-1``.
    """
    gathered = Gathered()
    for place, token in found:
        if token.type != "citation":
            continue
        items = tuple(known_items(token, works))
        for item in token.meta["items"]:
            if item.id not in works:
                gathered.unknown.append((item.id, replace(place, name=item.id)))
        if items:
            anchor = f"cite-{len(gathered.clusters) + 1}"
            token.meta["anchor"] = anchor
            narrative = token.meta["narrative"]
            gathered.clusters.append(Cluster(anchor, items, narrative))
            for item in items:
                note_mention(gathered, item.id, anchor, place)
    return gathered


def known_items(token: Token, works: Works) -> Iterator[CitationItem]:
    """The items whose key leads to a work, under that work's canonical key."""
    for item in token.meta["items"]:
        if item.id in works:
            yield replace(item, id=str(works[item.id]["id"]))


def note_mention(gathered: Gathered, key: str, anchor: str, place: Place) -> None:
    anchors = gathered.mentions.setdefault(key, [])
    if anchors[-1:] != [anchor]:
        anchors.append(anchor)
    gathered.first_place.setdefault(key, replace(place, name=key))


def cited_items(keys: Iterable[str], works: Works) -> list[Mapping[str, Any]]:
    """The CSL items of canonical ``keys``, in their order, each once."""
    by_key = {str(work["id"]): work for work in works.values()}
    return [by_key[key] for key in dict.fromkeys(keys)]
