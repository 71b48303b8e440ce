import pytest

from articles.pages.reading_aids import mention_words, with_cards
from articles.rendering import Answer, Document

CITED = '<span class="citation" id="cite-1">(<a href="#ref-x">X, 2020</a>)</span>'


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (f"<p>One night {CITED}.</p>", "One night"),
        (f"<p>a b c d e f g h {CITED}.</p>", "…b c d e f g h"),
        (f"<p>Not this.</p>\n<p>But <em>this &amp;</em> {CITED}.</p>", "But this &"),
        (
            f"<p>{CITED} came first, as it does.</p>",
            "(X, 2020) came first, as it does.",
        ),
        (f"<p>{CITED}</p><p>Not this.</p>", "(X, 2020)"),
        (f"<ul><li>{CITED} says so</li></ul>", "(X, 2020) says so"),
        (f'<p><a href="{"x" * 700}">Behind it</a> {CITED}</p>', "Behind it"),
        (f"<table><tr><td>No</td><td>A cell {CITED}</td></tr></table>", "A cell"),
    ],
)
def test_mention_is_named_by_the_words_before_it(markup, words):
    assert mention_words(Document(body=markup)) == {"cite-1": words}


def test_mentions_in_every_part_are_named():
    def cited(number):
        return f"<p>Part {number} {CITED.replace('cite-1', f'cite-{number}')}</p>"

    document = Document(
        lead_figure=cited(1),
        body=cited(2),
        faqs=(Answer("faq-x", "Why?", cited(3)),),
        call_to_action=cited(4),
    )

    assert mention_words(document) == {f"cite-{n}": f"Part {n}" for n in (1, 2, 3, 4)}


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
