"""What was published about works since: notices, asked for in batches."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.lookup import crossref, pubmed
from articles.lookup.answers import Notices, Rejected
from articles.lookup.client import Client
from articles.lookup.crossref_notices import notices_of
from articles.lookup.numbered import PUBMED_BATCH, batches, pubmed_records, with_dois
from articles.lookup.registries import crossref_work
from articles.lookup.values import bare_doi

BATCH = 50


def crossref_notices(client: Client, dois: Sequence[str]) -> Notices:
    asked = dict.fromkeys(bare_doi(doi).lower() for doi in dois)
    asked.pop("", None)
    # A comma ends a filter's value; such a DOI is asked for by itself.
    found = singly(client, [doi for doi in asked if "," in doi])
    for batch in batches([doi for doi in asked if "," not in doi], BATCH):
        try:
            found |= together(client, batch)
        except Rejected:
            # One value that Crossref takes for no DOI costs the others nothing.
            found |= singly(client, batch)
    return found


def together(client: Client, dois: Sequence[str]) -> Notices:
    """Not narrowed by ``has-update:true``: it would hide which DOIs are unknown."""
    answer = client.json(
        "api.crossref.org",
        "/v1/works",
        {
            "filter": ",".join(f"doi:{doi}" for doi in dois),
            "select": "DOI,title,updated-by,update-to",
            "rows": str(BATCH),
            "mailto": client.contact,
        },
        is_list=True,
    )
    works = {bare_doi(w.get("DOI")).lower(): w for w in crossref.items(answer)}
    return {doi: notices_of(works[doi]) for doi in dois if doi in works}


def singly(client: Client, dois: Sequence[str]) -> Notices:
    works = {doi: crossref_work(client, doi) for doi in dois}
    return {doi: notices_of(work) for doi, work in works.items() if work is not None}


def pubmed_notices(client: Client, pmids: Sequence[str]) -> Notices:
    asked = [p.strip() for p in pmids if re.fullmatch(r"\s*[0-9]{1,9}\s*", p)]
    found: Notices = {}
    for batch in batches(list(dict.fromkeys(asked)), PUBMED_BATCH):
        for pmid, record in pubmed_records(client, batch):
            found[pmid] = pubmed.notices_of(record)
    return with_dois(client, found)
