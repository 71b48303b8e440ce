"""Telephone numbers of a crisis notice as links that call or write at once."""

import re
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

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
# 988 and 911 themselves, no part of a longer number, a word or a price.
STANDING = re.compile(r"(?<![\w$.-])(988|911)(?![A-Za-z\d]|[.,]\d|-\w)")
# "Text 988", but not "call or text 988": what follows is written to, not called.
ONLY_TEXTED = re.compile(
    r"(?<!\bor )(?<!/)\btext(?: to| us at| them at| at)?\s*\Z", re.IGNORECASE
)
# The letters on a telephone's keys, as in 1-800-799-SAFE.
KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")


@dataclass(frozen=True)
class HelpLine:
    label: str
    url: str


@dataclass(frozen=True)
class Mention:
    """Where a notice names a line: from ``start`` to before ``end``."""

    start: int
    end: int
    line: HelpLine


# The notice can be worded but not removed; these stand whatever its wording.
ALWAYS = (
    HelpLine("Call 988", "tel:988"),
    HelpLine("Text 988", "sms:988"),
    HelpLine("Call 911", "tel:911"),
)


def help_lines(notice):
    """988 and 911, then every other way that the notice names, each once."""
    named = (mention.line for mention in mentions(notice))
    return tuple(dict.fromkeys((*ALWAYS, *named)))


def linked(notice) -> SafeString:
    """The notice's own words as HTML, each number and address in them a link.

    Anything else is escaped; line breaks stay as they are.
    """
    return format_html_join("", "{}", ((piece,) for piece in pieces(notice)))


def pieces(notice):
    done = 0
    for mention in sorted(mentions(notice), key=lambda mention: order(notice, mention)):
        if mention.start < done:
            continue
        yield notice[done : mention.start]
        words = notice[mention.start : mention.end]
        yield format_html('<a href="{}">{}</a>', mention.line.url, words)
        done = mention.end
    yield notice[done:]


def order(notice, mention):
    """By place; of two ways at one place first the one that its sentence asks for."""
    way = "sms:" if ONLY_TEXTED.search(notice[: mention.start]) else "tel:"
    return mention.start, not mention.line.url.startswith(way)


def mentions(notice):
    """Each way to reach somebody that the notice names, in the order of its kinds."""
    if (at := notice.find(CHAT)) >= 0:
        chat = HelpLine("Chat with 988", f"https://{CHAT}/chat/")
        yield Mention(at, at + len(CHAT), chat)
    for found in TELEPHONE.finditer(notice):
        number = found[0]
        yield Mention(*found.span(), HelpLine(f"Call {number}", dialled(number)))
    for found in TEXTED.finditer(notice):
        url = dialled(found[1]).replace("tel:", "sms:")
        yield Mention(*found.span(1), HelpLine(f"Text {found[1]}", url))
    for found in SHORT_CODE.finditer(notice):
        word, code = found.groups()
        label = f"Text {word} to {code}" if word else f"Text {code}"
        yield Mention(*found.span(2), HelpLine(label, f"sms:{code}"))
    for found in SHORT_NUMBER.finditer(notice):
        yield Mention(*found.span(1), HelpLine(f"Call {found[1]}", f"tel:{found[1]}"))
    yield from standing(notice)


def standing(notice):
    for found in STANDING.finditer(notice):
        texted = found[1] == "988" and ONLY_TEXTED.search(notice[: found.start()])
        label, way = ("Text", "sms") if texted else ("Call", "tel")
        line = HelpLine(f"{label} {found[1]}", f"{way}:{found[1]}")
        yield Mention(*found.span(1), line)


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
