"""References pasted without italics: read, printed again, and compared."""

import html
import json
import re
from pathlib import Path

import pytest

from articles.citations import format_citations
from articles.citations.reading import read_list

JUDGED = Path(__file__).parent.parent / "judged.json"
# Plain text does not say: which names stand for "…" (a remark does), that a site is a
# blog, which words of a title were italic, or where a post's text ends.
NOT_TOLD = {"klein2014", "alexander2014", "lacan1977", "jones1949", "nimhgov2023"}


def unlettered(text):
    """Namesakes of one year get their letters from the list that they stand in."""
    return re.sub(r"\((n\.d\.|\d{4})-?[ab](?=[,)])", r"(\1", text)


def test_references_typed_plain_print_as_they_were_typed(pandoc, without_links):
    cases = json.loads(JUDGED.read_text(encoding="utf-8"))
    wanted = [unlettered(case["reference"]) for case in cases]
    typed = [html.unescape(re.sub("<[^>]*>", "", text)) for text in wanted]
    records = read_list("\n".join(typed)).records
    items = [{**record.item, "id": f"w{n}"} for n, record in enumerate(records)]
    entries = dict(format_citations(items, []).references)
    printed = [unlettered(without_links(entries[item["id"]])) for item in items]
    wrong = {
        case["item"]["id"]
        for case, got, want in zip(cases, printed, wanted, strict=True)
        if got != want
    }
    assert wrong == NOT_TOLD


@pytest.mark.parametrize(
    ("second", "count"),
    [
        ("Roe, R. B. (2001). Doors. Norton.", 2),
        ("Doe v. Roe, 214 F.2d 862 (D.C. Cir. 1954).", 2),
        ("and windows of the house, a longer title. Norton.", 1),
        ("Norton, W. W. is the publisher", 1),
    ],
)
def test_a_forgotten_full_stop_joins_no_references(second, count):
    records = read_list(f"Doe, J. (2000). Stairs. A House\n{second}").records
    assert len(records) == count


def test_a_hyphen_before_a_blank_is_no_bullet():
    (record,) = read_list("Doe, J. (2000). Trauma- and stress-related. Norton.").records
    assert record.item["title"] == "Trauma- and stress-related"
