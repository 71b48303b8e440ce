import re

import pytest

from articles.citations.languages import in_its_language, language_of


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("de", "de"),
        ("de-AT", "de"),
        ("de_CH", "de"),
        ("DE", "de"),
        ("ger", "de"),
        ("deu", "de"),
        ("German", "de"),
        ("Français", "fr"),
        ("zh-Hant-TW", "zh"),
        ("en", ""),
        ("en-GB", ""),
        ("eng", ""),
        ("English", ""),
        ("", ""),
        ("xx", ""),
        ("en; de", ""),
        ('de" onload="x', ""),
        (["de"], ""),
        (None, ""),
    ],
)
def test_language_is_told_in_its_shortest_code(written, code):
    assert language_of({"language": written}) == code


@pytest.mark.parametrize(
    ("title", "entry", "expected"),
    [
        (
            "Das Ich und das Es",
            "Freud, S. (1923). <em>Das Ich und das Es</em>. Verlag.",
            'Freud, S. (1923). <em><span lang="de">Das Ich und das Es</span></em>. '
            "Verlag.",
        ),
        (
            "Was heißt 'Angst' & Not?",
            "Weiß (2001). Was heißt ‘Angst’ &amp; Not? <em>Psyche</em>, <em>3</em>.",
            'Weiß (2001). <span lang="de">Was heißt ‘Angst’ &amp; Not?</span> '
            "<em>Psyche</em>, <em>3</em>.",
        ),
        (
            "Zu <i>Hamlet</i> heute",
            "A (1). Zu <em>Hamlet</em> heute. <em>B</em>.",
            'A (1). <span lang="de">Zu <em>Hamlet</em> heute</span>. <em>B</em>.',
        ),
        (
            "Die Angst [Anxiety]",
            "A (1). <em>Die Angst</em> [Anxiety]. B.",
            'A (1). <em><span lang="de">Die Angst</span></em> [Anxiety]. B.',
        ),
    ],
)
def test_title_is_marked_and_no_letter_changes(title, entry, expected):
    marked = in_its_language(entry, {"language": "de", "title": title})

    assert marked == expected
    assert re.sub("<[^>]*>", "", marked) == re.sub("<[^>]*>", "", entry)


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        ({"language": "en", "title": "Es"}, "A (1). <em>Es</em>."),
        ({"title": "Es"}, "A (1). <em>Es</em>."),
        ({"language": "de", "title": ""}, "A (1). <em>Es</em>."),
        ({"language": "de", "title": "Es"}, "Es (1). <em>Es</em>."),
        ({"language": "de", "title": "Es"}, "A (1). <em>Estland</em>."),
        ({"language": "de", "title": "es"}, 'A (1). <a href="/es">Andere</a>.'),
        ({"language": "de", "title": "Wir und es"}, "A. Wir <em>und es</em>."),
        ({"language": "de", "title": "(.*)+$["}, "A (1). Anders."),
    ],
)
def test_what_is_not_certain_stays_as_it_is(item, entry):
    assert in_its_language(entry, item) == entry
