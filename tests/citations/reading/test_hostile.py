"""Whatever a file holds: a reading or a sentence, in time that grows with its size."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.citations.reading import Unreadable, read_list, read_records
from tests.growth import TIMES, assert_grows_evenly

LONG = 100_000


def repeated(text, before="", after=""):
    """Pieces of which a hostile text is made, of any length."""
    return [(before, text, after)]


def written(pieces, length):
    return "".join(
        before + text * (length // len(text)) + after for before, text, after in pieces
    )


def assert_takes_no_long_time(reading, pieces):
    assert_grows_evenly(reading, written(pieces, LONG // TIMES), written(pieces, LONG))


BIB, END = "@a{k, title={", "}}"
PEOPLE = "@a{k, author={"
RIS = "TY  - JOUR\nTI  - x\n"
FILES = {
    "open braces": repeated("{", BIB),
    "closing braces": repeated("}", BIB),
    "nested braces": repeated("{", BIB) + repeated("}", "", END),
    "entries begun": repeated("@a{"),
    "entries begun in lines": repeated("@a(\n"),
    "empty lines": repeated("\n", "@a{k, title={x}}"),
    "blanks": repeated(" ", "@a{k, title={x}}", "x"),
    "names": repeated("A and ", PEOPLE, END),
    "commas in a name": repeated("A, ", PEOPLE, END),
    "no names": repeated(" and", PEOPLE, END),
    "one long name": repeated("von Aa ", PEOPLE, END),
    "nested emphasis": repeated("\\emph{", BIB, END),
    "accents": repeated("\\'{e}", BIB, END),
    "accents on accents": repeated("\\'\\`", BIB, END),
    "mathematics": repeated("$a_{", BIB, END),
    "joined strings": repeated("# {x}", "@a{k, title={x} ", "}"),
    "fields": repeated("a={x},", "@a{k,", "}"),
    "quotes": repeated('"', '@a{k, title="'),
    "a long year": repeated("1", "@a{k, date={", END),
    "months": repeated("1 ", "@a{k, year=2000, month={", END),
    "capital words": repeated("Ab ", BIB, END),
    "subtitles": repeated("A: ", BIB, END),
    "tests' names": repeated("Scale ", BIB, END),
    "tags": repeated("<i>", BIB, END),
    "authors": repeated("AU  - A\n", RIS, "ER  - "),
    "continued lines": repeated("x\n", RIS),
    "record ends": repeated("ER  - \n", RIS),
    "record starts": repeated("TY  - JOUR\n"),
    "notes": repeated("doi 10.1", f"{RIS}N1  - "),
    "pages": repeated("1-", f"{RIS}SP  - "),
    "particles": repeated("van ", f"{RIS}AU  - "),
    "hyphens for a date": repeated("-", f"{RIS}DA  - "),
    "month words": repeated("jan ", f"{RIS}DA  - ", " 2000"),
    "numbers for ISSN": repeated("1", f"{RIS}SN  - "),
    "hyphens for ISBN": repeated("1-", f"{RIS}SN  - "),
    "MEDLINE authors": repeated("FAU - A\n", "PMID- 1\n"),
    "XML records": repeated("<record>", "<xml>"),
    "XML depth": repeated("<a>", "<xml><record>") + repeated("</a>", "", "</record>"),
    "XML styles": repeated("<style>x</style>", "<record><pages>", "</pages></record>"),
    "JSON depth": repeated("["),
    "JSON objects": repeated('{"a":'),
    "JSON number": repeated("1", "[", "]"),
}
LISTS = {
    "letters": repeated("a"),
    "blanks": repeated(" ", "", "x"),
    "empty lines": repeated("\n", "", "x"),
    "stops": repeated("A. "),
    "parentheses": repeated("("),
    "closing parentheses": repeated(")"),
    "stars": repeated("*a "),
    "names": repeated("Doe, J., "),
    "addresses": repeated("https://a "),
    "DOIs": repeated("10.1000/"),
    "years": repeated("(2001) "),
    "chapters": repeated("A ", "Doe, J. (2001). X. In "),
    "volumes": repeated("A, 1"),
    "hard blanks": repeated("\xa0"),
    "field codes": repeated("{ ADDIN "),
    "links": repeated("[a]("),
    "ISBNs": repeated("1 ", "ISBN "),
    "entries": repeated("Doe, J. (2001). A title. Some Press.\n"),
}


def read(reader, *arguments):
    try:
        return reader(*arguments).records
    except Unreadable:
        return ()


def assert_storable(records):
    """What PostgreSQL's JSON takes: no null, no half characters, no infinity."""
    for record in records:
        assert (record.item is None) == bool(record.problem)
        written = json.dumps(record.item, allow_nan=False, ensure_ascii=False)
        assert "\x00" not in f"{written}{record.raw}{record.remarks}".encode().decode()


@pytest.mark.parametrize("name", FILES)
def test_a_long_hostile_file_takes_no_long_time(name):
    def reading(text):
        assert_storable(read(read_records, text.encode(), "x.bib"))

    assert_takes_no_long_time(reading, FILES[name])


@pytest.mark.parametrize("name", LISTS)
def test_a_long_hostile_paste_takes_no_long_time(name):
    def reading(text):
        assert_storable(read(read_list, text))

    assert_takes_no_long_time(reading, LISTS[name])


PIECES = st.sampled_from(
    (
        *("@book{", "a,", "title", "=", "{", "}", '"', "#", "\\'", "\\emph{", "$", "%"),
        *(
            "@string{",
            "@comment{",
            "crossref={a}",
            "and",
            "year={2001}",
            "\n",
            "\\",
            ",",
        ),
        *("TY  - JOUR\n", "ER  - \n", "AU  - ", "DA  - ", "SP  - ", "2001", "-", "/"),
        *("PMID- ", "FAU - ", "DP  - ", "TI  - ", "<record>", "</record>", "<titles>"),
        *("<ref-type name=", ">", "<!ENTITY", "&a;", '[{"id":', "null", "NaN", "1e999"),
        *('"\\ud800"', '"\\u0000"', "]", '"issued":', ":", "\x00", "\ud800", "\u202e"),
        *(
            "Doe, J. ",
            "(2001). ",
            "A title. ",
            "https://a.example",
            "&#0;",
            "\xa0",
            "é",
        ),
    )
)


@given(st.lists(PIECES, max_size=30), st.sampled_from(("bib", "ris", "nbib", "json")))
@settings(max_examples=300, deadline=None)
def test_any_mixture_of_marks_gives_a_reading_or_a_sentence(pieces, ending):
    data = "".join(pieces).encode("utf-8", "surrogatepass")
    assert_storable(read(read_records, data, f"x.{ending}"))


@given(st.binary(max_size=400), st.sampled_from(("bib", "ris", "nbib", "json", "xml")))
@settings(deadline=None)
def test_any_bytes_give_a_reading_or_a_sentence(data, ending):
    assert_storable(read(read_records, data, f"x.{ending}"))


@given(st.lists(PIECES, max_size=30))
@settings(max_examples=200, deadline=None)
def test_any_paste_gives_a_reading(pieces):
    assert_storable(read(read_list, "".join(pieces)))


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
VARIABLES = ("id", "type", "title", "author", "issued", "custom", "note", "x")


@given(st.lists(st.dictionaries(st.sampled_from(VARIABLES), VALUES), max_size=4))
@settings(deadline=None)
def test_any_json_gives_a_reading_or_a_sentence(items):
    assert_storable(read(read_records, json.dumps(items).encode(), "x.json"))


def test_entities_of_xml_are_not_expanded():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    record = "<record><titles><title>&b;</title></titles></record>"
    (read_record,) = read_records(f"{bomb}<xml>{record}</xml>".encode(), "x").records
    assert read_record.item is None
    assert "damaged" in read_record.problem


def test_a_record_with_its_own_entities_is_refused():
    inner = '<record><!DOCTYPE x [<!ENTITY a "b">]><title>&a;</title></record>'
    (record,) = read_records(f"<xml>{inner}</xml>".encode(), "x").records
    assert record.item is None


@pytest.mark.parametrize("size", [5_000_001, 6_000_000])
def test_a_file_over_five_megabytes_is_refused(size):
    with pytest.raises(Unreadable, match="5 MB"):
        read_records(b"@" * size, "x.bib")


@pytest.mark.parametrize("entry", ["TY  - JOUR\nTI  - x\nER  - \n", "PMID- 1\n"])
def test_more_than_five_thousand_records_are_refused(entry):
    with pytest.raises(Unreadable, match="5,001"):
        read_records((entry * 5_001).encode(), "x")
    assert len(read_records((entry * 5_000).encode(), "x").records) == 5_000


def test_strings_that_double_each_other_stay_short():
    doubling = "".join(f"@string{{s{n + 1} = s{n} # s{n}}}\n" for n in range(60))
    text = f"@string{{s0 = {{ab}}}}\n{doubling}@book{{k, title = s60}}"
    (record,) = read_records(text.encode(), "x.bib").records
    assert len(record.item["title"]) < 5_000
