from articles.source import CallToAction, FAQSource, FigureSource, Place
from tests.rendering.stand_ins import codes, document, html, plain


def mark(number, id=None):
    anchor = id or f"noteref-{number}"
    return (
        f'<sup><a href="#note-{number}" id="{anchor}" role="doc-noteref">'
        f"{number}</a></sup>"
    )


def back(id, label="Back to the text"):
    return f'<a href="#{id}" role="doc-backlink" aria-label="{label}">\u21a9\ufe0e</a>'


def test_notes_stand_behind_the_text_and_link_back():
    assert html("a[^x] b^[*in* line]\n\n[^x]: note\n\nc") == (
        f"<p>a{mark(1)} b{mark(2)}</p>\n<p>c</p>\n"
        '<div class="footnotes" role="group" aria-label="Notes">\n<ol start="1">\n'
        f'<li id="note-1"><p>note&nbsp;{back("noteref-1")}</p>\n</li>\n'
        f'<li id="note-2"><p><em>in</em> line&nbsp;{back("noteref-2")}</p>\n</li>\n'
        "</ol>\n</div>"
    )


def test_note_used_twice_has_two_marks_and_two_ways_back():
    shown = html("a[^x] b[^x]\n\n[^x]: note")
    assert mark(1) in shown
    assert mark(1, "noteref-1-2") in shown
    assert back("noteref-1-2", "Back to the text, mention 2") in shown


def test_numbers_run_on_while_labels_are_each_texts_own():
    shown = document(
        "a[^1]\n\n[^1]: body",
        faqs=(FAQSource("Q?", "b[^1]\n\n[^1]: answer"), FAQSource("R?", "c")),
        call_to_action=CallToAction(text="d^[call]"),
    )
    assert 'id="note-1"' in shown.body
    assert mark(2) in plain(shown.faqs[0].html)
    assert '<ol start="2">' in shown.faqs[0].html
    assert "answer" in shown.faqs[0].html
    assert mark(3) in plain(shown.call_to_action)
    assert "footnotes" not in shown.faqs[1].html


def test_captions_have_no_notes():
    figure = FigureSource("sea", "digest", "Alt", caption="a^[b]")
    shown = document("x^[y]\n\n![](figure:sea)", figures=(figure,))
    assert "<figcaption>a^[b]</figcaption>" in shown.body


def test_faulty_notes_are_named():
    for body, code, place in (
        ("a [^x]", "note-missing", Place("body", line=1)),
        ("a[^x]\n\n[^x]:\n\nb", "note-empty", Place("body", line=3)),
        ("a^[]", "note-empty", Place("body", line=1)),
        ("a\n\n[^x]: lost", "note-unused", Place("body", line=3)),
        ("a[^x]\n\n[^x]: b\n[^x]: c", "note-repeated", Place("body", line=4)),
    ):
        assert [(p.code, p.place) for p in document(body).problems] == [(code, place)]


def test_sound_notes_and_lookalikes_are_not_named():
    for body in ("a[^x]\n\n[^x]: b", "a^[b]", "a \\[^x]", "`[^x]`", "2^10 [a^b]"):
        assert codes(document(body)) == []
