"""Whatever a service sends, the reader gets one clear sentence, soon."""

import gzip
import json
import zlib

import pytest

from articles.lookup import LookupFailed
from articles.lookup.client import LONGEST_ANSWER
from tests.lookup.server import Reply

DOI = "10.1000/shouted"
GOOD = json.dumps({"message": {"DOI": DOI, "title": ["A title"], "type": "book"}})
BOMB = gzip.compress(b" " * 40 * 2**20)
DEEP = b"[" * 200_000
BILLION_LAUGHS = b"""<!DOCTYPE a [<!ENTITY b "laughs"><!ENTITY c "&b;&b;&b;&b;">]>
<PubmedArticleSet>&c;</PubmedArticleSet>"""
OUTSIDE = b"""<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>
<PubmedArticleSet>&b;</PubmedArticleSet>"""


def to(location, status=302):
    return Reply(status, headers={"Location": location})


ANSWERS = [
    (Reply(body=GOOD.encode()[:40]), "cannot be read"),
    (Reply(body=GOOD.encode(), cut=True), "cannot be read"),
    (Reply(body=b""), "cannot be read"),
    (Reply(body=b"null"), "cannot be read"),
    (Reply(body=b"[1, 2]"), "cannot be read"),
    (Reply(body=b'{"message": NaN}'), "cannot be read"),
    (Reply(body=b'{"message": "text"}'), "cannot be read"),
    (Reply(body=b"\xff\xfe\x00"), "cannot be read"),
    (Reply(body=DEEP), "cannot be read"),
    (Reply(body=b"9" * 10_000), "cannot be read"),
    (Reply(body=GOOD.encode(), type="text/html"), "cannot be read"),
    (Reply(body=b"<html>Error</html>", type="text/html"), "cannot be read"),
    (Reply(body=GOOD.encode(), headers={"Content-Encoding": "br"}), "cannot be read"),
    (Reply(body=GOOD.encode(), headers={"Content-Encoding": "gzip"}), "cannot be read"),
    (Reply(body=b" " * 3 * 2**20), "too long"),
    (Reply(body=BOMB, headers={"Content-Encoding": "gzip"}), "too long"),
    (Reply(silent=True), "cannot be reached"),
    (Reply(silent=True, delay=600), "too long to answer"),
    (Reply(body=GOOD.encode(), trickle=2), "too long to answer"),
    (Reply(raw=b"HTTP/1.1 200 OK\r\nX-Slow: yes", trickle=2), "too long to answer"),
    (Reply(raw=b"Nonsense\r\n\r\n"), "cannot be read"),
    (Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"), "cannot be read"),
    (Reply(raw=b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300_000), "cannot be read"),
    (Reply(500), "problem of its own"),
    (Reply(503), "problem of its own"),
    (Reply(400), "did not accept"),
    (Reply(403), "did not accept"),
    (Reply(204), "did not accept"),
    (to("http://127.0.0.1:1/"), "not followed"),
    (to("https://169.254.169.254/latest/meta-data/"), "not followed"),
    (to("https://api.crossref.org.evil.example/"), "not followed"),
    (to("https://api.crossref.org@evil.example/"), "not followed"),
    (to("https://api.crossref.org:8443/"), "not followed"),
    (to("http://api.crossref.org/v1/works/10.1000/x"), "not followed"),
    (to("//evil.example/"), "not followed"),
    (to("https://[::1"), "cannot be read"),
    (to(""), "not followed"),
    (to("/v1/works/10.1000/again"), "not followed"),
]


@pytest.mark.parametrize(("reply", "words"), ANSWERS)
def test_a_hostile_answer_ends_in_a_sentence(server, services, hurried, reply, words):
    server.fault("api.crossref.org", reply)
    asking = hurried if reply.is_slow else services
    with pytest.raises(LookupFailed, match=words) as failed:
        asking.by_doi(DOI)
    assert str(failed.value).startswith("Crossref ")
    assert str(failed.value).endswith(".")


ASKED = [
    ("api.datacite.org", "by_doi", "10.3886/icpsr36966.v1"),
    ("openlibrary.org", "by_isbn", "9780465087303"),
    ("doi.org", "doi_exists", DOI),
    ("api.crossref.org", "notices", [DOI]),
    ("pmc.ncbi.nlm.nih.gov", "by_pmid", "PMC1"),
]


@pytest.mark.parametrize(("host", "method", "argument"), ASKED)
@pytest.mark.parametrize("body", [b"null", b"[]", b'"text"', b"[[]]", b"<html>", b"7"])
def test_json_of_another_shape_is_unreadable(
    server, services, body, host, method, argument
):
    server.fault(host, Reply(body=body))
    with pytest.raises(LookupFailed, match="cannot be read"):
        getattr(services, method)(argument)


@pytest.mark.parametrize(
    "body", [BILLION_LAUGHS, OUTSIDE, b"<PubmedArticleSet>", b"{}", b"", b"\x00<a/>"]
)
def test_hostile_xml_is_unreadable(server, services, body):
    server.fault("eutils.ncbi.nlm.nih.gov", Reply(body=body, type="text/xml"))
    with pytest.raises(LookupFailed, match="PubMed sent an answer that cannot be read"):
        services.by_pmid("9500320")


def test_an_answer_may_be_as_long_as_the_limit_and_packed(server, services):
    packed = zlib.compressobj(wbits=31)
    body = packed.compress(GOOD.ljust(LONGEST_ANSWER).encode()) + packed.flush()
    server.fault(
        "api.crossref.org", Reply(body=body, headers={"Content-Encoding": "gzip"})
    )
    assert services.by_doi(DOI).item["title"] == "A title"


def test_a_redirect_within_the_services_is_followed(server, services):
    again = Reply(body=GOOD.encode())
    server.fault("api.crossref.org", to("https://api.crossref.org/v1/works/x"), again)
    assert services.by_doi(DOI).item["title"] == "A title"


@pytest.mark.parametrize(
    ("host", "method", "argument", "name"),
    [
        ("api.crossref.org", "notices", [DOI], "Crossref"),
        ("api.crossref.org", "by_title", "A title", "Crossref"),
        ("api.datacite.org", "by_doi", "10.3886/icpsr36966.v1", "DataCite"),
        ("doi.org", "doi_exists", DOI, "doi.org"),
        ("eutils.ncbi.nlm.nih.gov", "by_pmid", "1", "PubMed"),
        ("eutils.ncbi.nlm.nih.gov", "pubmed_notices", ["1"], "PubMed"),
        ("pmc.ncbi.nlm.nih.gov", "by_pmid", "PMC1", "PubMed"),
        ("openlibrary.org", "by_isbn", "9780465087303", "Open Library"),
    ],
)
def test_each_service_is_named_when_it_is_down(
    server, services, host, method, argument, name
):
    server.down(host)
    with pytest.raises(LookupFailed, match=f"{name} cannot be reached just now"):
        getattr(services, method)(argument)
