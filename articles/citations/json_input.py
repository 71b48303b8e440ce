"""Items and clusters as JSON files hold them; what is wrong is said by its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from articles.citations.clusters import CitationItem, Cluster, EngineError
from articles.citations.records import clean_text


def read_items(data: object) -> list[Mapping[str, Any]]:
    """CSL items, each with an id; raises ``EngineError``."""
    items = objects(data, "The list of works")
    for place, item in enumerate(items, 1):
        identifier(item, f"Work {place}")
    return items


def read_clusters(data: object) -> list[Cluster]:
    """``[{"id", "mode", "items": [{"id", "locator", "label", "prefix", …}]}]``.

    ``mode`` is null for a parenthesis or "composite" for a narrative citation.
    Raises ``EngineError``.
    """
    clusters = objects(data, "The list of citations")
    return [read_cluster(value, place) for place, value in enumerate(clusters, 1)]


def read_cluster(value: Mapping[str, Any], place: int) -> Cluster:
    name = f"Citation {place}"
    mode = value.get("mode")
    if mode not in (None, "composite"):
        raise EngineError(f'{name}: "mode" must be null or "composite".')
    works = objects(value.get("items"), f'{name}: its "items"')
    return Cluster(
        id=identifier(value, name),
        items=tuple(read_citation_item(work, name) for work in works),
        narrative=mode == "composite",
    )


def read_citation_item(work: Mapping[str, Any], name: str) -> CitationItem:
    return CitationItem(
        id=identifier(work, f"{name}: a work"),
        locator=clean_text(work.get("locator")),
        label=clean_text(work.get("label")),
        prefix=affix(work.get("prefix")),
        suffix=affix(work.get("suffix")),
        suppress_author=work.get("suppress-author") is True,
    )


def objects(data: object, name: str) -> list[Mapping[str, Any]]:
    if not isinstance(data, list) or not all(isinstance(v, Mapping) for v in data):
        raise EngineError(f"{name} must be a JSON array of objects.")
    return data


def identifier(value: Mapping[str, Any], name: str) -> str:
    id = clean_text(value.get("id"))
    if not id:
        raise EngineError(f'{name} has no "id".')
    return id


def affix(value: object) -> str:
    """Text before or behind a work, with the space that joins it."""
    return value if isinstance(value, str) else ""
