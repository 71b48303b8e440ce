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


CHECKED = date(2026, 11, 22)
CALL_911 = ("Call 911", "tel:911")

CRISIS_CARDS = {
    "suicide": CrisisCard(
        name="Suicide and self-harm",
        heading="Call or text 988 now if:",
        when=(
            "you are thinking of ending your life",
            "you have hurt yourself, or are about to",
            "you fear that somebody else might",
        ),
        who_answers="The 988 Suicide and Crisis Lifeline answers day and night, free "
        "of charge. If someone is in danger right now, call 911.",
        numbers=(("Call 988", "tel:988"), ("Text 988", "sms:988"), CALL_911),
        source="https://988lifeline.org",
        checked_on=CHECKED,
    ),
    "violence": CrisisCard(
        name="Violence at home",
        heading="Call 1-800-799-7233 if:",
        when=(
            "somebody close to you hurts, threatens or controls you",
            "you are afraid of what happens at home",
            "you fear for somebody who lives with this",
        ),
        who_answers="The National Domestic Violence Hotline answers day and night. "
        "Where a call could be overheard, text START to 88788. If you are in danger "
        "right now, call 911.",
        numbers=(
            ("Call 1-800-799-7233", "tel:+18007997233"),
            ("Text START to 88788", "sms:88788"),
            CALL_911,
        ),
        source="https://www.thehotline.org",
        checked_on=CHECKED,
    ),
    "assault": CrisisCard(
        name="Sexual assault",
        heading="Call 1-800-656-4673 if:",
        when=(
            "somebody did something sexual to you that you did not want",
            "it happened long ago and is with you now",
            "you want to know what you can do, whatever you then decide",
        ),
        who_answers="The National Sexual Assault Hotline answers day and night and "
        "connects you with a trained person near you. If you are in danger right now, "
        "call 911.",
        numbers=(("Call 1-800-656-4673", "tel:+18006564673"), CALL_911),
        source="https://rainn.org",
        checked_on=CHECKED,
    ),
    "perinatal": CrisisCard(
        name="Pregnancy and the first year with a baby",
        heading="Call or text 1-833-852-6262 if:",
        when=(
            "you are pregnant or have a baby, and feel low, afraid or unlike yourself",
            "you have thoughts that frighten you",
            "you worry about a mother or parent you know",
        ),
        who_answers="The National Maternal Mental Health Hotline answers day and "
        "night. If somebody may be harmed, or sees or hears what others do "
        "not, call 911.",
        numbers=(
            ("Call 1-833-852-6262", "tel:+18338526262"),
            ("Text 1-833-852-6262", "sms:+18338526262"),
            CALL_911,
        ),
        source="https://mchb.hrsa.gov/national-maternal-mental-health-hotline",
        checked_on=CHECKED,
    ),
    "substances": CrisisCard(
        name="Alcohol and other drugs",
        heading="Call 1-800-662-4357 if:",
        when=(
            "you want help with drinking or drugs, for yourself or somebody else",
            "you do not know where treatment is to be had",
        ),
        who_answers="SAMHSA’s National Helpline names treatment near you, day and "
        "night, free of charge. If somebody cannot be woken, breathes badly or has a "
        "seizure, call 911.",
        numbers=(("Call 1-800-662-4357", "tel:+18006624357"), CALL_911),
        source="https://www.samhsa.gov/find-help/helplines/national-helpline",
        checked_on=CHECKED,
    ),
    "child": CrisisCard(
        name="Harm to a child",
        heading="Call or text 1-800-422-4453 if:",
        when=(
            "a child is being hurt or neglected, or you suspect it",
            "you are a child and somebody hurts you",
            "you fear that you might hurt a child",
        ),
        who_answers="The Childhelp National Child Abuse Hotline answers day and night. "
        "If a child is in danger right now, call 911.",
        numbers=(
            ("Call 1-800-422-4453", "tel:+18004224453"),
            ("Text 1-800-422-4453", "sms:+18004224453"),
            CALL_911,
        ),
        source="https://www.childhelphotline.org",
        checked_on=CHECKED,
    ),
    "veterans": CrisisCard(
        name="Veterans and service members",
        heading="Call 988, then press 1, if:",
        when=(
            "you serve or served, and are thinking of ending your life",
            "the nights, the memories or the drinking are more than you can carry",
            "you fear for somebody who served",
        ),
        who_answers="The Veterans Crisis Line answers day and night; nobody needs to "
        "be enrolled with the VA. If someone is in danger right now, call 911.",
        numbers=(
            ("Call 988, then press 1", "tel:988"),
            ("Text 838255", "sms:838255"),
            CALL_911,
        ),
        source="https://www.veteranscrisisline.net",
        checked_on=CHECKED,
    ),
    "text": CrisisCard(
        name="Somebody to write to, at any hour",
        heading="Text HOME to 741741 if:",
        when=(
            "you cannot speak, or would rather write",
            "a feeling is more than you can bear alone tonight",
        ),
        who_answers="Crisis Text Line answers day and night, free of charge. If "
        "someone is in danger right now, call 911.",
        numbers=(("Text HOME to 741741", "sms:741741"), CALL_911),
        source="https://www.crisistextline.org",
        checked_on=CHECKED,
    ),
}


def card_choices() -> list[tuple[str, str]]:
    """A callable, so that a new card needs no migration."""
    return [(key, card.name) for key, card in CRISIS_CARDS.items()]
