"""Sentences that describe or caption a picture which is not there."""

from __future__ import annotations

import re

from articles.importing.guess import Draft
from articles.importing.headings import title_case
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
SINGULAR = (
    r"(?:man|woman|person|couple|child|boy|girl|family|mother|father|parent|figure|group"
    r"|therapist|teenager|adult|student|worker|runner|hiker|dog|cat|tree|path|road|bench"
    r"|chair|door|window|room|table|desk|sea|ocean|beach|forest|mountain|lake|river|sofa"
    r"|street|city|bridge|stone|flower|candle|cup|mug|book|notebook|laptop|phone|bed"
    r"|house|garden|wall|clock|boat|bird|hand|face|sky|sunset|sunrise|silhouette|client)"
)
PLURAL = (
    r"(?:men|women|people|persons|couples|children|parents|hands|friends|families|chairs"
    r"|stones|trees|flowers|cups|mugs|teenagers|adults|students|colleagues|runners|hikers"
    r"|faces|birds|books|leaves|boats|footprints|shoes|partners|clients)"
)
DESCRIBED = r"(?:[a-z][\w-]*\s+){0,3}?"
# "Man holding a cup": without an article, only a description begins so.
BARE_NOUN, COUNTED, SEVERAL = 0.5, 0.4, 0.3
OPENINGS = {
    BARE_NOUN: re.compile(
        rf"(?:[A-Z][\w-]*\s+){{0,2}}?{DESCRIBED}{SINGULAR}\b", re.IGNORECASE
    ),
    COUNTED: re.compile(
        rf"(?:an?|one|two|three|four|several|some)\s+{DESCRIBED}(?:{SINGULAR}|{PLURAL})\b",
        re.IGNORECASE,
    ),
    SEVERAL: re.compile(rf"(?:[A-Z][\w-]*\s+)?{DESCRIBED}{PLURAL}\b", re.IGNORECASE),
}
DETERMINED = re.compile(
    r"(?:an?|the|one|two|three|four|several|some|many|most|every|each|no|any|this|that"
    r"|these|those|his|her|their)\s",
    re.IGNORECASE,
)
SETTING = re.compile(
    r"\b(?:on|in|by|at|under|near|beside|against|through|across|towards?|out of"
    r"|over|with|behind|before) (?:an?|the|each|his|her|their|its|bare|one)\b",
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
    r"|did|may|might|must|should|shall|isn[’']t|aren[’']t|don[’']t|doesn[’']t|won[’']t"
    r"|can[’']t|it[’']s|that[’']s|feels?|seems?|means?|helps?|becomes?|makes?|needs?|knows?|says?"
    r"|said|wants?|often|usually|never|always|because|although|if|when|why|how)\b",
    re.IGNORECASE,
)
# The verbs of everyday prose; a noun among them only makes the guess less sure.
VERBS = re.compile(
    r"\b(?<!to )(?:ask|begin|believe|bring|call|carry|carries|change|choose|come|cope"
    r"|cry|cries|deserve|end|expect|face|fail|fall|fear|fight|find|forget|get|give|go|goes|grow|hate"
    r"|hear|hide|hold|hope|hurt|join|keep|lead|learn|leave|let|live|lose|love|matter|miss"
    r"|move|notice|offer|open|pay|protect|pull|push|reach|remain|remember|repeat|require"
    r"|run|see|serve|shape|share|show|speak|spend|start|stay|stop|struggle|suffer|take|talk"
    r"|teach|teaches|tell|tend|think|touch|touches|trust|try|tries|turn|understand|use|wait"
    r"|walk|watch|watches|work|worry|worries|write|became|began|came|felt|found|gave|got"
    r"|grew|had|held|kept|knew|learned|left|lost|made|needed|sat|saw|spoke|stood|thought"
    r"|took|told|turned|went|worked|wrote)s?\b",
    re.IGNORECASE,
)
PERSONAL = re.compile(r"\b(?:I|me|my|we|us|our|you|your)\b", re.IGNORECASE)
# More capitals than this, and no full stop: a heading, "Couple Fighting in a Car".
TITLE_CASE = 0.7
FEWEST_WORDS, MOST_WORDS = 4, 60


def find_pictures(draft: Draft) -> None:
    for index in list(draft.free()):
        unit = draft.units[index]
        if unit.form is not Form.TEXT or "![" in unit.markdown or unit.is_bold:
            continue
        if unit.is_italic and is_image(draft, index - 1):
            draft.take(index, Role.CAPTION, 0.8, "a line in italics under a picture")
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


def is_image(draft: Draft, index: int) -> bool:
    """A picture alone, right above."""
    unit = draft.units[index] if index >= 0 else None
    return unit is not None and "![" in unit.markdown and not unit.text.strip()


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
    if not text.endswith(".") and title_case(text) > TITLE_CASE:
        return 0.0
    if OPENS_WITH_MEDIUM.match(text):
        return 0.9
    score = opening_score(text)
    is_sentence = score < BARE_NOUN and VERBS.search(text.split(",")[0])
    if not score or is_sentence:
        return 0.0
    if PARTICIPLE.search(" ".join(words[:8])):
        score += 0.3
    if SYMBOLISES.search(text):
        score += 0.3
    score += 0.1 if SETTING.search(text) else 0.0
    return min(1.0, round(score, 2))


def opening_score(text: str) -> float:
    if DETERMINED.match(text):
        return COUNTED if OPENINGS[COUNTED].match(text) else 0.0
    found = (score for score in (BARE_NOUN, SEVERAL) if OPENINGS[score].match(text))
    return next(found, 0.0)
