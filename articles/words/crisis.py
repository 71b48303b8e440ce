"""Words after which help comes before any article."""

from __future__ import annotations

import re

from articles.citations.searching import fold

# Beginnings of words, in folded text. What is typed in distress is misspelt and cut
# short; a card shown for nothing harms nobody.
SIGNS = re.compile(
    r" (?:suicid|suicde|sucid|suiside|suicied|suacid|unaliv|kms |kys |overdos"
    r"|self ?harm"
    r"|(?:kill|killing|hurt|hurting|harm|harming|cut|cutting|hang|hanging|shoot"
    r"|shooting|drown|drowning|burn|burning) my ?self "
    r"|(?:want|wanna|wish|like|ready|going|try|trying|plan|planning)"
    r"(?: to| i could| i would| i was| i were)*"
    r" (?:die |dead |dying |be dead |not be alive|not exist|never wake"
    r"|disappear for ever)"
    r"|(?:end|ending|take|taking|finish) (?:my (?:own )?life|it all) "
    r"|(?:dont|do not|not|cant|cannot|no longer) (?:want to |wanna )?"
    r"(?:live|be alive|exist|be here|go on|wake up) (?:any ?more|any longer)"
    r"|(?:dont|do not|no longer) (?:want to |wanna )(?:live|be alive|exist|wake up) "
    r"|(?:no|any) (?:reason|point|purpose) (?:to|in|of)"
    r" (?:live |living |life |be alive)"
    r"|(?:better|best) off (?:dead|without me) |tired of (?:living|life|being alive) "
    r"|(?:ways|how) to die |painless(?:ly)? (?:death|die|way)|goodbye (?:note|letter) )"
)


def suggests_crisis(text: str) -> bool:
    """Does a person who types this perhaps think of death or of self-harm?"""
    return bool(SIGNS.search(fold(text)))
