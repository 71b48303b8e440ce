import itertools
import json

import pytest
import rispy

from articles.citations import (
    author_line,
    biblatex_parts,
    csl_json_parts,
    to_biblatex,
    to_csl_json,
    to_ris,
)
from articles.citations.reading import read_records
from articles.citations.records import issued_year

ARTICLE = {
    "id": "felitti1998",
    "type": "article-journal",
    "author": [
        {"family": "Felitti", "given": "Vincent J."},
        {"family": "Kolk", "given": "B.", "non-dropping-particle": "van der"},
        {"literal": "The Study Group"},
    ],
    "title": "The <i>ACE</i> study",
    "container-title": "Journal",
    "volume": "14",
    "issue": "4",
    "page": "245-258",
    "issued": {"date-parts": [[1998, 5, 3]]},
    "DOI": "10.1016/S0749-3797(98)00017-8",
    "URL": "https://example.org/x",
}
HOSTILE = [
    {
        "id": "x},\n@book{y",
        "type": "article-journal",
        "title": "100% {of} } \\input{/etc/passwd} $x$ #1 ~ @book{",
        "author": [{"family": "O}\n@x{", "given": "A\nER  - "}],
        "page": "1\nER  - \nTY  - BOOK",
        "DOI": "10.1/}x%",
        "URL": "http://a/}{",
    },
    {"id": "x", "title": "T\r\nER  - ", "type": [1], "author": "Bob", "issued": "soon"},
    {"id": "x"},
    {},
]


def test_csl_json_is_lossless():
    items = [{**ARTICLE, "custom": {"a": [1, None]}}, *HOSTILE]
    assert json.loads(to_csl_json(items)) == items


@pytest.mark.parametrize("items", [[], [ARTICLE], [*HOSTILE, ARTICLE]])
def test_csl_json_is_laid_out_as_json_does_it(items):
    whole = json.dumps(items, ensure_ascii=False, indent=1)
    assert to_csl_json(items) == f"{whole}\n"


@pytest.mark.parametrize("parts", [csl_json_parts, biblatex_parts])
def test_a_large_library_is_written_a_work_at_a_time(parts):
    """Of this one the end would never come."""
    written = parts({**ARTICLE, "id": f"work{n}"} for n in itertools.count())

    assert "work0" in next(written)
    assert "work1" in next(written)


def test_csl_json_can_always_be_encoded():
    assert json.loads(to_csl_json([{"title": "\ud800"}]).encode()) == [{"title": "?"}]


def test_ris_is_read_back():
    (record,) = rispy.loads(to_ris([ARTICLE]))
    assert record == {
        "type_of_reference": "JOUR",
        "id": "felitti1998",
        "authors": ["Felitti, Vincent J.", "van der Kolk, B.", "The Study Group,"],
        "title": "The ACE study",
        "secondary_title": "Journal",
        "volume": "14",
        "number": "4",
        "start_page": "245",
        "end_page": "258",
        "year": "1998",
        "date": "1998/05/03/",
        "doi": "10.1016/S0749-3797(98)00017-8",
        "urls": ["https://example.org/x"],
    }


@pytest.mark.parametrize(
    ("parts", "written"),
    [
        ([2015, 3], "2015/03//"),
        ([2015, 3, 2], "2015/03/02/"),
        ([2015, 10], "2015/10//"),
    ],
)
def test_ris_date_keeps_its_slashes(parts, written):
    (record,) = rispy.loads(to_ris([{"issued": {"date-parts": [parts]}}]))
    assert record["date"] == written


def test_hostile_records_do_not_break_ris():
    text = to_ris(HOSTILE)
    assert len(rispy.loads(text)) == len(HOSTILE)
    assert text.count("\nER  - ") == len(HOSTILE)


@pytest.mark.parametrize("export", [to_biblatex, to_ris])
def test_empty_library_is_an_empty_file(export):
    assert export([]) == ""


def test_real_references_survive_ris(testdata, read_json):
    items = read_json(testdata / "citations" / "items.json")
    records = read_records(to_ris(items).encode(), "x.ris").records
    read = {record.source_key: record.item for record in records}

    for item in items:
        again = read[item["id"]]
        for variable in ("title", "container-title", "volume", "issue", "page", "DOI"):
            assert again.get(variable) == item.get(variable), item["id"]
        assert author_line(again) == author_line(item)
        assert issued_year(again) == issued_year(item)
