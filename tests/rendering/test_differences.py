import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.rendering import marked_differences


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("One two.", "One two.", ("One two.", "One two.")),
        ("One two.", "One 2.", ("One <del>two</del>.", "One <ins>2</ins>.")),
        ("One.", "One (2).", ("One.", "One<ins> (2)</ins>.")),
        (
            "<i>Old words</i>.",
            "<i>New words</i>.",
            ("<i><del>Old</del> words</i>.", "<i><ins>New</ins> words</i>."),
        ),
        (
            "A <i>b</i>",
            "A b &amp; c",
            ("A <i>b</i>", "A b<ins> &amp; c</ins>"),
        ),
        ("a b c d", "a x y d", ("a <del>b c</del> d", "a <ins>x y</ins> d")),
        ("", "New", ("", "<ins>New</ins>")),
        ("a &lt;b", "a &gt;b", ("a <del>&lt;</del>b", "a <ins>&gt;</ins>b")),
    ],
)
def test_what_differs_is_marked_and_tags_stay_whole(before, after, shown):
    assert marked_differences(before, after) == shown


WORDS = st.text(alphabet="ab .&;<i>/", max_size=30)


@given(WORDS, WORDS)
def test_without_its_marks_each_text_is_what_was_given(before, after):
    old, new = marked_differences(before, after)
    assert re.sub("</?del>", "", old) == before
    assert re.sub("</?ins>", "", new) == after
