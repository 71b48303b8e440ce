"""Sentences that describe or caption a picture which is not there."""

from __future__ import annotations

import re

from articles.importing.guess import Draft
from articles.importing.roles import Role
from articles.importing.unit import Form, Unit

LABELLED = re.compile(
    r"(?P<kind>alt(?:ernative)? text|(?:image|picture) description|image|picture|photo"
    r"|illustration|figure(?: \d+)?|(?:photo |image )?caption)\s*[:.]\s+\S",
    re.IGNORECASE,
)
BRACKETED = re.compile(
    r"\[\s*(?:image|picture|photo|illustration|figure)\b\s*\d*\s*[:–—-]?\s*[^\]]*\]",
    re.IGNORECASE,
)
CREDIT = re.compile(
    r"(?:photo(?:graph)?|image|picture|illustration)s?(?: credit)?\s*(?:by|courtesy"
    r"|:|©|from)\s+\S.{0,100}|.{0,60}\b(?:unsplash|pexels|shutterstock|istock(?:photo)?"
    r"|getty images)\b.{0,30}",
    re.IGNORECASE,
)
DEPICTED = (
    r"(?:man|men|woman|women|person|people|couple|couples|child|children|boy|girl|family"
    r"|families|mother|father|parents?|hands?|figure|silhouette|group|friends|therapist"
    r"|teenagers?|adult|student|worker|runner|hiker|dog|cat|tree|trees|path|road|bench"
    r"|chair|door|window|room|table|desk|sea|ocean|beach|forest|mountain|sky|lake|river"
    r"|street|city|bridge|stones?|flowers?|candle|cup|mug|book|notebook|laptop|phone)"
)
OPENS_WITH_SCENE = re.compile(
    rf"(?:an?\s+|the\s+|two\s+|three\s+|several\s+|some\s+)?(?:[\w-]+\s+){{0,4}}?{DEPICTED}\b",
    re.IGNORECASE,
)
OPENS_WITH_MEDIUM = re.compile(
    r"(?:an?\s+)?(?:[\w-]+\s+){0,3}?(?:photo(?:graph)?|image|picture|illustration|drawing"
    r"|painting|close-?up|portrait|silhouette|view|aerial view|sketch|collage|diagram"
    r"|graphic|infographic|chart|screenshot)\s+(?:of|showing|depicting|with|in)\b",
    re.IGNORECASE,
)
PARTICIPLE = re.compile(
    r"\b(?!(?:something|nothing|anything|everything|thing|during|morning|evening|feeling"
    r"|being|king|ring|spring|string|wedding|meaning|building|ceiling)\b)[a-z]{2,}ing\b"
)
SYMBOLISES = re.compile(
    r"\b(?:symboli[sz]ing|representing|depicting|illustrating|suggesting|conveying"
    r"|evoking|reflecting|showing|capturing|expressing|signifying)\b",
    re.IGNORECASE,
)
# A sentence with one of these says something; a description names what is seen.
FINITE = re.compile(
    r"\b(?<!to )(?:is|are|was|were|am|be|been|has|had|have|can|could|will|would|do|does"
    r"|did|may|might|must|should|shall|isn[’']t|aren[’']t|don[’']t|doesn[’']t|won[’']t|can[’']t"
    r"|it[’']s|that[’']s|feels?|seems?|means?|helps?|becomes?|makes?|needs?|knows?|says?"
    r"|said|wants?|often|usually|never|always|because|although|if|when|why|how)\b",
    re.IGNORECASE,
)
PERSONAL = re.compile(r"\b(?:I|me|my|we|us|our|you|your)\b", re.IGNORECASE)
FEWEST_WORDS, MOST_WORDS = 4, 60


def find_pictures(draft: Draft) -> None:
    for index in list(draft.free()):
        unit = draft.units[index]
        if unit.form is not Form.TEXT or "![" in unit.markdown or unit.is_bold:
            continue
        label = LABELLED.match(unit.text)
        if label and len(unit.text.split()) <= MOST_WORDS:
            is_caption = "caption" in label["kind"].lower()
            role = Role.CAPTION if is_caption else Role.PICTURE
            draft.take(index, role, 0.85, "it says so itself")
        elif BRACKETED.fullmatch(unit.text):
            draft.take(index, Role.PICTURE, 0.9, "it says so itself")
        elif CREDIT.fullmatch(unit.text):
            draft.take(index, Role.CAPTION, 0.85, "it credits a picture")
        else:
            take_description(draft, index)


def take_description(draft: Draft, index: int) -> None:
    likelihood = description_likelihood(draft.units[index])
    if likelihood >= SURE:
        why = "a lone sentence without a verb, as a picture’s description has it"
        draft.take(index, Role.PICTURE, likelihood, why)
    elif likelihood >= POSSIBLE:
        draft.note(
            "picture-perhaps",
            "This may be the description of a picture that got lost. If it is, say so"
            " above, and it will not be printed.",
            index,
            draft.units[index].text,
        )


SURE, POSSIBLE = 0.8, 0.6


def description_likelihood(unit: Unit) -> float:
    """How surely a lone sentence describes a picture, from 0 to 1."""
    text = unit.text
    words = text.split()
    if not FEWEST_WORDS <= len(words) <= MOST_WORDS or "(" in text or "@" in text:
        return 0.0
    if re.search(r"[.!?]\s+\S", text) or text.endswith(("?", ":", "!")):
        return 0.0
    if FINITE.search(text) or PERSONAL.search(text) or re.search(r"[“”\"]", text):
        return 0.0
    if OPENS_WITH_MEDIUM.match(text):
        return 0.9
    score = 0.0
    if OPENS_WITH_SCENE.match(text):
        score += 0.4
    if PARTICIPLE.search(" ".join(words[:8])):
        score += 0.3
    if SYMBOLISES.search(text):
        score += 0.3
    return score
