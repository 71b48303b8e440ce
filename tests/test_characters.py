"""Every character of Unicode, asked one by one."""

import sys
import unicodedata
from xml.etree import ElementTree

import pytest

from articles.characters import is_plain, permitted, permitted_values
from articles.citations.records import UNPRINTABLE


def is_forbidden(character):
    """By the standards' own words: XML 1.0, section 2.2; HTML, section 13.2.3.5."""
    point = ord(character)
    if unicodedata.category(character) in ("Cc", "Cs"):
        return character not in "\t\n\r"
    return point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF


def test_nothing_else_is_lost_of_all_of_unicode():
    characters = [chr(point) for point in range(sys.maxunicode + 1)]
    kept = "".join(c for c in characters if not is_forbidden(c))

    assert permitted("".join(characters)).replace(" ", "") == kept.replace(" ", "")


def test_what_is_plain_has_nothing_forbidden_or_invisible():
    gone = [
        character
        for character in map(chr, range(sys.maxunicode + 1))
        if is_forbidden(character) or UNPRINTABLE.match(character)
    ]

    assert gone
    assert not [character for character in gone if is_plain(f"word{character}\n")]
    assert is_plain("Two lines\nof é, 漢 and — “marks”.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\x01b\x1fc", "abc"),
        ("a\x0bb\x0cc\x85d", "a b c d"),
        ("Dana\ufffe\ufdd0\U0001ffff", "Dana"),
        ("\ud83d half", " half"),
        ("tab\tline\nreturn\r", "tab\tline\nreturn\r"),
        ("joined\u200d\u200b\ufeff\u202e\xad", "joined\u200d\u200b\ufeff\u202e\xad"),
        ("\U0001f469\u200d\U0001f4bb é 漢 ﷽", "\U0001f469\u200d\U0001f4bb é 漢 ﷽"),
    ],
)
def test_only_what_pages_and_feeds_cannot_hold_goes(text, expected):
    assert permitted(text) == expected


def test_xml_reads_what_is_left():
    text = permitted("".join(map(chr, range(0x110000))))
    escaped = text.replace("&", "").replace("<", "").replace("]", "")

    assert ElementTree.fromstring(f"<a>{escaped}</a>").text  # noqa: S314


def test_texts_in_values_are_cleaned_and_others_stay():
    item = {"ti\x01tle": "A\x01", "author": [{"family": "B\ufffe"}], "n": [1, None]}

    assert permitted_values(item) == {
        "title": "A",
        "author": [{"family": "B"}],
        "n": [1, None],
    }


def test_bottomless_values_raise_nothing():
    value = "x"
    for _ in range(5000):
        value = [value]

    assert permitted_values(value)
