"""An article as long as any practice will write, the same each time it is made.

8,000 words, 60 works cited, 20 figures, 30 questions, footnotes, tables, lists, and
words and addresses that fit no line. The text says nothing in particular; the people
and works in it are invented.
"""

import random
from datetime import timedelta

from django.utils import timezone

from articles.models import Reference
from tests.factories import make_image, make_published_article, make_series, make_topic

WORDS, WORKS, FIGURES, QUESTIONS = 8_000, 60, 20, 30
SLUG = "a-long-winter"
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtin"
LONG_ADDRESS = "https://example.org/" + "a-very-long-path-without-a-break/" * 4
WHO = (
    "a person who sleeps badly|someone new to a city|a couple after a hard year|"
    "a parent of two|a nurse on nights|an only child|a man who has retired|"
    "a student far from home|a woman who cares for her mother|a friend who listens"
).split("|")
DOES = (
    "often waits until the evening to think about|rarely tells anybody about|"
    "may slowly find words for|can begin, in small steps, to change|"
    "sometimes laughs about|does well to write down|learns to expect|"
    "wants to be asked about|need not explain|keeps a place for"
).split("|")
WHAT = (
    "the quarrel that was never ended|a worry that comes back at four|"
    "the chair nobody sits in|what the doctor said|an old promise|"
    "the hours after the call|the noise on the stairs|a letter without an answer|"
    "the first day back at work|the long drive home"
).split("|")
WHEN = (
    "when the house is quiet|in the weeks after a loss|before the day has begun|"
    "while others are asleep|and that takes time|even if it seems too late|"
    "on days with little light|as the study of winters has it|with some help|"
    "without any hurry"
).split("|")
FAMILIES = (
    "Abara Brandt Castell Dufresne Eastwell Farrow Greaves Holloway Ibarra Jansen "
    "Kestrel Lindqvist Marchetti Norwood Okafor Petrov Quimby Rosendahl Santangelo Tamm"
).split()


def make_big_article(*, pictures=(), now=None, **fields):
    """Published with its series, topics and works; pandoc runs once.

    ``pictures``: library images that its figures show in turn, else plain ones are
    made.
    """
    now = now or timezone.now() - timedelta(days=31)
    works = [Reference.add(work(number)) for number in range(WORKS)]
    pictures = pictures or [picture(number) for number in range(FIGURES)]
    series = make_series("A long winter, in parts", slug="winters")
    topics = [make_topic("Winters", slug="winters"), make_topic("Rest", slug="rest-2")]
    made = {"series": series, "topics": topics, "now": now}
    make_published_article("Before the long winter", **made)
    article = make_published_article(
        "A long winter, and what it takes to come through one",
        slug=SLUG,
        standfirst="What is known about dark months, and what people have made of it.",
        body=body([work.key for work in works]),
        faqs=list(questions(works)),
        figures=[
            {
                "name": f"view-{number}",
                "image": pictures[number % len(pictures)],
                "alt": f"Number {number} of the views from the same window",
                "caption": f"The view in week {number} [@{works[number].key}].",
                "credit": "Two Trees",
            }
            for number in range(FIGURES)
        ],
        lead_figure="view-0",
        **made,
        **fields,
    )
    make_published_article("After the long winter", **made)
    return article


def work(number):
    """A CSL item of one of five kinds; no two are alike."""
    family = FAMILIES[number % len(FAMILIES)]
    second = FAMILIES[(number * 7 + 3) % len(FAMILIES)]
    item = {
        "author": [
            {"family": family, "given": "Ada M."},
            {"family": second, "given": "Jo"},
        ],
        "issued": {"date-parts": [[1961 + number]]},
        "title": f"Winters and what they ask of us, part {number}",
    }
    return item | KINDS[number % len(KINDS)](number)


KINDS = (
    lambda n: {
        "type": "article-journal",
        "container-title": "Journal of Worked Examples",
        "volume": str(n + 1),
        "issue": "2",
        "page": f"{n + 101}-{n + 119}",
        "DOI": f"10.5555/winter.{n}",
    },
    lambda n: {"type": "book", "publisher": "Lamp & Stair", "edition": "2"},
    lambda n: {
        "type": "chapter",
        "container-title": "A handbook of short days",
        "editor": [{"family": "Winterbourne", "given": "Lee"}],
        "page": f"{n + 1}-{n + 20}",
        "publisher": "Lamp & Stair",
    },
    lambda n: {
        "type": "webpage",
        "container-title": "The Window Project",
        "URL": f"{LONG_ADDRESS}{n}",
    },
    lambda n: {"type": "report", "publisher": "Office of Invented Statistics"},
)


def picture(number):
    return make_image(f"View {number}", width=1200, height=750 + number)


def body(keys):
    """Twenty sections of prose, each with a figure and something that is not prose."""
    chance = random.Random(8_000)
    extras = (table, numbered, bullets, quotation, long_things, footnote)
    sections = []
    for number in range(FIGURES):
        cited = keys[number * 3 : number * 3 + 3]
        heading = f"## {sentence(chance).removesuffix('.').split(',')[0]}, {number}"
        figure = [f"![](figure:view-{number})"] if number else []
        extra = extras[number % len(extras)](chance, number)
        paragraphs = [
            f"{prose(chance, 95)} [@{key}, p. {number + 3}]." for key in cited
        ]
        under = f"### What {WHO[number % 10]} may ask"
        sections += [heading, paragraphs[0], *figure, paragraphs[1], extra]
        sections += [under, paragraphs[2]]
    return "\n\n".join(sections)


def questions(works):
    chance = random.Random(30)
    for number in range(QUESTIONS):
        asked = f"What if {chance.choice(WHO)} {chance.choice(DOES)} it, {number}?"
        yield asked, f"{prose(chance, 45)} [@{works[number].key}]."


def prose(chance, length):
    """At least ``length`` words in sentences; the last has no full stop."""
    sentences = []
    while sum(len(text.split()) for text in sentences) < length:
        sentences.append(sentence(chance))
    return " ".join(sentences).removesuffix(".")


def sentence(chance):
    parts = (chance.choice(bank) for bank in (WHO, DOES, WHAT))
    text = f"{' '.join(parts)}, {chance.choice(WHEN)}."
    return text[0].upper() + text[1:]


def table(chance, number):
    rows = "\n".join(
        f"| Week {week} | {chance.choice(WHAT)} | {week * 7} |" for week in range(1, 5)
    )
    return f"| When | What | Hours |\n|---|---|---|\n{rows}"


def numbered(chance, number):
    return "\n".join(f"{place}. {sentence(chance)}" for place in range(1, 5))


def bullets(chance, number):
    return "\n".join(f"- {sentence(chance)}" for _ in range(4)) + "\n    - Under it."


def quotation(chance, number):
    return f"> {sentence(chance)}"


def long_things(chance, number):
    return f"{LONG_WORD}{LONG_WORD}, and [{LONG_ADDRESS}]({LONG_ADDRESS})."


def footnote(chance, number):
    return f"It is so.[^{number}]\n\n[^{number}]: {sentence(chance)}"
