"""The cards with numbers for immediate help, by what they are for.

A card follows the NHS's rules for care cards: one plain heading that says what to do
and when, complete in itself, never by colour alone, and with no link to further
reading.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class CrisisCard:
    """``when``: completes "if …", one line each; ``numbers``: (label, address)."""

    name: str
    heading: str
    when: tuple[str, ...]
    who_answers: str
    numbers: tuple[tuple[str, str], ...]
    source: str
    checked_on: date


CRISIS_CARDS = {
    "suicide": CrisisCard(
        name="Suicide and self-harm",
        heading="Call or text 988 now if:",
        when=(
            "you are thinking of ending your life",
            "you have hurt yourself, or are about to",
            "you fear that somebody else might",
        ),
        who_answers="The 988 Suicide and Crisis Lifeline answers day and night. If "
        "someone is in danger right now, call 911.",
        numbers=(
            ("Call 988", "tel:988"),
            ("Text 988", "sms:988"),
            ("Call 911", "tel:911"),
        ),
        source="https://988lifeline.org",
        checked_on=date(2026, 11, 22),
    ),
}


def card_choices() -> list[tuple[str, str]]:
    """A callable, so that a new card needs no migration."""
    return [(key, card.name) for key, card in CRISIS_CARDS.items()]
