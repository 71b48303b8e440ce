"""The rules for cards with numbers for immediate help."""

import re

import pytest

from articles.models import CRISIS_CARDS, Article
from articles.models.crisis_cards import card_choices

CARDS = CRISIS_CARDS.values()


@pytest.mark.parametrize("card", CARDS)
def test_heading_says_what_to_do_and_when(card):
    assert re.match(r"(Call|Text)( or text)? [\w-]+.* if:$", card.heading)
    assert 2 <= len(card.when) <= 3
    assert "answers" in card.who_answers or "names" in card.who_answers


@pytest.mark.parametrize("card", CARDS)
def test_card_calls_and_writes_and_leads_nowhere_else(card):
    assert all(url.startswith(("tel:", "sms:")) for _, url in card.numbers)
    assert ("Call 911", "tel:911") in card.numbers
    assert "http" not in " ".join((card.heading, *card.when, card.who_answers))


@pytest.mark.parametrize("card", CARDS)
def test_label_names_the_number_that_is_dialled(card):
    for label, url in card.numbers:
        dialled = url.split(":")[1].removeprefix("+1")
        assert dialled in re.sub(r"\D", "", label)


@pytest.mark.parametrize("card", CARDS)
def test_number_in_the_heading_is_among_the_links(card):
    number = re.search(r"[\d-]{3,}", card.heading).group()
    assert any(number in label for label, _ in card.numbers)


def test_choices_fit_the_column():
    length = Article._meta.get_field("crisis_card").max_length
    assert all(len(key) <= length for key, _ in card_choices())
