"""Stems: SQLite's own stemmer is the judge of Porter's rules."""

import sqlite3

import pytest

from articles.words import stem
from articles.words.stems import BRITISH_OUR, BRITISH_Z, IRREGULAR, SAME
from articles.words.texts import folded
from bench.corpus import made_up_articles


def judged(words):
    """{word: stem} by FTS5."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE t USING fts5(w, tokenize = 'porter')")
    database.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, 'instance')")
    database.executemany("INSERT INTO t(rowid, w) VALUES (?, ?)", enumerate(words, 1))
    return {
        words[row - 1]: term
        for term, row in database.execute("SELECT term, doc FROM v")
    }


def test_stems_are_those_of_sqlite_where_no_rule_of_our_own_speaks():
    texts = [made.source.body for made in made_up_articles()[::9]]
    found = {part for text in texts for word in text.split() for part in folded(word)}
    plain = [w for w in sorted(found) if w.isascii() and w.isalpha()]
    expected = judged(plain)

    ours = [
        word
        for word in plain
        if word not in {*IRREGULAR, *SAME}
        and not (BRITISH_Z.search(word) or BRITISH_OUR.search(word))
        and not word.endswith("iness")
        and not expected[word].endswith(("anc", "enc"))
    ]

    assert len(ours) > 1_500
    assert {w: stem(w) for w in ours} == {w: expected[w] for w in ours}


@pytest.mark.parametrize(
    "words",
    [
        "pregnancy pregnancies pregnant",
        "lonely loneliness",
        "child children",
        "woke awake waking wakes",
        "sleep slept asleep sleeping",
        "silent silence",
        "jealous jealousy",
        "anxious anxiety",
        "grief grieving grieve",
        "mum mom mother",
        "traumatised traumatized",
        "behaviour behavior",
        "counselling counseling",
        "three 3",
        "worry worries worried worrying",
        "die dies died dying death dead",
    ],
)
def test_forms_of_one_word_meet(words):
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize("words", ["sad said", "men mental", "passing passive"])
def test_words_that_look_alike_stay_apart(words):
    one, other = words.split()
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["", "a", "e2e", "日本", "ß", "\u0301"])
def test_what_is_no_english_word_comes_back(word):
    assert stem(word) == word
