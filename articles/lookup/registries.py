"""Where a DOI is registered, and the record that its agency keeps."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from articles.lookup import crossref, csl, datacite, sentences
from articles.lookup.answers import Found, LookupFailed
from articles.lookup.client import Client
from articles.lookup.names import as_list
from articles.lookup.titles import plain_text
from articles.lookup.values import bare_doi

CSL = "application/vnd.citationstyles.csl+json"
# 1: found; 200: there, without a value of this type; 100: no such handle.
KNOWN, UNKNOWN = (1, 200), 100


def record_of(client: Client, doi: str) -> Found | None:
    """The record of a DOI; None where no agency or service knows it."""
    bare = bare_doi(doi)
    if not bare:
        return None
    try:
        agency = agency_of(client, bare)
    except LookupFailed:
        # Nearly every DOI of this field is Crossref's; the rest waits for doi.org.
        found = from_crossref(client, bare)
        if found is None:
            raise
        return found
    if agency == "Crossref":
        return from_crossref(client, bare)
    if agency == "DataCite":
        return from_datacite(client, bare)
    return from_resolver(client, bare) if agency else None


def agency_of(client: Client, doi: str) -> str:
    """Where a DOI is registered, "" if nowhere."""
    answer = client.json("doi.org", f"/ra/{quote(doi)}")
    entry = next(iter(as_list(answer)), None)
    if answer is None:
        return ""
    if not isinstance(entry, Mapping) or not entry.keys() & {"RA", "status"}:
        raise LookupFailed(sentences.unreadable("doi.org"))
    return plain_text(entry.get("RA"))


def from_crossref(client: Client, doi: str) -> Found | None:
    work = crossref_work(client, doi)
    return None if work is None else crossref.found(work, asked=doi)


def crossref_work(client: Client, doi: str) -> Mapping[str, object] | None:
    answer = client.json(
        "api.crossref.org", f"/v1/works/{quote(doi)}", {"mailto": client.contact}
    )
    return None if answer is None else crossref.message(answer)


def from_datacite(client: Client, doi: str) -> Found | None:
    answer = client.json(
        "api.datacite.org",
        f"/dois/{quote(doi)}",
        {"mailto": client.contact},
        accept="application/vnd.api+json",
    )
    read = answer if isinstance(answer, Mapping) else {}
    data = read.get("data")
    attributes = data.get("attributes") if isinstance(data, Mapping) else None
    if isinstance(attributes, Mapping):
        return datacite.found(attributes, asked=doi)
    if answer is None or read.get("errors"):
        return None
    raise LookupFailed(sentences.unreadable("DataCite"))


def from_resolver(client: Client, doi: str) -> Found | None:
    """Any other agency's record, as far as doi.org itself passes it on."""
    answer = client.json("doi.org", f"/{quote(doi)}", accept=CSL)
    if answer is None:
        return None
    if not isinstance(answer, Mapping):
        raise LookupFailed(sentences.unreadable("doi.org"))
    return csl.found(answer)


def exists(client: Client, doi: str) -> bool:
    """Whether the handle system knows a DOI; the publisher's page is not asked."""
    bare = bare_doi(doi)
    if not bare:
        return False
    path = f"/api/handles/{quote(bare)}"
    answer = client.json("doi.org", path, {"type": "URL"}, reads_404=True)
    code = answer.get("responseCode") if isinstance(answer, Mapping) else None
    if code in KNOWN:
        return True
    if code == UNKNOWN:
        return False
    raise LookupFailed(sentences.unreadable("doi.org"))
