"""Works by a number that is no DOI: PubMed, PubMed Central, ISBN."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any
from xml.etree.ElementTree import Element

from articles.lookup import open_library, pubmed, registries, sentences
from articles.lookup.answers import Found, LookupFailed, Notices
from articles.lookup.client import Client
from articles.lookup.crossref_notices import once_each
from articles.lookup.isbn import valid_isbn
from articles.lookup.names import as_list
from articles.lookup.titles import plain_text
from articles.lookup.values import bare_doi

# A record of PubMed has its whole list of references with it.
PUBMED_BATCH = 20
# Each costs a question of its own.
MOST_AUTHORS = 8


def by_pmid(client: Client, pmid: str) -> Found | None:
    typed = pmid.strip().upper()
    if re.fullmatch(r"PMC[0-9]{1,9}", typed):
        return by_pmcid(client, typed)
    if not re.fullmatch(r"[0-9]{1,9}", typed):
        return None
    number = str(int(typed))
    record = dict(pubmed_records(client, [number])).get(number)
    if record is None:
        return None
    found = pubmed.found(number, record)
    (notices,) = with_dois(client, {number: found.notices}).values()
    return replace(found, notices=notices)


def by_pmcid(client: Client, pmcid: str) -> Found | None:
    """By its PubMed number, or by its DOI where PubMed has no record of it."""
    answer = client.json(
        "pmc.ncbi.nlm.nih.gov",
        "/tools/idconv/api/v1/articles",
        {"ids": pmcid, "format": "json", **identified(client)},
    )
    if answer is None:
        return None
    if not isinstance(answer, Mapping) or not isinstance(answer.get("records"), list):
        raise LookupFailed(sentences.unreadable("PubMed"))
    record = next(iter(as_list(answer["records"])), None)
    record = record if isinstance(record, Mapping) else {}
    pmid, doi = plain_text(record.get("pmid")), bare_doi(record.get("doi"))
    if pmid.isdecimal():
        return by_pmid(client, pmid)
    return registries.record_of(client, doi) if doi else None


def identified(client: Client) -> dict[str, str]:
    """Who asks, as NCBI wants to know it."""
    return {"tool": "PracticeSite", "email": client.contact}


def with_dois(client: Client, notices: Notices) -> Notices:
    """The same notices under their DOIs, as Crossref names them, where they have one.

    Asks once more, and only for notices that PubMed lists by its own number.
    """
    every = [notice.notice_id for listed in notices.values() for notice in listed]
    numbers = [n.removeprefix("pmid:") for n in every if n.startswith("pmid:")]
    dois: dict[str, str] = {}
    for batch in batches(list(dict.fromkeys(numbers)), PUBMED_BATCH):
        for number, record in pubmed_records(client, batch):
            dois[f"pmid:{number}"] = pubmed.doi_of(record).lower()
    return {
        pmid: once_each(
            replace(notice, notice_id=dois.get(notice.notice_id) or notice.notice_id)
            for notice in listed
        )
        for pmid, listed in notices.items()
    }


def pubmed_records(
    client: Client, pmids: Sequence[str]
) -> Iterator[tuple[str, Element]]:
    root = client.xml(
        "eutils.ncbi.nlm.nih.gov",
        "/entrez/eutils/efetch.fcgi",
        {
            "db": "pubmed",
            "id": ",".join(pmids),
            "retmode": "xml",
            **identified(client),
        },
    )
    return pubmed.records(root)


def by_isbn(client: Client, isbn: str) -> Found | None:
    """A book; None also for a number with a wrong check digit."""
    number = valid_isbn(isbn)
    if not number:
        return None
    data = book(client, number, "data")
    if not data:
        edition = edition_of(client, number)
        item = open_library.item_of(edition, edition, number) if edition else None
        return open_library.found(item) if item else None
    details = book(client, number, "details").get("details")
    details = details if isinstance(details, Mapping) else {}
    return open_library.found(open_library.item_of(data, details, number))


def book(client: Client, number: str, command: str) -> Mapping[str, Any]:
    key = f"ISBN:{number}"
    answer = client.json(
        "openlibrary.org",
        "/api/books",
        {"bibkeys": key, "jscmd": command, "format": "json"},
    )
    if answer is None:
        return {}
    if not isinstance(answer, Mapping):
        raise LookupFailed(sentences.unreadable("Open Library"))
    record = answer.get(key)
    return record if isinstance(record, Mapping) else {}


def edition_of(client: Client, number: str) -> dict[str, Any]:
    """A book that Open Library takes in only when its own page is asked for.

    That page names its authors by their keys, or leaves them to the work.
    """
    edition = page(client, f"/isbn/{number}.json")
    keys = author_keys(edition)
    for work in open_library.keys(edition.get("works"), "works")[:1]:
        keys = keys or author_keys(page(client, f"{work}.json"))
    names = [page(client, f"{key}.json").get("name") for key in keys[:MOST_AUTHORS]]
    return {**edition, "authors": names} if edition else {}


def author_keys(record: Mapping[str, Any]) -> list[str]:
    listed = as_list(record.get("authors"))
    nested = [entry.get("author") for entry in listed if isinstance(entry, Mapping)]
    found = open_library.keys(listed, "authors")
    return found or open_library.keys(nested, "authors")


def page(client: Client, path: str) -> Mapping[str, Any]:
    answer = client.json("openlibrary.org", path)
    if answer is not None and not isinstance(answer, Mapping):
        raise LookupFailed(sentences.unreadable("Open Library"))
    return answer or {}


def batches(values: Sequence[str], size: int) -> Iterator[list[str]]:
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch
