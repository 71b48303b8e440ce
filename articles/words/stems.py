"""English words without their endings.

The rules are those of M. F. Porter, "An algorithm for suffix stripping" (Program 14,
1980), which SQLite's FTS5 follows too; forms that no rule reaches stand in a table.
"""

from __future__ import annotations

import re

IRREGULAR = dict(
    pair.split(":")
    for pair in (
        "children:child men:man women:woman feet:foot teeth:tooth lives:life "
        "wives:wife selves:self slept:sleep asleep:sleep awake:wake woke:wake "
        "woken:wake wakes:wake waking:wake felt:feel fought:fight left:leave "
        "lost:lose lose:lose loss:lose losing:lose kept:keep told:tell "
        "thought:think thoughts:think ate:eat eaten:eat drank:drink drunk:drink "
        "drove:drive driven:drive dying:die dies:die died:die dead:die death:die "
        "lying:lie broke:break broken:break grew:grow grown:grow hid:hide "
        "hidden:hide sought:seek spoke:speak spoken:speak taught:teach wept:weep "
        "held:hold hurting:hurt began:begin begun:begin became:become bought:buy "
        "brought:bring caught:catch chose:choose chosen:choose forgot:forget "
        "forgotten:forget gave:give given:give knew:know known:know ran:run "
        "sang:sing sat:sit shook:shake shaken:shake stood:stand stole:steal "
        "stuck:stick swore:swear threw:throw thrown:throw wore:wear worn:wear "
        "won:win wrote:write written:write one:1 two:2 three:3 four:4 five:5 six:6 "
        "seven:7 eight:8 nine:9 ten:10 eleven:11 twelve:12 "
        "ashamed:shame jealousy:jealou anxiety:anxiou anxieties:anxiou angry:anger "
        "angrier:anger grief:griev griefs:griev therapist:therapi "
        "therapists:therapi therapeutic:therapi"
    ).split()
)
# Words of home for those of the field or of the form; what readers type at night.
SAME = dict(
    pair.split(":")
    for pair in (
        "mum:mother mums:mother mummy:mother mom:mother moms:mother mommy:mother "
        "mama:mother dad:father dads:father daddy:father papa:father kid:child "
        "kids:child teen:teenager teens:teenager teenage:teenager "
        "adolescent:teenager adolescents:teenager adolescence:teenager "
        "doctor:physician doctors:physician gp:physician shrink:therapist "
        "counsellor:therapist counselor:therapist counsellors:therapist "
        "counselors:therapist counselling:therapist counseling:therapist "
        "psychotherapist:therapist psychotherapists:therapist "
        "psychotherapy:therapist scared:fear scary:fear afraid:fear fearful:fear "
        "frightened:fear frightening:fear fright:fear quarrel:argue "
        "quarrels:argue quarrelling:argue quarreling:argue infidelity:affair "
        "cheating:affair cheated:affair adultery:affair unfaithful:affair "
        "medication:medicine medications:medicine meds:medicine "
        "booze:alcohol drinking:drink "
        "boozing:alcohol suicidal:suicide tired:tire exhausted:tire "
        "exhaustion:tire insomniac:insomnia sexual:sex miscarried:miscarriage "
        "bereaved:bereavement divorced:divorce "
        "infant:baby infants:baby babies:baby"
    ).split()
)
# British spellings as American ones: "traumatised", "behavioural".
BRITISH_Z = re.compile("is(?=(?:e|ed|es|er|ers|ing|ation|ations)$)")
BRITISH_OUR = re.compile("(?<=[a-z]{3})our(?=$|s$|al|it|ed|ing|hood|ful|less)")
ALPHABETIC = re.compile("[a-z]{3,}")
STEP_2 = (
    "ational:ate tional:tion enci:ence anci:ance izer:ize abli:able alli:al entli:ent "
    "eli:e ousli:ous ization:ize ation:ate ator:ate alism:al iveness:ive fulness:ful "
    "ousness:ous aliti:al iviti:ive biliti:ble logi:log"
)
STEP_3 = "icate:ic ative: alize:al iciti:ic ical:ic ful: ness:"
STEP_4 = (
    "ement ance ence able ible ment ant ent ism ate iti ous ive ize ion al er ic ou"
)


def pairs(table: str) -> list[tuple[str, str]]:
    """(ending, what takes its place), the longest first."""
    split = (pair.partition(":") for pair in table.split())
    found = [(ending, instead) for ending, _, instead in split]
    return sorted(found, key=lambda pair: -len(pair[0]))


ENDINGS_2, ENDINGS_3 = pairs(STEP_2), pairs(STEP_3)
ENDINGS_4 = pairs(STEP_4)


def stem(word: str) -> str:
    """The stem of a folded word; what is no English word comes back as it is.

    Beyond Porter's rules "loneliness" meets "lonely" and "pregnancy" "pregnant".
    """
    word = SAME.get(word, word)
    if word in IRREGULAR:
        return IRREGULAR[word]
    if not ALPHABETIC.fullmatch(word):
        return word
    if word.endswith("iness"):
        word = f"{word[:-5]}y"
    word = BRITISH_OUR.sub("or", BRITISH_Z.sub("iz", word))
    word = without_past(without_plural(word))
    if word.endswith("y") and has_vowel(word[:-1]):
        word = f"{word[:-1]}i"
    word = replaced(replaced(word, ENDINGS_2), ENDINGS_3)
    word = without_last_e(without_suffix(word))
    return f"{word[:-1]}t" if word.endswith(("anc", "enc")) else word


def shape(word: str) -> str:
    """Vowels as v, consonants as c: "y" is a vowel after a consonant."""
    found = ""
    for letter in word:
        is_vowel = letter in "aeiou" or (letter == "y" and found.endswith("c"))
        found += "v" if is_vowel else "c"
    return found


def has_vowel(part: str) -> bool:
    return "v" in shape(part)


def measure(part: str) -> int:
    """How often a vowel is followed by a consonant."""
    return shape(part).count("vc")


def ends_short(part: str) -> bool:
    """Consonant, vowel, consonant at the end, the last not w, x or y."""
    return shape(part).endswith("cvc") and part[-1] not in "wxy"


def without_plural(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def without_past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if measure(word[:-3]) else word
    for ending in ("ed", "ing"):
        part = word.removesuffix(ending)
        if part != word:
            return restored(part) if has_vowel(part) else word
    return word


def restored(part: str) -> str:
    """ "hop(p)", "conflat(e)", "fil(e)" after "-ed" or "-ing" was taken off."""
    if part.endswith(("at", "bl", "iz")):
        return f"{part}e"
    is_doubled = len(part) > 1 and part[-1] == part[-2] and shape(part)[-1] == "c"
    if is_doubled and part[-1] not in "lsz":
        return part[:-1]
    return f"{part}e" if measure(part) == 1 and ends_short(part) else part


def replaced(word: str, endings: list[tuple[str, str]]) -> str:
    for ending, instead in endings:
        if word.endswith(ending):
            part = word[: -len(ending)]
            return part + instead if measure(part) else word
    return word


def without_suffix(word: str) -> str:
    for ending, _ in ENDINGS_4:
        if word.endswith(ending):
            part = word[: -len(ending)]
            is_kept = ending == "ion" and not part.endswith(("s", "t"))
            return word if is_kept or measure(part) < 2 else part
    return word


def without_last_e(word: str) -> str:
    if word.endswith("e"):
        part = word[:-1]
        if measure(part) > 1 or (measure(part) == 1 and not ends_short(part)):
            word = part
    return word[:-1] if word.endswith("ll") and measure(word) > 1 else word
