"""Advice on promises: what is found, and the neighbours that must not be."""

import pytest

from articles.rendering.promises import promises
from articles.source import CallToAction, FAQSource, Severity
from tests.rendering.stand_ins import document

FOUND = [
    ("We cure insomnia.", "cure"),
    ("Our therapists can cure your anxiety.", "cure"),
    ("Therapy cures depression.", "cures"),
    ("In six weeks you will be cured.", "cured"),
    ("I guarantee you a calmer life.", "guarantee"),
    ("Results guaranteed.", "guaranteed"),
    ("Guaranteed relief in ten sessions", "Guaranteed relief"),
    ("Come to the best therapist in Oakland.", "the best therapist"),
    ("She is California’s leading psychologist.", "California’s leading psychologist"),
    ("A 100 % success rate.", "100 % success rate"),
    ("We have a success rate of over 90.", "success rate of over 90"),
    ("Our practice has 98% effective results", "98% effective"),
    ("The top counselor in town", "The top counselor"),
    ("Read our testimonials.", "testimonials"),
    ("What our clients say", "What our clients say"),
]
NEIGHBOURS = [
    "There is no cure.",
    "We don’t cure anybody.",
    "Does therapy cure depression?",
    "Anna O. called it the talking cure.",
    "Nineteenth-century doctors ordered a rest cure.",
    "The ham was cured in salt; the door was secured.",
    "Nothing is guaranteed.",
    "We can’t guarantee results.",
    "A diploma is no guarantee that the hour will help.",
    "How to find the best therapist for you.",
    "The best therapy hour is often a quiet one.",
    "In one trial 80 percent recovered [@ames2020].",
    "“We cure everyone,” said the leaflet.",
    "We print no testimonials.",
    "Some clinics claim a 95% success rate.",
    "They hoped that therapy cures grief.",
    "A leading question helps nobody.",
    "A child guarantees nothing.",
    "The law guarantees you an estimate.",
    "This guarantees that your data stays private.",
    "In our study, 60 percent recovered within a year.",
    "The best therapist for you is one you can argue with.",
    "He was the leading psychologist of his day.",
    "Insomnia is cured best by standing up.",
    "",
]


@pytest.mark.parametrize(("text", "words"), FOUND)
def test_promise_is_found_with_its_words(text, words):
    assert [found for _, found in promises(text)] == [words]


@pytest.mark.parametrize("text", NEIGHBOURS)
def test_neighbour_is_left_alone(text):
    assert list(promises(text)) == []


@pytest.mark.parametrize(
    ("part", "values"),
    [
        ("title", {"title": "Therapy cures shyness"}),
        ("standfirst", {"standfirst": "We guarantee results."}),
        ("summary", {"summary": "We guarantee results."}),
        ("body", {"body": "Plain.\n\nHere *we* rest. We guarantee results."}),
        ("faqs", {"faqs": (FAQSource("Why?", "We guarantee results."),)}),
        ("call_to_action", {"call_to_action": CallToAction(text="We cure you.")}),
        ("call_to_action", {"call_to_action": CallToAction(heading="We cure you.")}),
    ],
)
def test_every_part_is_read_and_nothing_is_blocked(part, values):
    (found,) = [p for p in document(**values).problems if p.code == "promise"]

    assert (found.place.part, found.severity) == (part, Severity.WARN)


def test_line_of_a_promise_is_named():
    shown = document(body="One.\n\nTwo.\n\nWe guarantee results.")

    (found,) = [p for p in shown.problems if p.code == "promise"]
    assert found.place.line == 5
