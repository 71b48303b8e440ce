import json

import pytest

from articles.citations import author_line
from articles.citations.biblatex import entry, to_biblatex, to_biblatex_each
from articles.citations.pandoc import run_pandoc
from articles.citations.reading import read_records
from articles.citations.records import date_parts, names, text
from tests.citations.test_export import ARTICLE, HOSTILE

PRESS = {"id": "k", "type": "book", "title": "T"}
NASTY = (
    "a } b { c",
    "100% sure",
    "back\\slash \\input{/etc/passwd}",
    "@book{evil, title={x}}",
    "x\n@book{y,\n",
    "a -- b --- c",
    "it''s",
    "a & b # c $d$ e_f ~g",
    "<script>alert(1)</script>",
    "ends with \\",
    "}",
    "{",
    "\\}",
    'a "b" "',
    "@comment{",
    "@x(",
    "%@book{",
    "or and and",
    "x, y",
    "é ß 中文 ∑",
)


def read(bib):
    return read_records(bib.encode(), "x.bib").records


def test_article_with_all_its_fields():
    assert entry(ARTICLE, "felitti1998") == (
        "@article{felitti1998,\n"
        "  author = {Felitti, Vincent J. and van der Kolk, B. and {The Study Group}},\n"
        "  title = {The \\emph{{ACE}} study},\n"
        "  journaltitle = {Journal},\n"
        "  date = {1998-05-03},\n"
        "  volume = {14},\n"
        "  number = {4},\n"
        "  pages = {245--258},\n"
        "  doi = {10.1016/S0749-3797(98)00017-8},\n"
        "  url = {https://example.org/x}\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("item", "field"),
    [
        (
            {"title": "Sleep in DSM-5: An essay"},
            "title = {Sleep in {DSM}-5: {An} essay}",
        ),
        ({"title": "Sleep"}, "title = {Sleep}"),
        ({"title": "eHealth now"}, "title = {{eHealth} now}"),
        ({"author": [{"literal": "Wiley and Sons"}]}, "author = {{Wiley and Sons}}"),
        ({"author": [{"family": "Plato"}]}, "author = {Plato,}"),
        (
            {"author": [{"family": "King", "given": "M. L.", "suffix": "Jr."}]},
            "author = {King, Jr., M. L.}",
        ),
        (
            {"author": [{"family": "de la Cruz", "given": "A."}]},
            "author = {{de la Cruz}, A.}",
        ),
        (
            {"author": [{"family": "García Márquez", "given": "G."}]},
            "author = {García Márquez, G.}",
        ),
        ({"publisher": "Wiley and Sons"}, "publisher = {{Wiley and Sons}}"),
        ({"issued": {"date-parts": [[2019, 8, 8], [2019, 8, 11]]}}, "2019-08-08/2019"),
        ({"issued": {"date-parts": [[1450]], "circa": True}}, "date = {1450~}"),
        ({"issued": {"date-parts": [[2020]], "season": 2}}, "date = {2020-22}"),
        ({"issued": {"literal": "2015–present"}}, "date = {2015–present}"),
        ({"PMID": "123456"}, "eprint = {123456}"),
        ({"type": "thesis", "publisher": "MIT"}, "institution = {MIT}"),
        ({"type": "post-weblog"}, "entrysubtype = {post-weblog}"),
        ({"type": "webpage", "container-title": "A site"}, "organization = {A site}"),
    ],
)
def test_field(item, field):
    assert field in entry({**PRESS, **item}, "k")


def test_editors_alone_make_a_collection():
    editor = {"editor": [{"family": "Cassidy", "given": "J."}]}
    assert entry({**PRESS, **editor}, "k").startswith("@collection{k,\n  editor =")
    both = {**editor, "author": [{"family": "A", "given": "B."}]}
    assert entry({**PRESS, **both}, "k").startswith("@book{")


def test_keys_are_kept_and_never_twice():
    assert list(to_biblatex_each([ARTICLE, PRESS])) == ["felitti1998", "k"]
    bib = to_biblatex([PRESS, PRESS, {**PRESS, "id": "}\n@x{"}])
    keys = [record.source_key for record in read(bib)]
    assert keys[0] == "k"
    assert len(set(keys)) == 3


@pytest.mark.parametrize("value", NASTY)
def test_no_value_breaks_out(value):
    person = {"family": value, "given": value}
    fields = ("title", "publisher", "container-title", "note", "edition")
    item = {
        **PRESS,
        **dict.fromkeys(fields, value),
        "author": [person, {"literal": value}],
        "DOI": f"10.1000/{value}",
        "URL": f"https://example.org/{value}",
    }
    bib = to_biblatex([PRESS, item, {**PRESS, "id": "last"}])
    one, hostile, last = read(bib)

    assert one.item == last.item == {"type": "book", "title": "T"}
    assert hostile.item["title"] == " ".join(value.split())
    assert len(hostile.item["author"]) == 2
    assert bib.count("{") == bib.count("}")


def test_hostile_records_do_not_break_biblatex():
    bib = to_biblatex(HOSTILE)
    assert len(read(bib)) == len(HOSTILE)
    assert "\\input" not in bib


def test_another_program_reads_as_many(pandoc):
    items = [{**PRESS, "id": f"k{n}", "title": v} for n, v in enumerate(NASTY)]
    bib = to_biblatex(items)
    found = json.loads(run_pandoc(["--from=biblatex", "--to=csljson"], text=bib))
    assert [item["id"] for item in found] == [item["id"] for item in items]


def test_real_references_survive(testdata, read_json):
    items = read_json(testdata / "citations" / "items.json")
    by_key = {record.source_key: record.item for record in read(to_biblatex(items))}

    for item in items:
        again = by_key[item["id"]]
        for variable in ("type", "title", "container-title", "volume", "issue", "DOI"):
            assert text(again, variable) == text(item, variable), item["id"]
        assert author_line(again) == author_line(item)
        for role in ("author", "editor", "translator"):
            if names(item, role):
                assert again[role] == names(item, role), item["id"]
        if date_parts(item, "issued"):
            assert date_parts(again, "issued") == date_parts(item, "issued")
