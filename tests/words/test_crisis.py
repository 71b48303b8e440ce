import pytest

from articles.words import suggests_crisis


@pytest.mark.parametrize(
    "typed",
    [
        "suicide",
        "Suicidal thoughts",
        "I want to die",
        "i don’t want to live anymore",
        "how do I kill myself",
        "thinking about ending my life",
        "better off dead",
        "no reason to live",
        "self-harm",
        "cutting myself",
        "wish i was dead",
        "sucide hotline",
        "i cant go on anymore",
    ],
)
def test_words_of_despair_call_for_help(typed):
    assert suggests_crisis(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "my mother died",
        "dying to meet you",
        "life after divorce",
        "how do I live with my mother",
        "kill time",
        "I hurt my husband",
        "end of therapy",
        "dead bedroom",
    ],
)
def test_other_words_do_not(typed):
    assert not suggests_crisis(typed)
