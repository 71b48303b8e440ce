"""How a work is known, and which change makes that void."""

import pytest

from articles.models import Reference
from tests.factories import make_reference

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("how", "change", "stays"),
    [
        ("doi", {"volume": "99"}, True),
        ("doi", {"title": "LONELINESS AS A RISK"}, True),
        ("doi", {"DOI": "https://doi.org/10.5555/KNOWN"}, True),
        ("doi", {"DOI": "10.5555/other"}, False),
        ("doi", {"title": "Tides and moods"}, False),
        ("doi", {"author": [{"family": "Rossi"}]}, False),
        ("doi", {"issued": {"date-parts": [[1999]]}}, False),
        ("page", {"title": "Tides and moods"}, True),
        ("page", {"URL": "https://example.org/b"}, False),
        ("person", {"title": "Tides", "DOI": "10.5555/other"}, True),
    ],
)
def test_change_voids_a_confirmation_that_no_longer_holds(how, change, stays):
    reference = make_reference(
        title="Loneliness as a risk", DOI="10.5555/known", URL="https://example.org/a"
    )
    reference.confirm(how)

    reference.write({**reference.item, **change})

    saved = Reference.objects.get()
    assert saved.confirmation == (how if stays else "none")
    assert (saved.confirmed_on is not None) == stays


def test_taking_the_change_back_brings_the_confirmation_back(admin_user):
    reference = make_reference()
    reference.confirm("doi", by=admin_user)
    change = reference.write({**reference.item, "DOI": "10.5555/other"})

    change.undo()

    saved = Reference.objects.get()
    assert saved.confirmation == "doi"
    assert saved.confirmed_by == admin_user
