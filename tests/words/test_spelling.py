import pytest

from articles.words import nearest

WORDS = {"attachment": 4, "detachment": 1, "grief": 9, "brief": 2, "anxiety": 5}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("atachment", "attachment"),
        ("attahcment", "attachment"),
        ("greif", "grief"),
        ("anxeity", "anxiety"),
        ("anxity", "anxiety"),
        ("gri", None),
        ("window", None),
        ("attchmnts", None),
    ],
)
def test_near_words_are_taken_for_the_word_meant(typed, meant):
    assert nearest(typed, WORDS) == meant


def test_of_equally_near_words_the_commoner_wins():
    assert nearest("hearts", {"heart": 1, "hearty": 5}) == "hearty"
