"""What each question brings, from the shapes that the services document."""

import pytest

from articles.lookup import LookupFailed, Services
from tests.lookup import records

METHODS = [
    ("by_doi", "10.1000/x"),
    ("by_pmid", "1"),
    ("by_isbn", "9780465087303"),
    ("by_title", "A title"),
    ("doi_exists", "10.1000/x"),
    ("notices", ["10.1000/x"]),
    ("pubmed_notices", ["1"]),
    ("check_url", "https://example.com/"),
]


@pytest.mark.parametrize(("method", "argument"), METHODS)
def test_nothing_is_asked_without_a_contact_address(server, method, argument):
    services = Services("", "https://www.example.com", server.address)
    with pytest.raises(LookupFailed, match="CONTACT_EMAIL"):
        getattr(services, method)(argument)
    assert not services.is_on
    assert server.calls == []


@pytest.mark.parametrize(
    "address", ["http://192.0.2.1:80", "https://127.0.0.1:1", "http://127.0.0.1.nip.io"]
)
def test_only_this_machine_may_stand_in_for_the_services(address):
    with pytest.raises(ValueError, match="of this machine"):
        Services("a@example.com", "", address)


def test_every_question_says_who_asks(server, services):
    services.by_doi("10.1000/shouted")
    services.by_pmid("9500320")
    crossref, ncbi = server.calls[1], server.calls[2]
    agent = f"(https://www.example.com; mailto:{services.client.contact})"
    assert all(call.headers["user-agent"].endswith(agent) for call in server.calls)
    assert all("cookie" not in call.headers for call in server.calls)
    assert crossref.query["mailto"] == ["library@example.com"]
    assert ncbi.query["email"] == ["library@example.com"]
    assert ncbi.query["tool"]


@pytest.mark.parametrize("doi", [work["DOI"] for work in records.WORKS])
def test_a_doi_of_crossref_brings_its_work(services, doi):
    found = services.by_doi(f"https://doi.org/{doi.upper()}")
    assert (found.service, found.how) == ("Crossref", "doi")
    assert found.item["DOI"] == doi.upper()
    assert "id" not in found.item


def test_a_doi_of_datacite_brings_its_data_set(services):
    item = services.by_doi("10.3886/ICPSR36966.v1").item
    assert item == {
        "type": "dataset",
        "title": "National Survey of Sleep: Wave One",
        "author": [
            {"literal": "U.S. Department of Health"},
            {"family": "Garcia", "given": "Ana"},
        ],
        "issued": {"date-parts": [[2017, 6, 5]]},
        "publisher": "ICPSR",
        "version": "V1",
        "medium": "Data set",
        "DOI": "10.3886/ICPSR36966.v1",
    }


def test_a_doi_of_another_agency_is_read_through_the_resolver(server, services):
    csl = {"type": "article-journal", "title": "Il lutto", "DOI": "10.1400/1", "id": 7}
    server.other_agency("10.1400/1", "mEDRA", csl)
    found = services.by_doi("10.1400/1")
    assert found.service == "doi.org"
    assert found.item == {
        "type": "article-journal",
        "title": "Il lutto",
        "DOI": "10.1400/1",
    }


@pytest.mark.parametrize("doi", ["10.9999/nobody", "not a doi", "", "10.1/short"])
def test_a_doi_that_nobody_knows_brings_nothing(services, doi):
    assert services.by_doi(doi) is None
    assert services.doi_exists(doi) is False


def test_crossref_is_asked_at_once_while_the_resolver_is_down(server, services):
    server.down("doi.org")
    assert services.by_doi("10.1000/shouted").service == "Crossref"
    with pytest.raises(LookupFailed, match=r"doi\.org cannot be reached"):
        services.by_doi("10.3886/ICPSR36966.v1")


def test_a_known_doi_exists(services):
    assert services.doi_exists("doi:10.1000/SHOUTED")


def test_a_pubmed_number_brings_its_article(services):
    found = services.by_pmid("9500320")
    assert found.item == {
        "type": "article-journal",
        "title": "Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and "
        "pervasive developmental disorder in children",
        "author": [
            {"family": "Wakefield", "given": "A. J."},
            {"literal": "The Colitis Group"},
        ],
        "issued": {"date-parts": [[1998, 2, 28]]},
        "container-title": "Lancet",
        "volume": "351",
        "issue": "9103",
        "page": "637-641",
        "DOI": "10.1016/S0140-6736(97)11096-0",
        "PMID": "9500320",
    }
    assert [notice.kind for notice in found.notices] == ["retraction", "correction"]


def test_a_pubmed_central_number_leads_to_its_article(server, services):
    server.pmcid("PMC1234567", pmid="9500320")
    server.pmcid("PMC7654321", doi="10.1000/shouted")
    assert services.by_pmid("pmc1234567").item["PMID"] == "9500320"
    assert services.by_pmid("PMC7654321").item["DOI"] == "10.1000/shouted"
    assert services.by_pmid("PMC1111111") is None


@pytest.mark.parametrize("pmid", ["1", "abc", "", "١٢٣"])
def test_a_number_that_pubmed_does_not_know_brings_nothing(services, pmid):
    assert services.by_pmid(pmid) is None


@pytest.mark.parametrize("isbn", ["978-0-465-08730-3", "0-465-08730-2"])
def test_an_isbn_brings_its_book(services, isbn):
    assert services.by_isbn(isbn).item == {
        "type": "book",
        "title": "Trauma and recovery: The aftermath of violence",
        "author": [{"family": "Herman", "given": "Judith Lewis"}],
        "issued": {"date-parts": [[1997]]},
        "edition": "2",
        "publisher": "Basic Books",
        "publisher-place": "New York, NY",
        "ISBN": "9780465087303",
    }


def test_an_isbn_that_is_wrong_or_unknown_brings_nothing(server, services):
    assert services.by_isbn("9780465087304") is None
    assert server.calls == []
    assert services.by_isbn("9780306406157") is None


@pytest.mark.parametrize("has_authors", [True, False])
def test_a_book_that_only_its_own_page_knows_is_found(server, services, has_authors):
    authors = [{"key": "/authors/OL1A"}]
    edition = {
        "title": "Grief",
        "publishers": ["A Press"],
        "publish_date": "May 2019",
        "works": [{"key": "/works/OL1W"}],
        **({"authors": authors} if has_authors else {}),
    }
    work = {"authors": [{"author": authors[0], "type": {"key": "/type/author_role"}}]}
    server.library_pages = {
        "/isbn/9780306406157.json": edition,
        "/works/OL1W.json": work,
        "/authors/OL1A.json": {"name": "Ann Lee"},
    }
    assert services.by_isbn("9780306406157").item == {
        "type": "book",
        "title": "Grief",
        "author": [{"family": "Lee", "given": "Ann"}],
        "issued": {"date-parts": [[2019]]},
        "publisher": "A Press",
        "ISBN": "9780306406157",
    }


def test_a_title_brings_the_works_that_may_be_meant(server, services):
    found = services.by_title(
        "Loneliness and social isolation as risk factors for mortality", "Smith", 2015
    )
    assert found[0].item["DOI"] == "10.1177/1745691614568352"
    assert len(found) <= 5
    assert server.asked("openlibrary.org") == []


def test_a_title_that_crossref_does_not_know_is_sought_among_books(server, services):
    found = services.by_title("Trauma and recovery", "Herman", 1992)
    assert found[0].service == "Open Library"
    server.down("openlibrary.org")
    assert all(f.service == "Crossref" for f in services.by_title("Trauma and rest"))


def test_an_empty_title_asks_nobody(server, services):
    assert services.by_title("  ") == []
    assert server.calls == []
