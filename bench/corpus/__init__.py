"""Five thousand made-up articles of a therapist: 50 themes × 25 situations × 4 angles.

The search is judged by them (``bench/search.py``). Every article is the same at each
call; its number is its place in the product. An article speaks mostly of its own
three, and in passing of another theme and another situation, as real ones do.
"""

import random
import tomllib
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from articles.source import ArticleSource, FAQSource

FOLDER = Path(__file__).parent
THEMES = tomllib.loads((FOLDER / "themes.toml").read_text())["theme"]
SETTINGS = tomllib.loads((FOLDER / "settings.toml").read_text())
SITUATIONS, ANGLES = SETTINGS["situation"], SETTINGS["angle"]
PROSE = SETTINGS["prose"][0]["sentences"]
VIGNETTE = SETTINGS["vignette"][0]


@dataclass(frozen=True)
class MadeUp:
    """``name``: theme/situation/angle, by which queries say what they expect."""

    name: str
    topic: str
    source: ArticleSource


def made_up_articles():
    crossed = product(THEMES, SITUATIONS, enumerate(ANGLES))
    return [
        made_up(number, theme, situation, angle, place)
        for number, (theme, situation, (place, angle)) in enumerate(crossed)
    ]


def made_up(number, theme, situation, angle, place):
    chance = random.Random(number)
    name = "/".join(part["name"] for part in (theme, situation, angle))
    source = ArticleSource(
        title=f"{theme['titles'][place]}, {situation['title']}",
        standfirst=" ".join(chance.sample(PROSE, 1) + chance.sample(PROSE, 1)),
        body=body(chance, theme, situation, angle),
        faqs=tuple(
            FAQSource(*faq) for faq in (*shuffled(chance, theme["faqs"]), angle["faq"])
        ),
        authors=("a",),
    )
    return MadeUp(name, theme["topic"], source)


def body(chance, theme, situation, angle):
    first, second = theme["headings"]
    own = theme["sentences"]
    parts = [
        paragraph(chance, own[:3], situation["sentences"][:1]),
        paragraph(chance, chance.sample(PROSE, 5)),
        f"## {first}",
        paragraph(chance, own[1:4], chance.sample(PROSE, 4)),
        f"## {situation['heading']}",
        paragraph(chance, situation["sentences"], chance.sample(PROSE, 2)),
        vignette(chance),
        f"## {angle['heading']}",
        paragraph(chance, angle["sentences"]),
        paragraph(chance, chance.sample(PROSE, 5), in_passing(chance)),
        f"## {second}",
        paragraph(chance, own[3:], chance.sample(PROSE, 3)),
        paragraph(chance, chance.sample(PROSE, 6)),
    ]
    return "\n\n".join(parts)


def in_passing(chance):
    """A sentence of another theme and one of another situation."""
    theme, situation = chance.choice(THEMES), chance.choice(SITUATIONS)
    return [chance.choice(theme["sentences"]), chance.choice(situation["sentences"])]


def vignette(chance):
    name, job, thing = (
        chance.choice(VIGNETTE[k]) for k in ("names", "jobs", "objects")
    )
    return (
        f"{name}, {job}, whose story is made up of several, kept {thing} in a pocket "
        f"for months. “It reminds me,” said {name}, “that I have been through worse.”"
    )


def paragraph(chance, *groups):
    return " ".join(shuffled(chance, [s for group in groups for s in group]))


def shuffled(chance, things):
    return chance.sample(things, len(things))
