import json

import pytest
from django.core.management import CommandError, call_command

BOOK = {"id": "herman1992", "type": "book", "title": "Trauma", "author": "Herman"}


@pytest.fixture
def file(tmp_path):
    def write(name, data):
        path = tmp_path / name
        path.write_text(data if isinstance(data, str) else json.dumps(data), "utf-8")
        return str(path)

    return write


@pytest.fixture
def run(capsys):
    def command(*arguments):
        call_command("format_references", *arguments)
        return json.loads(capsys.readouterr().out)

    return command


def test_works_are_listed_without_a_database(pandoc, file, run):
    other = {**BOOK, "id": "ames", "author": "Ames"}
    assert run(file("items.json", [BOOK, other])) == {
        "references": [
            {"id": "ames", "html": "Ames. (n.d.). <i>Trauma</i>."},
            {"id": "herman1992", "html": "Herman. (n.d.). <i>Trauma</i>."},
        ],
        "citations": {},
    }


def test_citations_are_formatted(pandoc, file, run, without_links):
    clusters = [{"id": "c", "mode": "composite", "items": [{"id": "herman1992"}]}]
    result = run(file("i.json", [BOOK]), "--clusters", file("c.json", clusters))
    assert without_links(result["citations"]["c"]) == "Herman (n.d.)"


def test_empty_list_is_an_empty_answer(file, run):
    assert run(file("items.json", [])) == {"references": [], "citations": {}}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ("{", "is not a JSON file"),
        ("[" * 100_000, "is not a JSON file"),
        ("{}", "must be a JSON array of objects"),
        ("[{}]", 'Work 1 has no "id"'),
    ],
)
def test_wrong_file_is_refused_in_one_line(file, run, data, sentence):
    with pytest.raises(CommandError, match=sentence) as refused:
        run(file("items.json", data))
    assert "\n" not in str(refused.value)
    assert refused.value.returncode == 1


def test_missing_file_is_named(run, tmp_path):
    with pytest.raises(CommandError, match=r"nowhere\.json cannot be read"):
        run(str(tmp_path / "nowhere.json"))


def test_file_that_is_no_text_is_refused(run, tmp_path):
    path = tmp_path / "items.json"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CommandError, match="is not a JSON file"):
        run(str(path))


def test_style_is_chosen_by_name(pandoc, file, run):
    items = file("items.json", [BOOK])
    assert run(items) != run(items, "--style", "chicago")
    with pytest.raises(CommandError, match="invalid choice"):
        run(items, "--style", "mla")
