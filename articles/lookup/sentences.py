"""What went wrong, in one sentence for a lay person that names the service."""

from __future__ import annotations

from articles.lookup.problems import (
    BadCertificate,
    NoAnswer,
    TooLong,
    TooSlow,
    Unreachable,
)

OFF = (
    "Look-ups are off until an e-mail address is set as CONTACT_EMAIL, which the "
    "services ask for."
)
LATER = "Please try again later."


def problem(name: str, error: NoAnswer) -> str:
    if isinstance(error, TooSlow):
        return f"{name} took too long to answer. {LATER}"
    if isinstance(error, BadCertificate):
        return f"{name} cannot be reached securely just now. {LATER}"
    if isinstance(error, Unreachable):
        return f"{name} cannot be reached just now. {LATER}"
    if isinstance(error, TooLong):
        return f"{name} sent an answer that is too long to be read."
    return unreadable(name)


def unreadable(name: str) -> str:
    return f"{name} sent an answer that cannot be read. {LATER}"


def led_away(name: str) -> str:
    return f"{name} pointed to another address, which is not followed for safety."


def busy(name: str, seconds: float = 0) -> str:
    """Over the service's limits; ``seconds`` it asks us to wait, if it says so."""
    if not seconds:
        return f"{name} has too many questions just now. {LATER}"
    return (
        f"{name} asks for a pause before the next question. Please try again in "
        f"{in_words(seconds)}."
    )


def status(name: str, code: int) -> str:
    if code >= 500:
        return f"{name} has a problem of its own just now ({code}). {LATER}"
    return f"{name} did not accept the question ({code})."


def in_words(seconds: float) -> str:
    """About how long: "40 seconds", "2 minutes", "3 hours"."""
    for size, unit in ((3600, "hour"), (60, "minute"), (1, "second")):
        if seconds >= size:
            count = -int(-seconds // size)
            return f"{count} {unit}{'s' * (count != 1)}"
    return "a second"
