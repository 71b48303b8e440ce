"""Retractions and their like, as Crossref and PubMed report them."""

from xml.etree.ElementTree import fromstring

import pytest

from articles.lookup import Notice, pubmed
from articles.lookup.crossref_notices import notices_of
from tests.lookup import records
from tests.lookup.records import crossref, update
from tests.lookup.server import Reply

DOI = "10.1000/work"
OTHER = "10.1000/notice"
KINDS = [
    ("retraction", "retraction"),
    ("Retraction", "retraction"),
    ("partial_retraction", "partial_retraction"),
    ("withdrawal", "withdrawal"),
    ("removal", "removal"),
    ("expression_of_concern", "expression_of_concern"),
    ("expression-of-concern", "expression_of_concern"),
    ("correction", "correction"),
    ("corrigendum", "correction"),
    ("erratum", "correction"),
    ("addendum", "correction"),
    ("clarification", "correction"),
    ("new_version", "correction"),
    ("a_kind_of_tomorrow", "correction"),
    ("", "correction"),
    (None, "correction"),
]


def noticed(*updates, **fields):
    return notices_of(crossref(DOI, updated_by=list(updates), **fields))


@pytest.mark.parametrize(("theirs", "ours"), KINDS)
def test_a_kind_is_grave_only_if_it_is_known_to_be(theirs, ours):
    (notice,) = noticed({"DOI": OTHER, "type": theirs})
    assert notice.kind == ours
    assert notice.label


def test_a_notice_tells_its_doi_date_source_and_label():
    assert noticed(update(OTHER.upper(), "retraction", 2010, 2)) == (
        Notice("retraction", OTHER, (2010, 2), "Crossref", "Retraction"),
    )


def test_an_unknown_kind_keeps_its_label():
    (notice,) = noticed({"DOI": OTHER, "type": "new_edition", "label": "New edition"})
    assert notice.label == "New edition"


def test_one_event_that_two_report_is_one_notice():
    both = noticed(
        update(OTHER, "retraction", 2010, 2, 6, source="retraction-watch"),
        update(OTHER, "retraction", 2010, 2, 6),
    )
    assert [notice.source for notice in both] == ["Crossref"]


def test_one_notice_under_two_kinds_counts_as_the_graver():
    (notice,) = noticed(update(OTHER, "correction"), update(OTHER, "retraction"))
    assert notice.kind == "retraction"


def test_the_gravest_comes_first_and_then_the_newest():
    found = noticed(
        update("10.1000/a", "correction", 2003),
        update("10.1000/b", "correction", 2005),
        update("10.1000/c", "expression_of_concern", 2001),
    )
    assert [notice.notice_id[-1] for notice in found] == ["c", "b", "a"]


def test_a_work_that_marks_itself_is_retracted():
    (notice,) = notices_of(crossref(DOI, update_to=[update(DOI, "retraction", 2020)]))
    assert (notice.kind, notice.notice_id) == ("retraction", DOI)


def test_a_work_that_is_a_notice_is_not_retracted_itself():
    retracts = [update(OTHER, "retraction", 2020)]
    (notice,) = notices_of(crossref(DOI, title=["RETRACTED: X"], update_to=retracts))
    assert notice.kind == "correction"
    assert OTHER in notice.label


def test_the_title_counts_only_where_no_notice_says_it():
    assert [n.kind for n in noticed(title=["RETRACTED: X"])] == ["retraction"]
    said = noticed(update(OTHER, "retraction"), title=["RETRACTED: X"])
    assert [notice.notice_id for notice in said] == [OTHER]
    mild = noticed(update(OTHER, "correction"), title=["RETRACTED: X"])
    assert [notice.kind for notice in mild] == ["retraction", "correction"]


def test_wakefields_paper_has_a_retraction_and_a_correction(services):
    (found,) = services.notices([records.WAKEFIELD.upper()]).values()
    assert [(n.kind, n.notice_id, n.date) for n in found] == [
        ("retraction", records.RETRACTED, (2010, 2, 6)),
        ("correction", records.CORRECTED, (2004, 3, 6)),
    ]


def test_many_are_asked_for_in_batches_of_fifty(server, services):
    dois = [f"10.1000/w{n}" for n in range(120)]
    for doi in dois[:119]:
        server.work(doi, title=["A work"])
    server.set_notices(dois[7], [("retraction", OTHER, (2020, 1, 1))])
    found = services.notices([*dois, dois[0].upper(), "", "nonsense"])
    assert len(server.calls) == 3
    assert list(found) == dois[:119]
    assert [doi for doi in dois[:119] if found[doi]] == [dois[7]]


def test_a_doi_with_a_comma_is_asked_for_alone(server, services):
    server.work("10.1000/a,b", title=["A work"])
    assert services.notices(["10.1000/a,b", records.WAKEFIELD])["10.1000/a,b"] == ()


def test_one_doi_that_crossref_refuses_costs_the_others_nothing(server, services):
    refused = Reply(400, b'{"status": "failed"}')
    server.fault("api.crossref.org", refused, is_always=False)
    found = services.notices([records.WAKEFIELD, "10.1000/none"])
    assert found[records.WAKEFIELD][0].kind == "retraction"
    assert list(found) == [records.WAKEFIELD]


def test_pubmed_tells_of_retraction_and_erratum(services):
    found = services.pubmed_notices(["9500320", "9500320", "1", "x"])
    assert list(found) == ["9500320"]
    assert found["9500320"] == (
        Notice("retraction", records.RETRACTED, (2010, 2, 6), "PubMed", "Retraction"),
        Notice("correction", records.CORRECTED, (2004, 3, 6), "PubMed", "Correction"),
    )


def test_a_notice_of_pubmed_has_the_doi_under_which_crossref_knows_it(server, services):
    by_crossref = services.notices([records.WAKEFIELD])[records.WAKEFIELD]
    by_pubmed = services.by_pmid("9500320").notices
    assert [(n.kind, n.notice_id) for n in by_pubmed] == [
        (n.kind, n.notice_id) for n in by_crossref
    ]
    server.pubmed.pop("20137807")
    assert services.by_pmid("9500320").notices[0].notice_id == "pmid:20137807"


def article(inner):
    return fromstring(f"<PubmedArticle>{inner}</PubmedArticle>")  # noqa: S314


@pytest.mark.parametrize(
    ("kind", "ours"),
    [
        ("RetractionIn", "retraction"),
        ("ExpressionOfConcernIn", "expression_of_concern"),
        ("ErratumIn", "correction"),
        ("CorrectedandRepublishedIn", "correction"),
        ("RetractionOf", None),
        ("ErratumFor", None),
        ("CommentIn", None),
    ],
)
def test_pubmed_names_what_concerns_the_work_itself(kind, ours):
    comment = (
        f'<CommentsCorrections RefType="{kind}"><PMID>7</PMID></CommentsCorrections>'
    )
    listed = f"<CommentsCorrectionsList>{comment}</CommentsCorrectionsList>"
    found = pubmed.notices_of(article(listed))
    assert found == (
        (Notice(ours, "pmid:7", (), "PubMed", found[0].label),) if ours else ()
    )


def test_a_publication_type_alone_says_retracted():
    kind = "<PublicationType>Retracted Publication</PublicationType>"
    (notice,) = pubmed.notices_of(article(kind))
    assert (notice.kind, notice.notice_id) == ("retraction", "")
    notice_itself = "<PublicationType>Retraction of Publication</PublicationType>"
    assert pubmed.notices_of(article(notice_itself)) == ()
