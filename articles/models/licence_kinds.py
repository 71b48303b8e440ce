"""The kinds of licence and registration, and what must stand beside each name.

A board's rule is data here: its title, which abbreviations it accepts, and the
elements that an advertisement (a website is one) has to show together. The sources
were read through secondary restatements; whoever relies on a row reads its source.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

BBS = (
    "16 CCR §1811, as amended on 1 April 2026, and the Board of Behavioral Sciences’ "
    "advertising guidance: https://www.bbs.ca.gov/pdf/publications/adv_guide.pdf"
)
BBS_ASSOCIATE = f"{BBS}; B&P Code §4980.44, §4996.18 and §4999.45"
BBS_TRAINEE = f"{BBS}; B&P Code §4980.48 and §4999.36"
PSYCHOLOGY = "Board of Psychology: https://www.psychology.ca.gov; B&P Code §2903, §2913"
MEDICAL = "Medical Board of California: https://www.mbc.ca.gov; B&P Code §2272"
CHECKED = date(2026, 11, 22)

LICENSED = ("number", "state")
SUPERVISED = (*LICENSED, "employer", "supervisor", "supervisor_title")

# What is said in the form where an element is missing.
MISSING = {
    "title": "Enter the title exactly as the board has it.",
    "number": "Enter the number; it has to stand beside the name and title.",
    "state": "Enter the state that issued it, for example California.",
    "employer": "Enter the employer; it has to stand beside this title.",
    "supervisor": "Enter the supervisor’s name; it has to stand beside this title.",
    "supervisor_title": "Enter the supervisor’s title, for example “Licensed Marriage "
    "and Family Therapist”.",
    "supervisor_number": "Enter the supervisor’s license number; trainees have to show "
    "it.",
}


@dataclass(frozen=True, kw_only=True)
class LicenceKind:
    """``name``: what the form calls it, where that is not the title.

    ``abbreviations``: those that may stand for the title, the usual one first.

    ``requires``: the fields of a licence that must be filled. ``title_words``: words
    that a differing title must have, so that nobody is taken for more than they are.
    """

    title: str
    abbreviations: tuple[str, ...] = ()
    number_label: str = "License No."
    requires: tuple[str, ...] = LICENSED
    title_words: tuple[str, ...] = ()
    source: str = ""
    checked_on: date = CHECKED
    name: str = ""

    @property
    def is_supervised(self) -> bool:
        return "supervisor" in self.requires

    @property
    def abbreviation(self) -> str:
        return self.abbreviations[0] if self.abbreviations else ""

    def shortcomings(self, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """(field, sentence) for everything that ``values`` lack of this kind."""
        for field in self.requires:
            if not values.get(field, "").strip():
                yield field, MISSING[field]
        title = values.get("title", "")
        words = [word for word in self.title_words if word.lower() not in title.lower()]
        if title and words:
            yield (
                "title",
                f"Write the whole title, with “{words[0]}” in it: “{self.title}”.",
            )


def associate(title: str, abbreviation: str) -> LicenceKind:
    return LicenceKind(
        title=f"Registered Associate {title}",
        abbreviations=(abbreviation,),
        number_label="Registration No.",
        requires=SUPERVISED,
        title_words=("Registered", "Associate"),
        source=BBS_ASSOCIATE,
    )


def trainee(title: str) -> LicenceKind:
    """A trainee has no number of their own, and the title may not be shortened."""
    return LicenceKind(
        title=f"{title} Trainee",
        number_label="",
        requires=(
            "state",
            "employer",
            "supervisor",
            "supervisor_title",
            "supervisor_number",
        ),
        title_words=(title, "Trainee"),
        source=BBS_TRAINEE,
    )


LICENCE_KINDS = {
    "lmft": LicenceKind(
        title="Licensed Marriage and Family Therapist",
        abbreviations=("LMFT", "MFT"),
        source=BBS,
    ),
    "lcsw": LicenceKind(
        title="Licensed Clinical Social Worker", abbreviations=("LCSW",), source=BBS
    ),
    "lpcc": LicenceKind(
        title="Licensed Professional Clinical Counselor",
        abbreviations=("LPCC",),
        source=BBS,
    ),
    "lep": LicenceKind(
        title="Licensed Educational Psychologist", abbreviations=("LEP",), source=BBS
    ),
    "psychologist": LicenceKind(title="Licensed Psychologist", source=PSYCHOLOGY),
    "psychiatrist": LicenceKind(title="Psychiatrist", source=MEDICAL),
    "amft": associate("Marriage and Family Therapist", "AMFT"),
    "asw": associate("Clinical Social Worker", "ASW"),
    "apcc": associate("Professional Clinical Counselor", "APCC"),
    "psych_associate": LicenceKind(
        title="Registered Psychological Associate",
        number_label="Registration No.",
        requires=SUPERVISED,
        title_words=("Registered", "Associate"),
        source=PSYCHOLOGY,
    ),
    "trainee": trainee("Marriage and Family Therapist"),
    "cc_trainee": trainee("Clinical Counselor"),
    "other": LicenceKind(
        title="Licensed psychotherapist",
        name="Another license, or one of another state",
        requires=("title", *LICENSED),
        source="The board of the state that issued it",
    ),
}


def kind_choices() -> list[tuple[str, str]]:
    """A callable, so that a new row of the table needs no migration."""
    return [(key, kind.name or kind.title) for key, kind in LICENCE_KINDS.items()]
