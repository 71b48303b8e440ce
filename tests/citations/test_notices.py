import pytest

from articles.citations import format_citations
from articles.citations.notices import retraction_mark

NOTICE = {
    "container-title": "Journal of Sleep & Rest",
    "volume": "38",
    "issue": "10",
    "page": "1378",
    "issued": {"date-parts": [[2013]]},
}
TABLE = [
    (
        ("retraction", (2012, 3), NOTICE),
        "Retraction published 2012, <i>Journal of Sleep & Rest</i>, "
        "<i>38</i>[10], 1378",
    ),
    (("retraction", (2012,), None), "Retraction published 2012"),
    (("retraction", (), NOTICE | {"volume": "", "page": ""}), None),
    (("retraction", (), None), "Retraction published"),
    (
        ("withdrawal", (2020,), {"volume": "3", "number": "e7"}),
        "Withdrawal published 2020, <i>3</i>, e7",
    ),
    (
        ("partial_retraction", (2020,), {"container-title": "<b>Bold</b>"}),
        "Partial retraction published 2020, <i>Bold</i>",
    ),
]


@pytest.mark.parametrize(("given", "mark"), TABLE)
def test_mark_says_what_is_known_of_the_notice(given, mark):
    expected = mark or "Retraction published 2013, <i>Journal of Sleep & Rest</i>"

    assert retraction_mark(*given) == expected


def test_mark_is_printed_in_parentheses_behind_the_entry():
    item = {
        "id": "a",
        "type": "article-journal",
        "title": "Sleep",
        "author": [{"family": "Ames", "given": "Ada"}],
        "issued": {"date-parts": [[2008]]},
        "container-title": "Journal of Sleep & Rest",
        "volume": "34",
        "references": retraction_mark("retraction", (2012,), NOTICE),
    }

    ((_, entry),) = format_citations([item], []).references

    assert entry.endswith(
        "(Retraction published 2012, <i>Journal of Sleep &amp; Rest</i>, "
        "<i>38</i>[10], 1378)"
    )
