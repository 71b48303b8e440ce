"""The questions that the library puts to the outside."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from articles.lookup import numbered, registries, searching, watching
from articles.lookup.answers import Found, LinkState, Notice
from articles.lookup.client import SECONDS, Client
from articles.lookup.links import LinkCheck
from articles.lookup.pace import Pace, shared

LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Services:
    """Crossref, DataCite, doi.org, PubMed, Open Library, and any web page's state.

    Every method raises ``LookupFailed`` where there is no answer; None, False and
    an absent key mean that the service answered and knows nothing.

    ``contact`` is an e-mail address that the services are told; without one,
    look-ups are off. ``server`` stands in for all of them, in tests.
    """

    def __init__(
        self,
        contact: str,
        site: str,
        server: str = "",
        *,
        pace: Pace | None = None,
        seconds: float = SECONDS,
    ) -> None:
        require_local(server)
        self.client = Client(
            contact=contact,
            site=site,
            server=server,
            pace=pace or shared(),
            seconds=seconds,
        )

    @property
    def is_on(self) -> bool:
        return self.client.is_on

    def by_doi(self, doi: str) -> Found | None:
        """The record of a DOI from the agency where it is registered."""
        return registries.record_of(self.on(), doi)

    def by_pmid(self, pmid: str) -> Found | None:
        """A work by its PubMed number, or by its PubMed Central number ("PMC…")."""
        return numbered.by_pmid(self.on(), pmid)

    def by_isbn(self, isbn: str) -> Found | None:
        return numbered.by_isbn(self.on(), isbn)

    def by_title(
        self, title: str, author: str = "", year: int | str | None = None
    ) -> list[Found]:
        """At most five works that may be meant, the likeliest first."""
        return searching.by_title(self.on(), title, author, year)

    def doi_exists(self, doi: str) -> bool:
        return registries.exists(self.on(), doi)

    def notices(self, dois: Sequence[str]) -> dict[str, tuple[Notice, ...]]:
        """By DOI in lower case; a DOI that Crossref does not know is absent."""
        return watching.crossref_notices(self.on(), dois)

    def pubmed_notices(self, pmids: Sequence[str]) -> dict[str, tuple[Notice, ...]]:
        """By PubMed number; a number that PubMed does not know is absent."""
        return watching.pubmed_notices(self.on(), pmids)

    def check_url(self, url: str) -> LinkState:
        """Whether a web page still answers; what the page does raises nothing."""
        return LinkCheck(self.on()).state(url)

    def on(self) -> Client:
        self.client.require_on()
        return self.client


def require_local(server: str) -> None:
    """A server that stands in for all others may only be this machine."""
    parts = urlsplit(server)
    if server and (parts.scheme != "http" or parts.hostname not in LOOPBACK):
        raise ValueError(
            "LOOKUP_SERVER must be an http address of this machine, such as "
            "http://127.0.0.1:8099."
        )
