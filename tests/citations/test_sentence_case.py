"""Sentence case is proposed for titles in title case, and never done."""

from pathlib import Path

import pytest

from articles.citations.sentence_case import is_title_case, propose

HERE = Path(__file__).parent / "reading"
TITLES = [HERE / "corpus" / "titles.txt", HERE / "held_out" / "titles.txt"]
# No rule tells these names from common words.
NOT_TOLD = ("Ramona", "Hypericum perforatum")


def pairs():
    texts = [path.read_text(encoding="utf-8").strip() for path in TITLES]
    blocks = [block for text in texts for block in text.split("\n\n")]
    return [[line for line in block.split("\n") if line[0] != "#"] for block in blocks]


def proposal(title):
    return propose(title) if is_title_case(title) else title


@pytest.mark.parametrize(("title", "expected"), pairs())
def test_a_published_title_gets_sentence_case(title, expected):
    is_told = not any(name in expected for name in NOT_TOLD)
    assert (proposal(title) == expected) is is_told


@pytest.mark.parametrize(("title", "expected"), pairs())
def test_a_title_in_sentence_case_is_left_alone(title, expected):
    assert proposal(expected) == expected


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Trauma",
        "Attachment in Europe",
        "a study of small things",
        "Die Bindung des Kindes an seine Mutter",
        "Depression and Zoloft",
    ],
)
def test_too_little_is_capitalised_to_judge(title):
    assert not is_title_case(title)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("The {Art} of Cooking With Gas", "The Art of cooking with gas"),
        (
            'A <span class="nocase">Nature</span> Study of Hidden Things',
            'A <span class="nocase">Nature</span> study of hidden things',
        ),
    ],
)
def test_protected_words_keep_their_case(title, expected):
    assert propose(title) == expected
