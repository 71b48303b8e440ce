import pytest

from articles.rendering.prose import count_words, reading_minutes
from articles.source import CallToAction, FAQSource, FigureSource
from tests.rendering.stand_ins import document


@pytest.mark.parametrize(
    ("typed", "prose"),
    [
        ("# A *b*\n\nc `d`\ne  \nf", "A b\n\nc d e f"),
        ("- a\n- b", "a\n\nb"),
        ("a [@ames2020, p. 3]. b", "a. b"),
        ("[@ames2020] a", "a"),
        ("a [@ames2020] b", "a b"),
        ("@ames2020 says a", "ames2020 says a"),
        ("a [@nobody1999] b", "a b"),
        ("a[^x]\n\n[^x]: b", "a\n\nb"),
        ("[a](/b/) ![c](/d.png) e", "a e"),
        ("<b>a</b> & &lt;", "<b>a</b> & <"),
        ("```\na  b\n```", "a b"),
        ("", ""),
    ],
)
def test_prose_has_the_words_without_the_apparatus(typed, prose):
    assert document(typed).plain_text == prose


def test_prose_holds_captions_and_faqs_but_not_the_call_to_action():
    shown = document(
        "body\n\n![](figure:sea)",
        figures=(FigureSource("sea", "digest", "Alt", caption="*cap*", credit="X"),),
        faqs=(FAQSource("Q?", "A."),),
        call_to_action=CallToAction(text="call"),
    )
    assert shown.plain_text == "body\n\ncap\n\nQ?\n\nA."
    assert shown.word_count == 4


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("– … !", 0), ("it’s well-known, 3.5 times", 4), ("a\n\nb", 2)],
)
def test_words_are_counted_as_readers_count_them(text, words):
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("words", "minutes"), [(0, 0), (1, 1), (238, 1), (500, 2), (2380, 10)]
)
def test_reading_time_is_in_whole_minutes(words, minutes):
    assert reading_minutes(words) == minutes
