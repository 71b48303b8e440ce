"""Short texts that stand away from the page, where no licence stands beside them."""

import re
from unicodedata import normalize

from django.utils.text import Truncator

LONGEST = 300
# A telephone number or an e-mail address. With one of these a short text is an
# advertisement of its own, which has to name the licence (16 CCR §1811).
CONTACT = re.compile(
    r"[\w.+-]@[\w-]+\.\w"
    r"|(?<![\d-])(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}(?!\d)"
)
# Most texts have neither sign; to look for all the rest takes ten times as long.
SIGN = re.compile(r"[@\d]")


def has_contact(text):
    return bool(SIGN.search(text) and CONTACT.search(text))


def described(text):
    """In one line, of bounded length."""
    line = normalize("NFC", " ".join(text.split()))
    # Django counts each character, also where there is nothing to cut.
    return line if len(line) <= LONGEST else Truncator(line).chars(LONGEST)


def without_contact(*texts):
    """The first of these that says something and no way to reach somebody, or ""."""
    for text in texts:
        if text.strip() and not has_contact(text):
            return described(text)
    return ""
