"""Where the words of a source went: every one in a named place, or not used."""

import random
import re
from collections import Counter

WORD = re.compile(r"[^\W_⁰¹²³⁴⁵⁶⁷⁸⁹]+")
# Emphasis may stand within a word, where plain text has nothing.
SIGNS = re.compile(r"[*_`~\\]")
# The marks of lists, questions and answers are no words of the text.
MARKS = re.compile(
    r"^[\s>*_-]*(?:\(?\[?\d{1,3}[.)\]]\)?(?=\s|$)|\W{0,3}(?:Q|A|Question|Answer)"
    r"\s?\d{0,2}\s?[.:)](?=\W{0,3}\s))+",
    re.IGNORECASE,
)
# Of a link in a line that can hold none: it stays in the part's text.
ADDRESS = re.compile(r"\]\(([^()\s]*)")
DATA_NAME = re.compile(r"^[\w-]+\s*:")


def words(text):
    return Counter(WORD.findall(SIGNS.sub("", text)))


def lost_words(source, result):
    """Words of the source that stand in no place and on no list."""
    return needed(source, result) - had(result)


def needed(source, result):
    unused = {n for p in result.report.not_used for n in range(p.first, p.last + 1)}
    data = {p.first for p in result.report.parts if p.text.startswith("title:")}
    total = Counter()
    for number, line in enumerate(source.lines, start=1):
        if number in unused:
            continue
        if data and number <= 12 and DATA_NAME.match(line):
            line = DATA_NAME.sub("", line)
        total += words(MARKS.sub("", line))
    return total


def had(result):
    source, report = result.source, result.report
    total = words("\n".join(texts(source)))
    for citation in report.citations:
        if citation.is_applied or "@" in citation.before:
            total += words(citation.before)
    for reference in report.references:
        total += words(reference.text)
    for picture in report.pictures:
        total += words(f"{picture.alt} {picture.caption} {picture.address}")
        total += words(f"picture {picture.figure}")
    for part in report.parts:
        if part.place in {"author", "date", "references", "previous_title"}:
            total += words(part.text)
        total += words(" ".join(ADDRESS.findall(part.text)))
        if part.place in {"next_title", "standfirst", "title", "pictures"}:
            total += words(part.text)
    return total


def texts(source):
    yield source.title
    yield source.standfirst
    yield source.body
    yield source.faq_heading
    for faq in source.faqs:
        yield faq.question
        yield faq.answer
    for figure in source.figures:
        yield figure.alt
        yield figure.caption
    call = source.call_to_action
    yield from (call.heading, call.text, call.label, call.url)


def homeless_lines(source, result):
    """Lines with words that belong to no part, or to more than one."""
    count = Counter(
        line
        for part in result.report.parts
        for line in range(part.first, part.last + 1)
    )
    return [
        number
        for number, line in enumerate(source.lines, start=1)
        if WORD.search(line) and count[number] != 1
    ]


def damaged(text, seed):
    """The text with its lines moved, lost, doubled, joined or littered."""
    chance = random.Random(seed)
    lines = text.split("\n")
    for _ in range(chance.randint(1, 4)):
        lines = chance.choice(DAMAGES)(lines, chance)
    return "\n".join(lines) or "x"


def shuffled(lines, chance):
    lines = lines[:]
    chance.shuffle(lines)
    return lines


def blocks_shuffled(lines, chance):
    blocks = "\n".join(lines).split("\n\n")
    chance.shuffle(blocks)
    return "\n\n".join(blocks).split("\n")


def some_lost(lines, chance):
    return [line for line in lines if chance.random() > 0.2]


def some_doubled(lines, chance):
    return [line for line in lines for _ in range(1 + (chance.random() < 0.15))]


def without_blanks(lines, chance):
    return [line for line in lines if line.strip()]


def blanks_between(lines, chance):
    return [piece for line in lines for piece in (line, "")]


def joined(lines, chance):
    text = "\n".join(lines)
    return re.sub("\n", lambda _: " " if chance.random() < 0.2 else "\n", text).split(
        "\n"
    )


def broken(lines, chance):
    text = "\n".join(lines)
    return re.sub(" ", lambda _: "\n" if chance.random() < 0.1 else " ", text).split(
        "\n"
    )


def littered(lines, chance):
    litter = "*_[]()@#>`~|!\\\xa0<&;:.?-+=\"'“”¹²{}^$0"
    found = list("\n".join(lines))
    for _ in range(len(found) // 60 + 1):
        found.insert(chance.randrange(len(found) + 1), chance.choice(litter))
    return "".join(found).split("\n")


def cut_short(lines, chance):
    return lines[: chance.randint(1, len(lines))]


def indented(lines, chance):
    return [" " * chance.choice([0, 0, 2, 4]) + line for line in lines]


def turned(lines, chance):
    middle = chance.randrange(len(lines))
    return lines[middle:] + lines[:middle]


DAMAGES = [
    shuffled,
    blocks_shuffled,
    some_lost,
    some_doubled,
    without_blanks,
    blanks_between,
    joined,
    broken,
    littered,
    cut_short,
    indented,
    turned,
]
