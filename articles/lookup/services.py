"""The questions that the library puts to the outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from articles.lookup.answers import Found, LinkState, Notice


class Services:
    """Crossref, DataCite, doi.org, PubMed, Open Library, and any web page's state.

    Every method raises ``LookupFailed`` where there is no answer; None, False and
    an absent key mean that the service answered and knows nothing.
    """

    def __init__(self, contact: str, site: str, server: str = "") -> None:
        self.contact = contact
        self.site = site
        self.server = server

    @property
    def is_on(self) -> bool:
        return bool(self.contact)

    def by_doi(self, doi: str) -> Found | None:
        raise NotImplementedError

    def by_pmid(self, pmid: str) -> Found | None:
        """A work by its PubMed number, or by its PubMed Central number ("PMC…")."""
        raise NotImplementedError

    def by_isbn(self, isbn: str) -> Found | None:
        raise NotImplementedError

    def by_title(
        self, title: str, author: str = "", year: int | str | None = None
    ) -> list[Found]:
        """At most five works that may be meant, the likeliest first."""
        raise NotImplementedError

    def doi_exists(self, doi: str) -> bool:
        raise NotImplementedError

    def notices(self, dois: Sequence[str]) -> Mapping[str, tuple[Notice, ...]]:
        """By DOI in lower case; a DOI that Crossref does not know is absent."""
        raise NotImplementedError

    def pubmed_notices(self, pmids: Sequence[str]) -> Mapping[str, tuple[Notice, ...]]:
        """By PubMed number; a number that PubMed does not know is absent."""
        raise NotImplementedError

    def check_url(self, url: str) -> LinkState:
        raise NotImplementedError
