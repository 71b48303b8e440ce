"""Telephone numbers of a crisis notice as links that call or write at once."""

import re
from dataclasses import dataclass

DIGITS = r"(?:\+?1[ .-])?(?:\(\d{3}\)[ .-]?|\d{3}[ .-])\d{3}[ .-]\d{4}"
# Letters only in a toll-free number with its hyphens: "CALL 911 FOR HELP" is none.
LETTERS = r"1-8\d\d-[A-Z\d]{3}-?[A-Z\d]{4}"
NUMBER = rf"(?<![\d-])(?:{DIGITS}|{LETTERS})"
TELEPHONE = re.compile(rf"{NUMBER}(?![\dA-Za-z])")
# "Call or text 833-852-6262": the word, then the number, in the same sentence.
TEXTED = re.compile(rf"\b[Tt]ext\b[^.]{{0,20}}?({NUMBER})(?![\dA-Za-z])")
# "Text HOME to 741741": five or six digits behind "text", in the same sentence.
SHORT_CODE = re.compile(
    r"\b[Tt]ext\b(?:\s+[“\"']?([A-Z]{2,})[”\"']?\s+to)?[^.]{0,40}?(?<!\d)(\d{5,6})(?!\d)"
)
# "Call 211": a community's services, not those that always stand here.
SHORT_NUMBER = re.compile(r"\b(?:call|dial)\s+([2-8]11)\b", re.IGNORECASE)
CHAT = "988lifeline.org"
# The letters on a telephone's keys, as in 1-800-799-SAFE.
KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")


@dataclass(frozen=True)
class HelpLine:
    label: str
    url: str


# The notice can be worded but not removed; these stand whatever its wording.
ALWAYS = (
    HelpLine("Call 988", "tel:988"),
    HelpLine("Text 988", "sms:988"),
    HelpLine("Call 911", "tel:911"),
)


def help_lines(notice):
    """988 and 911, then every other way that the notice names, each once."""
    return tuple(dict.fromkeys((*ALWAYS, *named(notice))))


def named(notice):
    if CHAT in notice:
        yield HelpLine("Chat with 988", f"https://{CHAT}/chat/")
    for number in TELEPHONE.findall(notice):
        yield HelpLine(f"Call {number.strip()}", dialled(number))
    for number in TEXTED.findall(notice):
        yield HelpLine(
            f"Text {number.strip()}", dialled(number).replace("tel:", "sms:")
        )
    for word, code in SHORT_CODE.findall(notice):
        yield HelpLine(
            f"Text {word} to {code}" if word else f"Text {code}", f"sms:{code}"
        )
    for number in SHORT_NUMBER.findall(notice):
        yield HelpLine(f"Call {number}", f"tel:{number}")


def dialled(number):
    return telephone_url(number.translate(KEYS))


def telephone_url(number):
    """``tel:`` with the digits alone, the country's for the ten of a US number.

    RFC 3966; an extension ("ext. 4") is left to the caller to dial.
    """
    dialled = re.split(r"[a-z#]", number, maxsplit=1, flags=re.IGNORECASE)[0]
    digits = re.sub(r"\D", "", dialled)
    if not digits:
        return ""
    if len(digits) == 10:
        return f"tel:+1{digits}"
    return f"tel:+{digits}" if len(digits) > 10 else f"tel:{digits}"
