"""What readers type becomes terms, phrases and words to leave out."""

import json

import pytest

from articles.words import LONGEST_QUESTION, read_question


def stems(question):
    return [term.stem for term in question.terms]


@pytest.mark.parametrize(
    ("typed", "terms", "phrases", "excluded"),
    [
        ("why do I wake up at 3 am?", ["wake", "3"], (), ()),
        ("“panic attack” train", ["panic", "attack", "train"], ("panic attack",), ()),
        ("sleep -baby", ["sleep"], (), ("babi",)),
        ('sleep -"new baby"', ["sleep"], (), ("new babi",)),
        ("self-care", ["self", "care"], (), ()),
        ("sleep - loss", ["sleep", "lose"], (), ()),
        ('"sleep', ["sleep"], (), ()),
        ('"sleep"', ["sleep"], (), ()),
        ("the of and", [], (), ()),
        ("sleep sleep SLEEP", ["sleep"], (), ()),
        ("Désirée", ["desire"], (), ()),
        ("can’t sleep", ["sleep"], (), ()),
    ],
)
def test_questions_are_read(typed, terms, phrases, excluded):
    question = read_question(typed)

    assert (stems(question), question.phrases, question.excluded) == (
        terms,
        phrases,
        excluded,
    )


@pytest.mark.parametrize(
    "typed", ["", "\0", "?!", "-", '"', '""', '-""', "😀", "\ud800"]
)
def test_what_says_nothing_asks_nothing(typed):
    assert read_question(typed).terms == ()


def test_endless_questions_are_cut():
    question = read_question("word " * 10_000 + " ".join(map(str, range(99))))

    assert len(question.text) <= LONGEST_QUESTION
    assert len(read_question(" ".join(f"w{n}" for n in range(99))).terms) == 12


def test_every_naughty_string_is_read(testdata):
    for typed in json.loads((testdata / "strings" / "blns.json").read_text()):
        question = read_question(typed)
        assert all(term.stem.strip() for term in question.terms)


def test_mended_questions_keep_what_else_was_typed():
    question = read_question('"panic atack" Atack -train')

    assert question.mended({"atack": "attack"}).text == '"panic attack" attack -train'
