"""Telephone numbers of a crisis notice as links that call or write at once."""

import re
from dataclasses import dataclass

TELEPHONE = re.compile(r"(?<![\d-])(?:\+?1[ .-])?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?!\d)")
# "Text HOME to 741741": five or six digits behind "text", in the same sentence.
SHORT_CODE = re.compile(r"\btext\b[^.]{0,40}?(?<!\d)(\d{5,6})(?!\d)", re.IGNORECASE)


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
    """988 and 911, then every other number that the notice names, each once."""
    telephones = (telephone_line(number) for number in TELEPHONE.findall(notice))
    codes = (
        HelpLine(f"Text {code}", f"sms:{code}") for code in SHORT_CODE.findall(notice)
    )
    return tuple(dict.fromkeys((*ALWAYS, *telephones, *codes)))


def telephone_line(number):
    return HelpLine(f"Call {number.strip()}", telephone_url(number))


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
