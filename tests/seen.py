"""Does structured data say only what the page shows?"""

import json

from bs4 import BeautifulSoup

# What a page shows in other words or not as text: addresses, dates, kinds.
ADDRESSES = {"@context", "@id", "@type", "image", "item", "logo", "url"}
DATES = {"dateModified", "datePublished", "lastReviewed", "timeRequired"}
CODES = ADDRESSES | DATES | {"inLanguage"}


def assert_nothing_unseen(client, path):
    """Every text in the structured data of the page at ``path`` stands on it."""
    page = BeautifulSoup(client.get(path).content.decode(), "html.parser")
    scripts = page.find_all("script", type="application/ld+json")
    said = [pair for script in scripts for pair in texts(json.loads(script.string))]
    shown = squeezed(page.body.get_text())
    assert said
    assert [pair for pair in said if squeezed(pair[1]) not in shown] == []


def texts(values, name=""):
    """(name, text) of all that structured data says in words of its own."""
    if isinstance(values, dict):
        for key, value in values.items():
            yield from texts(value, key)
    elif isinstance(values, list):
        for value in values:
            yield from texts(value, name)
    elif isinstance(values, str) and name not in CODES:
        yield name, values


def squeezed(text):
    """Without the spaces that markup brings between words and their punctuation."""
    return "".join(text.split())
