import pytest

from articles.rendering import Answer, Document, Entry, reference_list
from articles.rendering.reference_list import mention_words

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


ENTRY = Entry("x", "ref-x", "<i>X</i>", ("cite-1",))
CARD = '<div class="source-card" id="card-x" popover="hint" hidden><i>X</i></div>'
BACK = '<a href="#cite-{}" role="doc-backlink" aria-label="{}">↩&#xFE0E;{}</a>'


def lines(document):
    return [line.strip() for line in reference_list(document).splitlines()]


def test_work_leads_back_to_its_mention_and_has_a_card():
    document = Document(body=f"<p>One night {CITED}.</p>", references=(ENTRY,))
    back = BACK.format(1, "Back to the mention: “One night”", "")

    assert lines(document) == [
        f'<li id="ref-x"><i>X</i>&nbsp;<span class="mentions">{back}</span>',
        f"{CARD}</li>",
        "",
    ]


def test_several_mentions_are_numbered_and_their_words_escaped():
    entry = Entry("x", "ref-x", "<i>X</i>", ("cite-1", "cite-2"))
    again = CITED.replace("cite-1", "cite-2")
    body = f'<p>“&lt;b&gt;” &amp; "a" {CITED}</p><p>Then {again}</p>'
    label = "Back to mention 1 of 2: ““&lt;b&gt;” &amp; &quot;a&quot;”"

    first = lines(Document(body=body, references=(entry,)))[0]

    assert BACK.format(1, label, 1) in first
    assert BACK.format(2, "Back to mention 2 of 2: “Then”", 2) in first


def test_work_without_a_mention_has_no_card():
    entry = Entry("x", "ref-x", "<i>X</i>")

    assert lines(Document(references=(entry,))) == ['<li id="ref-x"><i>X</i></li>', ""]


def test_text_without_works_has_no_list():
    assert reference_list(Document(body="<p>Words.</p>")) == ""
