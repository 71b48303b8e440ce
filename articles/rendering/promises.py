"""Words that may be read as the promise of an outcome, or as praise of oneself.

California forbids false and misleading claims in a clinician's advertising (B&P Code
§651); APA's Ethics Code forbids deceptive statements of success (5.01) and asking
clients for testimonials (5.05). Which words are that is for a person to judge: what is
found here is advice, and silence where it is doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

SENTENCE_END = re.compile(r"(?<=[.!?])[”\"')\]]*\s+|\n+")
US = r"(?:we|i|our \w+|my \w+|this|therapy|treatment|sessions?|the method|counseling)"
HELPFULLY = r"(?:(?:can|will|could|really|fully|quickly|has|have|’ll|'ll)\s+)*"
PROMISES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{US}\s*{HELPFULLY}(cures?|cured)\b",
        r"\b(?:you|your \w+)\b.{0,20}\b(?:be|are|is|get) (cured)\b",
        r"\b(cure|cures) (?:your|for your)\b",
        r"\b(guaranteed (?:results?|success|relief|recovery))\b",
        r"\b(?:we|i|our \w+|my \w+|therapy)\s+(?:can\s+|will\s+)?(guarantees?)\b",
        r"\b(?:results?|success|relief|recovery|change) (?:is |are )?(guaranteed)\b",
        r"(?<!was )(?<!was the )\b((?:the |your |california’s )?"
        r"(?:best|leading|top|top-rated|number one) "
        r"(?:(?:couples |psycho)?therapist|psychologist|counselor))\b"
        r"(?! for (?:you|a|the|them|him|her|any|some))",
        r"(\b\d{2,3}\s?(?:%|percent|per cent) (?:success(?: rate)?|effective))",
        r"\b(success rate of (?:over |more than )?\d+)",
        r"\b(miracle (?:cure|treatment|method))\b",
    )
)
TESTIMONIAL = re.compile(
    r"\b(testimonials?|five-star|5-star|what (?:my|our) (?:clients|patients) say)\b",
    re.IGNORECASE,
)
# A sentence that denies, doubts, asks or reports is not a promise.
RESERVE = re.compile(
    r"\b(?:no|not|never|nobody|none|nothing|neither|nor|without|cannot|whether|if|who"
    r"|beware|myth|claim(?:s|ed|ing)?|believed?|thought|hoped?|promised?|hardly|rarely"
    r"|looking for|find|finding|choose|choosing)\b|n[’']t\b|\?|@\w|[“\"‘]",
    re.IGNORECASE,
)


def promises(text: str) -> Iterator[tuple[str, str]]:
    """(code of the problem, the words at fault) in plain or Markdown ``text``."""
    for sentence in SENTENCE_END.split(text):
        if RESERVE.search(sentence):
            continue
        for pattern in PROMISES:
            if found := pattern.search(sentence):
                yield "promise", found.group(1)
                break
        if found := TESTIMONIAL.search(sentence):
            yield "testimonial", found.group(1)
