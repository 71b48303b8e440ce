"""DOI, address and e-print of a BibTeX entry; what tells a page from a preprint."""

from __future__ import annotations

import re
from typing import Any

from articles.citations.reading.fields import address_of, doi_of
from articles.citations.reading.latex import plain, verbatim

Item = dict[str, Any]
Fields = dict[str, str]
ADDRESS = re.compile(r"https?://[^\s{}]+")
# Archives that APA names as the publisher of a preprint, with their addresses.
ARCHIVES = {"arxiv": ("arXiv", "https://arxiv.org/abs/")}


def add_links(item: Item, fields: Fields) -> None:
    doi = doi_of(verbatim(fields.get("doi", "")))
    url = address_of(verbatim(fields.get("url", "")))
    published = fields.get("howpublished", "")
    address = ADDRESS.search(published) or ADDRESS.search(fields.get("note", ""))
    if not url and address:
        url = address_of(verbatim(address[0].rstrip(".,;")))
    if published and not ADDRESS.search(published) and "publisher" not in item:
        item["medium"] = plain(published)
    if not doi and "doi.org/" in url:
        doi = doi_of(url)
    item.update({"DOI": doi} if doi else {})
    item.update({"URL": url} if url else {})
    add_eprint(item, fields)
    if item["type"] == "document" and "URL" in item and "DOI" not in item:
        item["type"] = "webpage"
        # "howpublished = {Website}" says no more than the type does.
        item.pop("medium", None)


def add_eprint(item: Item, fields: Fields) -> None:
    kind = (fields.get("eprinttype") or fields.get("archiveprefix") or "").lower()
    eprint = verbatim(fields.get("eprint", ""))
    if not eprint:
        return
    if kind in {"pubmed", "pmid"}:
        item.setdefault("PMID", eprint)
    elif kind == "pmcid":
        item.setdefault("PMCID", eprint)
    elif kind in ARCHIVES:
        add_preprint(item, *ARCHIVES[kind], eprint=eprint)
    elif kind:
        item["archive"], item["archive_location"] = kind, eprint


def add_preprint(item: Item, name: str, start: str, *, eprint: str) -> None:
    """A preprint, where no journal has it; else the archive's copy of an article."""
    item["archive"], item["archive_location"] = name, eprint
    if "DOI" not in item:
        item.setdefault("URL", f"{start}{eprint}")
    if (
        item["type"] in {"document", "article-journal"}
        and "container-title" not in item
    ):
        item["type"], item["number"] = "article", f"{name}:{eprint}"
        item.setdefault("publisher", name)
