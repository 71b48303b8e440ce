"""How one work is printed: its entry, and its forms in a text, first and later."""

import re

from articles.citations import CitationItem, Cluster
from articles.citations.variables import CREATORS

FORMS = {
    "p": "In parentheses",
    "n": "In the sentence",
    "later-p": "Later, in parentheses",
    "later-n": "Later, in the sentence",
}


def printed(item, cite):
    """(entry, {form: text}) as HTML without links; later forms where they differ.

    ``cite``: formats items and clusters. Raises ``citations.EngineError``.
    """
    answers = [cite(*question) for question in questions(item)]
    entry = dict(answers[0].references).get(item["id"], "")
    texts = answers[0].citations | (
        {"n": answers[-1].citations["n"]} if "n" in answers[-1].citations else {}
    )
    forms = {
        name: without_links(texts[name])
        for name in FORMS
        if texts.get(name) and not is_as_first(name, texts)
    }
    return without_links(entry), forms


def questions(item):
    """What ``cite`` is asked; a group's short form needs a second mention.

    The first mention in a sentence is another text than the first in parentheses,
    so it is made apart.
    """
    runs = [("p", "n")]
    if has_short_form(item):
        runs = [("p", "later-n", "later-p"), ("n", "later-p")]
    work = (CitationItem(item["id"]),)
    return [
        ([item], [Cluster(name, work, narrative=name.endswith("n")) for name in run])
        for run in runs
    ]


def is_as_first(name, texts):
    """Whether a later mention reads like the first, as with "et al."."""
    first = name.removeprefix("later-")
    return name != first and texts[name] == texts.get(first)


def has_short_form(item):
    names = [name for role in CREATORS for name in listed(item.get(role))]
    return any(isinstance(name, dict) and name.get("abbreviation") for name in names)


def listed(names):
    return names if isinstance(names, list) else []


def without_links(html):
    """Here there is no list for a citation to lead to."""
    return re.sub(r"</?a\b[^>]*>", "", html)
