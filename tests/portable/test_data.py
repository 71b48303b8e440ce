"""YAML as an export has it: round, and refusing what is no text."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.portable import Unusable, dump, load

TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    st.text(" \n\tab-:#|>'\"{}[]&*!%@`é“\u2028\x85\r?,"),
)
ROWS = st.lists(st.dictionaries(TEXTS, TEXTS, min_size=1, max_size=3), min_size=1)


@settings(max_examples=60)
@given(st.dictionaries(TEXTS, st.one_of(TEXTS, ROWS), min_size=1, max_size=4))
def test_every_text_comes_back_as_it_was(values):
    assert load(dump(values)) == values


def test_values_read_as_the_texts_that_stand_there():
    values = {
        "title": "No",
        "year": 1984,
        "is": True,
        "day": date(2026, 5, 31),
        "at": datetime(2026, 5, 31, 9, tzinfo=UTC),
    }
    assert load(dump(values)) == {
        "title": "No",
        "year": "1984",
        "is": "true",
        "day": "2026-05-31",
        "at": "2026-05-31T09:00:00.000000+00:00",
    }


def test_several_lines_stand_as_a_block():
    assert dump({"answer": "One.\n\nTwo."}) == "answer: |-\n  One.\n\n  Two.\n"


BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BOMB, "Line 1 of the data refers to another"),
        ("title: !!python/object/apply:os.system [ls]", "has a tag"),
        ("title: !!binary aGk=", "has a tag"),
        ("title: one\ntitle: two", "Line 2 of the data says “title” a second time."),
        ("title: [one", "Line 1 of the data cannot be read"),
        ("title: one: two", "Line 1 of the data cannot be read"),
        ("\ttitle: one", "cannot be read"),
        ("[" * 100_000, "lists in lists without end"),
        ('title: "\\0"', "a character that no text has"),
        ('title: "\\ud800"', "character"),
        ('title: "\\UFFFFFFFF"', "characters that no text has"),
        ("title: a\x01b", "characters that no text has"),
        ("? [a, b]\n: c", "has a list where a name should stand"),
        ("x" * 1_000_001, "too much data"),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(text, said):
    with pytest.raises(Unusable, match=".") as refusal:
        load(text)
    assert said in str(refusal.value)
