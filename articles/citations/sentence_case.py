"""Titles in sentence case, as APA 7 section 6.17 asks for works in a list."""

from __future__ import annotations

import re

TOKEN = re.compile(
    r"(?P<kept><span class=\"nocase\">.*?</span>|<[^<>]*>|\{[^{}]*\})"
    r"|(?P<word>[^\W_]+(?:[’'.][^\W_]+)*)"
)
START = re.compile(r"(?:\A|[:?!—]\s|[:?!—]|\.\s)[\s\"'“‘(\[¿¡]*\Z")
MINOR = frozenset(
    (
        "a an the and or nor but for so yet of in on at to by from with as vs via"
        " per into onto over"
    ).split()
)
PROPER = {
    word.lower(): word
    for word in (
        "I American English French German Spanish Italian Chinese Japanese Korean"
        " Russian Dutch Swedish"
        " Norwegian Danish Finnish Polish Portuguese Brazilian Mexican Canadian"
        " Australian Indian Iranian"
        " Israeli Arab Arabic Turkish Greek Roman Latin Latino Latina Hispanic African"
        " Asian European Western"
        " British Irish Scottish Welsh Africa Asia Europe America Australia Canada"
        " China Japan Korea India"
        " Iran Israel Germany France Spain Italy England Britain Ireland Scotland"
        " Wales Netherlands Sweden"
        " Norway Denmark Finland Poland Portugal Brazil Mexico Russia Turkey Greece"
        " Egypt Nigeria Kenya"
        " London Paris Berlin Vienna Boston Chicago California Texas York Washington"
        " Zealand"
        " Christian Christianity Jewish Judaism Muslim Islam Islamic Buddhist Buddhism"
        " Hindu Hinduism Catholic"
        " Protestant Bible God January February April June July August September"
        " October November December"
        " Monday Tuesday Wednesday Thursday Friday Saturday Sunday Christmas Easter"
        " Freud Freudian Jung Jungian Lacan Lacanian Adler Adlerian Beck Bowlby"
        " Ainsworth Rorschach Skinner Pavlov Pavlovian"
        " Piaget Vygotsky Erikson Rogers Rogerian Winnicott Klein Kleinian Likert"
        " Wechsler Stanford Binet Bayes Bayesian Markov"
        " Parkinson Alzheimer Asperger Tourette Down Munchausen Stockholm Gottman"
        " Milgram Stroop Hamilton"
        " Minnesota Beck’s Freud’s Darwin Darwinian Socratic Kantian Marxist Internet"
        " Facebook Twitter Instagram YouTube Google"
        " Holocaust Vietnam Iraq Afghanistan Ukraine Medicare Medicaid Congress"
        " Parliament Bourdieu Foucault"
    ).split()
}
ACRONYMS = frozenset(
    (
        "ptsd adhd ocd bpd dsm icd cbt dbt act emdr hiv aids usa uk us eu un who"
        " nhs fmri mri eeg dna rna covid iq apa ssri phq gad bdi mmpi rct tv"
    ).split()
)
PHRASES = (
    "United States",
    "United Kingdom",
    "New York",
    "New Zealand",
    "North America",
    "South Africa",
    "South Korea",
    "World War",
    "Middle East",
    "Hong Kong",
    "Los Angeles",
    "Big Five",
)
AMBIGUOUS = frozenset({"down", "act", "us", "who", "turkey", "china", "aids"})


def is_title_case(title: str) -> bool:
    """Whether over 60 % of the words that could be small are capitalised."""
    words = [m["word"] for m in TOKEN.finditer(title) if m["word"]]
    counted = [w for w in words[1:] if w[0].isalpha() and w.lower() not in MINOR]
    capital = [w for w in counted if w[0].isupper() and not is_known(w)]
    open_words = [w for w in counted if not is_known(w)]
    return len(open_words) > 1 and len(capital) > 0.6 * len(open_words)


def is_known(word: str) -> bool:
    lower = word.lower().removesuffix("'s").removesuffix("’s")
    return lower not in AMBIGUOUS and (lower in PROPER or lower in ACRONYMS)


def propose(title: str) -> str:
    """The title in sentence case; markup and protected words stay, braces go."""
    shouted = is_shouted(title)
    pieces, end, plain = [], 0, ""
    for found in TOKEN.finditer(title):
        between = title[end : found.start()]
        pieces.append(between)
        plain += between
        if found["kept"]:
            kept = found["kept"]
            shown = kept[1:-1] if kept.startswith("{") else kept
            plain += "" if re.fullmatch(r"<[^<>]*>", kept) else "x"
        else:
            shown = cased(
                found["word"], first=bool(START.search(plain)), shouted=shouted
            )
            plain += shown
        pieces.append(shown)
        end = found.end()
    text = "".join([*pieces, title[end:]])
    for phrase in PHRASES:
        text = re.sub(rf"\b{phrase}\b", phrase, text, flags=re.IGNORECASE)
    return text


def is_shouted(title: str) -> bool:
    letters = [c for c in re.sub(r"<[^<>]*>", "", title) if c.isalpha()]
    return len(letters) > 8 and sum(c.isupper() for c in letters) > 0.9 * len(letters)


def cased(word: str, *, first: bool, shouted: bool) -> str:
    lower = word.lower()
    stem = re.sub(r"[’']s\Z", "", lower)
    if stem not in AMBIGUOUS and stem in PROPER:
        return PROPER[stem] + lower[len(stem) :]
    if shouted:
        if stem in ACRONYMS - AMBIGUOUS:
            return word
        return lower[:1].upper() + lower[1:] if first else lower
    keeps = word[1:] != word[1:].lower() or any(c.isdigit() for c in word)
    if keeps or first or (len(word) == 1 and lower != "a"):
        return word[:1].upper() + word[1:] if first and not keeps else word
    return lower
