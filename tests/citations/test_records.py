import pytest

from articles.citations import author_line, missing_fields, year
from articles.citations.records import clean_text, date_parts, names

BOOK = {
    "type": "book",
    "author": [{"family": "Herman", "given": "Judith"}],
    "issued": {"date-parts": [[1992]]},
    "title": "Trauma and recovery",
    "publisher": "Basic Books",
}
ARTICLE = {
    **BOOK,
    "type": "article-journal",
    "container-title": "Journal",
    "volume": "1",
}
PAGE = {
    "type": "webpage",
    "author": [{"literal": "World Health Organization"}],
    "title": "Topic",
    "issued": {"date-parts": [[2020]]},
    "URL": "https://who.int/x",
}


def without(item, *fields):
    return {name: value for name, value in item.items() if name not in fields}


@pytest.mark.parametrize(
    "item",
    [
        BOOK,
        ARTICLE,
        PAGE,
        {**without(BOOK, "author"), "editor": BOOK["author"]},
        {**without(BOOK, "issued"), "status": "in press"},
        {**without(BOOK, "publisher"), "DOI": "10.1/x"},
        {**without(ARTICLE, "volume"), "status": "advance online publication"},
        {**without(PAGE, "issued"), "accessed": {"date-parts": [[2020, 1, 1]]}},
        {**BOOK, "issued": {"literal": "2015–present"}},
    ],
)
def test_complete_record_lacks_nothing(item):
    assert missing_fields(item) == ()


@pytest.mark.parametrize(
    ("item", "missing"),
    [
        (without(BOOK, "author"), ("author",)),
        (without(BOOK, "issued"), ("date",)),
        (without(BOOK, "title"), ("title",)),
        (without(BOOK, "publisher"), ("publisher",)),
        ({**BOOK, "author": []}, ("author",)),
        ({**BOOK, "author": [{}]}, ("author",)),
        ({**BOOK, "title": "  "}, ("title",)),
        ({**BOOK, "issued": {"date-parts": [[]]}}, ("date",)),
        (without(ARTICLE, "container-title"), ("journal",)),
        (without(ARTICLE, "volume"), ("volume",)),
        (without(PAGE, "URL"), ("web address",)),
        ({**PAGE, "author": BOOK["author"]}, ("name of the website",)),
        ({**BOOK, "type": "thesis"}, ("kind of thesis",)),
        ({}, ("type of work", "author", "date", "title")),
    ],
)
def test_missing_fields_are_named_plainly(item, missing):
    assert missing_fields(item) == missing


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a\x00\x07b\n c\u202e", "ab c"),
        ("\ud800x", "x"),
        (12, "12"),
        (True, ""),
        (None, ""),
        (["x"], ""),
    ],
)
def test_text_is_printable_and_on_one_line(value, text):
    assert clean_text(value) == text


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ([{"family": "A", "given": "B"}], [{"family": "A", "given": "B"}]),
        ("World Health Organization", [{"literal": "World Health Organization"}]),
        ({"family": "A"}, [{"family": "A"}]),
        ([{"given": "Plato"}], [{"family": "Plato"}]),
        ([None, 3, {}, [], {"family": ""}], []),
        (True, []),
    ],
)
def test_names_of_any_shape_are_read(value, found):
    assert names({"author": value}, "author") == found


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ({"date-parts": [[2015, 3, 2]]}, [[2015, 3, 2]]),
        ({"date-parts": [["2015", "3"]]}, [[2015, 3]]),
        ({"date-parts": [[2002], [2008]]}, [[2002], [2008]]),
        ({"date-parts": [[-350]]}, [[-350]]),
        ({"date-parts": [[2015, 13, 1]]}, [[2015]]),
        ({"date-parts": "2015"}, []),
        ({"date-parts": [[10**20]]}, []),
        ({"raw": "2015-03-02T10:00:00Z"}, [[2015, 3, 2]]),
        ({"literal": "2015–present"}, []),
        ("2015-03", [[2015, 3]]),
        (2015, [[2015]]),
        (None, []),
    ],
)
def test_dates_of_any_shape_are_read(value, parts):
    assert date_parts({"issued": value}, "issued") == parts


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ({"literal": "2015–present"}, 2015),
        ({"literal": "spring"}, None),
        ({"date-parts": [[-350]]}, -350),
        (None, None),
    ],
)
def test_year_is_found(issued, expected):
    assert year({"issued": issued}) == expected


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ({}, ""),
        (BOOK, "Herman"),
        (
            {"author": [{"family": "Tedeschi"}, {"family": "Calhoun"}]},
            "Tedeschi & Calhoun",
        ),
        ({"host": [{"family": "A"}, {"family": "B"}, {"literal": "C"}]}, "A, B & C"),
        (
            {"author": [{"family": "Kolk", "non-dropping-particle": "van der"}]},
            "van der Kolk",
        ),
    ],
)
def test_author_line_names_everyone(item, line):
    assert author_line(item) == line
