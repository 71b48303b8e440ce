"""A work that is opened and saved as it is stays as it was, whatever it holds."""

import json
from pathlib import Path

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse

from articles.admin.references.form import ReferenceForm
from articles.admin.references.unfinished import SketchForm
from articles.citations.kinds import KINDS
from articles.models import Reference
from tests.admin.sent import sent

pytestmark = pytest.mark.django_db
JUDGED = Path(__file__).parents[2] / "citations" / "judged.json"
PERSON = {"family": "Reyes", "given": "Ana"}
ODD = [
    {},
    {"title": "No type"},
    {"type": "book", "title": ""},
    {"type": "no such type", "title": "x"},
    {"type": 7, "title": ["a", "list"], "author": 3, "issued": True},
    {"type": "book", "title": {"a": 1}, "author": "WHO", "issued": "2015-03"},
    {"type": "book", "title": "A\nline\tand  spaces ", "author": []},
    {"type": "book", "title": "x", "author": [{}, None, "A group", 3, PERSON]},
    {"type": "book", "title": "x", "author": [{"given": "Plato"}]},
    {
        "type": "book",
        "title": "x",
        "author": [
            {**PERSON, "ORCID": "0000-0001", "comma-suffix": True, "suffix": "Jr."},
            {**PERSON, "dropping-particle": "von", "non-dropping-particle": "der"},
            {"literal": "NIMH", "family": "Both", "abbreviation": "N"},
            {"literal": "A group", "abbreviation": 5},
        ],
    },
    {"type": "book", "title": "x", "issued": {"date-parts": [["2015", "3", 0]]}},
    {"type": "book", "title": "x", "issued": {"date-parts": [[2015]], "season": "2"}},
    {"type": "book", "title": "x", "issued": {"date-parts": [[-350]], "circa": True}},
    {"type": "book", "title": "x", "issued": {"date-parts": [[2015], [2017, 2]]}},
    {"type": "book", "title": "x", "issued": {"date-parts": [[2015]], "literal": "y"}},
    {"type": "book", "title": "x", "issued": {"raw": "2015-03-12", "literal": "q"}},
    {"type": "book", "title": "x", "issued": {"literal": "n.d."}},
    {"type": "book", "title": "x", "issued": {"literal": "in press"}},
    {"type": "book", "title": "x", "issued": [2015], "accessed": {}},
    {"type": "book", "title": "x", "original-date": {"date-parts": [[1901, 2, 3]]}},
    {"type": "book", "title": "x", "DOI": "eleven", "URL": "javascript:x", "PMID": 1.5},
    {"type": "book", "title": "x", "volume": 10, "issue": 0, "page": None},
    {"type": "book", "title": "<script>alert(1)</script>", "note": "</textarea><b>"},
    {"type": "book", "title": "x" * 30_000, "publisher": "a\u202eb\u0007"},
    {"type": "book", "title": "x", "custom": "text", "status": "in press"},
    {"type": "book", "title": "x", "custom": {}},
    {"type": "book", "title": "x", "custom": {"kind": "test", "zotero": ["x"]}},
    {"type": "book", "title": "x", "custom": {"kind": ["a"], "exactly": "text"}},
    {"type": "book", "title": "x", "custom": {"exactly": {"reference": " <i>A</i> "}}},
    {"type": "book", "title": "x", "guest": [PERSON], "abstract": "A\r\nB", "x-y": 1e9},
    {"type": "book", "title": "x", "base": "1", "kind": "2", "version": "3"},
    {"type": "article-journal", "title": "x", "author": [PERSON] * 650},
]


def untouched(item):
    """(the stored item, the item that a browser would have written)."""
    reference = Reference.add(item)
    context = {"form": ReferenceForm(instance=reference)}
    shown = render_to_string("admin/articles/reference/work.html", context)
    data = QueryDict("confirmation=none", mutable=True)
    data.update(sent(f"<form id=reference_form>{shown}</form>"))
    form = SketchForm(data, instance=reference)
    assert form.is_valid(), form.errors
    return reference.item, form.item


@pytest.mark.parametrize("item", ODD, ids=range(len(ODD)))
def test_odd_record_is_opened_and_saved_as_it_is(item):
    stored, written = untouched(item)

    assert json.dumps(written, sort_keys=True) == json.dumps(stored, sort_keys=True)


def test_test_data_is_opened_and_saved_as_it_is(testdata):
    items = json.loads((testdata / "citations" / "items.json").read_text())

    changed = [
        stored["id"]
        for stored, written in (untouched(item) for item in items)
        if stored != written
    ]

    assert changed == []


def test_works_of_the_judge_are_opened_and_saved_as_they_are():
    cases = json.loads(JUDGED.read_text(encoding="utf-8"))

    changed = [
        stored["id"]
        for stored, written in (untouched(case["item"]) for case in cases)
        if stored != written
    ]

    assert changed == []


def test_nothing_is_written_or_noted_where_nothing_was_touched(therapist):
    reference = Reference.add({"type": "book", "title": "x", "DOI": "eleven"})
    url = reverse("admin:articles_reference_change", args=[reference.pk])

    response = therapist.post(url, sent(therapist.get(url).text))

    reference.refresh_from_db()
    assert response.status_code == 302
    assert reference.version == 1
    assert not reference.changes.exists()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_every_kind_keeps_what_another_kind_was_told(therapist, kind):
    item = {
        "type": "chapter",
        "title": "One",
        "author": [PERSON],
        "editor": [PERSON, PERSON],
        "container-title": "Two",
        "page": "1-9",
        "issued": {"date-parts": [[2001, 2, 3]]},
        "original-date": {"date-parts": [[1914]]},
        "ISBN": "9780415006408",
        "collection-title": "Three",
    }
    reference = Reference.add(item)
    url = reverse("admin:articles_reference_change", args=[reference.pk])
    data = sent(therapist.get(url).text) | {"kind": kind.slug, "_redraw": "kind"}

    again = sent(therapist.post(url, data).text)

    form = SketchForm(again, instance=Reference.objects.get(pk=reference.pk))
    assert form.is_valid(), form.errors
    for variable in item.keys() - {"type"}:
        assert form.item[variable] == item[variable]
    assert form.item["type"] in kind.types
