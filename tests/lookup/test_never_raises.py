"""No record, however broken, raises anything or offers what is no CSL."""

import json
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.citations.variables import DATES, NAMES
from articles.lookup import crossref, csl, datacite, open_library, pubmed
from articles.lookup.links import address, is_allowed

FIELDS = """
    DOI title subtitle author editor translator name given family suffix literal issued
    published published-print published-online posted date-parts container-title
    volume issue page article-number edition-number publisher publisher-location ISBN
    isbn-type value institution degree event location report-number updated-by
    update-to type label source updated doi titles titleType creators contributors
    nameType givenName familyName contributorType publicationYear dates date dateType
    types resourceType resourceTypeGeneral version container firstPage lastPage
    authors publishers publish_places publish_date edition_name by_statement
    author_name isbn first_publish_year raw id
""".split()
WORDS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            "10.1000/x",
            "2019-05",
            "RETRACTED: X",
            "<i>a",
            "&amp;amp;",
            "1-2",
            "journal-article",
        ]
        + sorted(crossref.TYPES)
    ),
)
VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), WORDS
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(FIELDS), inner, max_size=4),
    ),
    max_leaves=8,
)
RECORDS = st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=12)
TAGS = """PMID Article Journal JournalIssue PubDate Year Month Day MedlineDate Title
    ArticleTitle VernacularTitle AuthorList Author LastName ForeName Initials Suffix
    CollectiveName Pagination MedlinePgn ELocationID CommentsCorrectionsList RefSource
    CommentsCorrections PublicationType Book BookTitle BookDocument i sup""".split()


def is_csl(item):
    """Text in every variable but names and dates, and nothing that is empty."""
    json.dumps(item, allow_nan=False).encode()
    for variable, value in item.items():
        assert value
        if variable in NAMES:
            assert all(name.keys() & {"family", "literal"} for name in value)
            assert all(isinstance(part, str) for n in value for part in n.values())
        elif variable in DATES:
            assert all(isinstance(n, int) for n in value["date-parts"][0])
        else:
            assert isinstance(value, str)
    return "id" not in item and item["type"]


@settings(max_examples=60, deadline=None)
@given(RECORDS)
def test_any_record_of_crossref_is_read(record):
    found = crossref.found(record)
    assert is_csl(found.item)
    assert all(isinstance(notice.label, str) for notice in found.notices)


@pytest.mark.parametrize(
    "read", [datacite.item_of, csl.item_of, open_library.search_item]
)
@settings(max_examples=40, deadline=None)
@given(record=RECORDS)
def test_any_record_of_others_is_read(read, record):
    assert is_csl(read(record))


@settings(max_examples=40, deadline=None)
@given(RECORDS, RECORDS)
def test_any_book_is_read(data, details):
    assert is_csl(open_library.item_of(data, details, "9780465087303"))


def elements(inner):
    return st.builds(element, st.sampled_from(TAGS), WORDS, st.lists(inner, max_size=4))


def element(tag, text, children=()):
    made = Element(tag, {"RefType": "RetractionIn", "EIdType": "doi"})
    made.text = text
    made.extend(children)
    return made


LEAVES = st.builds(element, st.sampled_from(TAGS), WORDS)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(["PubmedArticle", "PubmedBookArticle"]),
    st.lists(st.recursive(LEAVES, elements, max_leaves=12), max_size=4),
)
def test_any_record_of_pubmed_is_read(tag, children):
    assert is_csl(pubmed.found("7", element(tag, "", children)).item)


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("htps:/@.#?[]%0123456789example \\\té。"), max_size=40
    )
)
def test_any_address_is_judged(typed):
    place = address(typed)
    assert place.isascii()
    assert isinstance(is_allowed(place), bool)
    assert address(place) == place
