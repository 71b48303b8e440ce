"""The words by which English articles name their own parts."""

from __future__ import annotations

import re

FAQ_HEADING = re.compile(
    r"\bFAQ(?:[’']?s)?\b|\bfrequent(?:ly)?[ -](?:asked )?questions\b"
    r"|\b(?:common|popular|typical|usual|top|your|more|some|questions?) questions\b"
    r"|\bquestions?\b[^.?!]{0,40}\b(?:ask(?:ed)?|hear|get|answered|have)\b"
    r"|\b(?:ask|asked) (?:me|us|about|often|most)\b|\b(?:often|also) ask(?:ed)?\b"
    r"|\bQ ?(?:&|and|\+) ?A\b|\bquestions? (?:&|and) answers?\b|\Aquestions\Z",
    re.IGNORECASE,
)
SOURCE_NOUN = (
    r"(?:references?(?: cited| list)?|bibliography|(?:cited )?sources?(?: cited)?"
    r"|works? cited|citations?|literature(?: cited)?|reading(?:s| list)?|resources?"
    r"|(?:end ?|foot ?)?notes|research|studies|publications|books?|articles?)"
)
REFERENCES_HEADING = re.compile(
    rf"(?:(?:selected|key|further|additional|recommended|suggested|scientific|more|main"
    rf"|related|useful|list of)\s+)?{SOURCE_NOUN}"
    rf"(?:\s*(?:and|&|,|/)\s*(?:(?:selected|further|additional|recommended|suggested)\s+)?"
    rf"{SOURCE_NOUN})*(?:\s+(?:for|in|used|cited)\b[^.]{{0,30}})?\s*:?",
    re.IGNORECASE,
)
OPENING_HEADING = re.compile(
    r"(?:introduction|overview|background|summary|in brief|at a glance|key (?:points"
    r"|takeaways)|contents|table of contents|abstract|preface|the basics)\W*",
    re.IGNORECASE,
)
ARROW = r"[←→«»‹›<>⟵⟶⬅➡]"
PREVIOUS = re.compile(
    rf"(?:{ARROW}\s*)?(?:previous|prev|older)(?:\s+(?:post|article|story|entry|page"
    rf"|chapter|part|reading))?s?\b\s*(?:{ARROW}|[:–—|-])*\s*",
    re.IGNORECASE,
)
NEXT = re.compile(
    rf"(?:{ARROW}\s*)?(?:up next|next|newer)(?:\s+(?:post|article|story|entry|page"
    rf"|chapter|part|reading|up))?s?\b\s*(?:{ARROW}|[:–—|-])*\s*",
    re.IGNORECASE,
)
ARROW_BEFORE = re.compile(r"\A\s*[←«‹⟵⬅]\s*(?=\S)")
ARROW_BEHIND = re.compile(r"(?<=\S)\s*[→»›⟶➡]\s*\Z")
MENU = re.compile(
    r"(?:home(?:page)?|menu|about(?: me| us)?|blog|journal|contact(?: me| us)?|services"
    r"|fees|faqs?|search|log ?in|sign (?:in|up)|subscribe|skip to (?:main )?content"
    r"|news|newsletter|resources|articles|all (?:posts|articles)"
    r"|back(?: to .{1,30})?|cart|privacy(?: policy)?|terms(?: of (?:use|service))?"
    r"|cookies?(?: policy)?|sitemap"
    r"|book (?:now|online|a .{1,30})|team|our team|locations?|imprint|accessibility"
    r"|read more|load more|show more|close|print|top|back to top)\W*",
    re.IGNORECASE,
)
BREADCRUMBS = re.compile(r"[^>»›/|]{1,40}(?:\s[>»›/|]\s[^>»›/|]{0,60}){1,6}")
READING_TIME = re.compile(
    r"(?:reading time:?\s*)?\(?\b\d{1,3}\s*-?\s*min(?:ute)?s?\b"
    r"(?:\s+(?:read|reading))?\)?(?:\s+read)?",
    re.IGNORECASE,
)
FURNITURE = re.compile(
    r"(?:share(?: (?:this|on|via|the)\b.{0,40})?:?|tweet|pin(?: it)?|e-?mail|print"
    r"|facebook|twitter|x|linkedin|instagram|pinterest|whatsapp|copy link|like this:?"
    r"|follow (?:me|us)\b.{0,40}|tagged(?: with)?:?.{0,120}|tags?:.{0,120}"
    r"|categor(?:y|ies):.{0,120}|posted in:?.{0,120}|filed under:?.{0,120}"
    r"|subscribe\b.{0,80}|sign up\b.{0,80}|join (?:my|our) (?:news|mailing).{0,60}"
    r"|©.{0,160}|copyright\b.{0,160}|.{0,100}\ball rights reserved\b.{0,60}"
    r"|powered by\b.{0,60}|(?:website|site|web design) by\b.{0,60}|\d{1,5} comments?"
    r"|no comments(?: yet)?|\d{1,5} (?:likes?|shares?|views?))\W*",
    re.IGNORECASE,
)
# Everything behind one of these belongs to the page, not to the article.
LAST_SECTION = re.compile(
    r"(?:\d{0,5}\s*comments?(?: \(\d+\))?|leave a (?:comment|reply)|post a comment"
    r"|(?:related|recent|more|other|similar|popular|latest) (?:posts?|articles?|reading"
    r"|stories)|you (?:may|might) also (?:like|enjoy).{0,20}|read next|keep reading"
    r"|newsletter)\W*",
    re.IGNORECASE,
)
REVIEWED_BY = re.compile(
    r"(?:(?:medically|clinically|professionally|expert|last)[ -])?"
    r"(?:reviewed|fact[ -]?checked|checked|edited) by:? [A-Z].{2,80}",
    re.IGNORECASE,
)
ABOUT_AUTHOR = re.compile(
    r"about (?:the )?(?:author|writer|therapist)s?\W*|about me\W*|author bio\W*",
    re.IGNORECASE,
)
INVITING_HEADING = re.compile(
    r"\b(?:you|your|you[’']re|you[’']ve|start|begin|ready|contact|work with|book"
    r"|schedule|reach|talk|call|take|touch|step|help|support|welcome|come|appointment"
    r"|with me|consultation|looking|together|session|therapy|counsel\w+)\b",
    re.IGNORECASE,
)
# Asked by the writer, not by a reader with a question.
INVITING_QUESTION = re.compile(
    r"(?:are you )?(?:ready|looking (?:for|to)|interested|want to"
    r"|need (?:help|support|to)|would you like|thinking (?:about|of)|considering"
    r"|struggling|tired of|still have"
    r"|have (?:more )?questions)\b",
    re.IGNORECASE,
)
INVITATIONS = {
    2.0: re.compile(
        r"\b(?:I|we) (?:\w+ly )?(?:offer|provide|work with|see|help|specialize|support"
        r"|treat|welcome|invite)\b|\bmy practice\b|\bour (?:practice|clinic|team)\b"
    ),
    1.5: re.compile(
        r"\b(?:call|contact|text|e-?mail|write to|visit) (?:me|us|today|now|\d|\+)"
        r"|\b(?:reach out|get in touch|let[’']s talk|appointments?|consultations?)\b"
        r"|\b(?:schedule|book|request|arrange) (?:an?|your|time|now|online|today)\b"
        r"|\b(?:first|free|short|initial) (?:call|conversation|session|consult)\b"
        r"|\bwelcome to (?:call|write|come|contact)\b",
        re.IGNORECASE,
    ),
    1.0: re.compile(
        r"\b(?:in[ -]person|online (?:therapy|sessions?|across|throughout)|by video"
        r"|telehealth|throughout [A-Z]\w+|across [A-Z]\w+|my office|our office)\b"
        r"|mailto:|tel:|\b\d{3}[-. ]\d{3,4}\b|\]\(https?://"
    ),
    0.5: re.compile(r"\b(?:you|your|you[’']re|you[’']d)\b", re.IGNORECASE),
}
