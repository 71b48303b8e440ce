import json

import pytest

from articles.citations.export import to_csl_json
from articles.citations.reading import Unreadable, read_list, read_records

BIBTEX = r"""@comment{@article{hidden, title={a}}}
@string{jp = "Journal of "}
@article{a, author={{Agency for Work and Health} and Garc{\'i}a, Jos{\'e} and others},
 title={The {DSM-5} Handbook of Trauma and Recovery}, month=1#jan, year=2019,
 journal=jp # "Trauma", pages={12--34}, url={http://a.example/x%20b}}
@article{a, title={Love & work}, eprint={12345678}, eprinttype={pubmed}}
@incollection{ch, crossref={bk}, title={A chapter}, author={van der Kolk, Bessel}}
@book{c, title={broken {x}, year=2000
@book{bk, title={The Book}, editor={Roe, R.}, edition={Second}, date={1999~}}
"""


def read_bibtex():
    return read_records(BIBTEX.encode(), "list.bib").records


def test_every_bibtex_entry_is_accounted_for():
    assert [r.source_key for r in read_bibtex()] == ["a", "a", "ch", "c", "bk"]


def test_broken_bibtex_entry_is_shown_raw_and_costs_only_itself():
    broken = [record for record in read_bibtex() if record.item is None]
    assert [(r.source_key, r.raw[:5]) for r in broken] == [("c", "@book")]
    assert "brace" in broken[0].problem


def test_bibtex_fields_are_read():
    item = read_bibtex()[0].item
    assert item["author"] == [
        {"literal": "Agency for Work and Health"},
        {"family": "García", "given": "José"},
    ]
    assert item["issued"] == {"date-parts": [[2019, 1, 1]]}
    assert item["container-title"] == "Journal of Trauma"
    assert (item["page"], item["URL"]) == ("12-34", "http://a.example/x%20b")


def test_sentence_case_is_only_proposed():
    record = read_bibtex()[0]
    assert record.item["title"] == "The DSM-5 Handbook of Trauma and Recovery"
    assert record.proposed_title == "The DSM-5 handbook of trauma and recovery"


def test_repeated_key_is_kept_and_named():
    second = read_bibtex()[1]
    assert second.item["title"] == "Love & work"
    assert second.item["PMID"] == "12345678"
    assert any("repeated" in remark for remark in second.remarks)


def test_chapter_inherits_from_its_book():
    item = read_bibtex()[2].item
    assert (item["container-title"], item["edition"]) == ("The Book", "2")
    assert item["author"][0]["non-dropping-particle"] == "van der"


def test_ris_record_without_type_is_listed():
    ris = "TY  - JOUR\r\nTI  - Long\r\n  title\r\nER  - \r\nAU  - Lost, X\r\nER  - \r\n"
    first, second = read_records(ris.encode(), "x").records
    assert first.item["title"] == "Long title"
    assert second.item is None
    assert "Lost" in second.raw


def test_damaged_xml_record_costs_only_itself():
    good = "<record><titles><title>A</title></titles></record>"
    data = f"<xml><records>{good}<record><bad></record></records></xml>"
    first, second = read_records(data.encode(), "x.xml").records
    assert first.item["title"] == "A"
    assert second.problem


HOSTILE = {
    "id": "a b}",
    "type": "book",
    "title": "x\nTY  - BOOK {\\",
    "custom": {"exactly": {"reference": "<i>x</i>"}},
}


def test_exported_csl_json_comes_back_equal():
    data = to_csl_json([HOSTILE]).encode()
    assert [r.item for r in read_records(data, "x.json").records] == [HOSTILE]


@pytest.mark.parametrize("entry", [None, 1, "x", [], {"title": 3}, {"author": "x"}])
def test_wrong_types_in_csl_json_never_raise(entry):
    assert len(read_records(json.dumps([entry]).encode(), "x.json").records) == 1


@pytest.mark.parametrize("data", [b"", b"\x00\x00", b"Just words.", b"[", b"<html/>"])
def test_a_file_of_no_format_is_refused_in_a_sentence(data):
    with pytest.raises(Unreadable, match=r"\.\Z"):
        read_records(data, "x.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding):
    data = "@book{a, title={Café for all}}".encode(encoding)
    assert read_records(data, "x.bib").records[0].item["title"] == "Café for all"


def test_pasted_list_is_split_at_its_references():
    pasted = (
        "References\n\nRoe, A. (2019). A title. Journal of Things, 3(2), 1–9.\n"
        "Smith, J. (2001). A book on\n    wrapped lines. Sage.\n"
    )
    titles = [record.item["title"] for record in read_list(pasted).records]
    assert titles == ["A title", "A book on wrapped lines"]


@pytest.mark.parametrize(
    ("title", "proposed"),
    [
        ("Coping with doors: how rooms work", "Coping with doors: How rooms work"),
        ("Tools for doors: iPhone keys", ""),
        ("Coping with doors: How rooms work", ""),
    ],
)
def test_a_capital_behind_the_colon_is_only_proposed(title, proposed):
    typed = f"@article{{a, title={{{title}}}, year=2001}}"
    (record,) = read_records(typed.encode(), "list.bib").records
    assert (record.item["title"], record.proposed_title) == (title, proposed)
