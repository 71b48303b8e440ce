import pytest

from articles.pages.reading_aids import with_cards


@pytest.mark.parametrize(
    ("markup", "has_card"),
    [
        ('<a href="#ref-x2020" role="doc-biblioref" rel="noopener">', True),
        ('<a href="#ref-x2020">', False),
        ('<a href="#note-1" role="doc-noteref">', False),
        ('&lt;a href="#ref-x" role="doc-biblioref"', False),
    ],
)
def test_only_citations_name_a_card(markup, has_card):
    assert ('interestfor="card-x2020"' in with_cards(markup)) == has_card
