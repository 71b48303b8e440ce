"""Rendered HTML as it stands outside its own page: in feeds, and among questions."""

import re
from urllib.parse import urljoin

# A start tag as the sanitiser writes it, and the addresses within one.
TAG = re.compile(r'<[a-z][a-z0-9]*(?: [a-z-]+(?:="[^"]*")?)+>')
ADDRESS = re.compile(r'( (?:href|src)=")([/#][^"]*)')
# An id might stand there already; what refers to one would find another, or none.
REFERRING = re.compile(
    r" (?:id|interestfor|popovertarget"
    r'|aria-(?:controls|describedby|details|labelledby))="[^"]*"'
)
SRCSET = re.compile(r' (?:srcset|sizes)="[^"]*"')
SOURCE = re.compile(r"<source [^>]*>")


def among_others(html, path):
    """``html`` of the page at ``path``, to stand beside that of other pages.

    It comes from the sanitiser: quotes stand in attributes only around values.
    Links within the page lead to it; no id stands twice.
    """
    return TAG.sub(lambda tag: REFERRING.sub("", addressed(tag[0], path)), html)


def abroad(html, url):
    """``html`` of the page at ``url``, for a program far from the site.

    Every address is whole, and each picture is one file: what chooses between several
    by the width of our own page has no meaning there.
    """

    def mend(tag):
        return REFERRING.sub("", SRCSET.sub("", addressed(tag[0], url)))

    return TAG.sub(mend, SOURCE.sub("", html))


def addressed(tag, url):
    return ADDRESS.sub(lambda found: found[1] + urljoin(url, found[2]), tag)
