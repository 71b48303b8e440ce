"""An import as the screen shows it: the source's lines beside what became of them."""

import re
from dataclasses import dataclass

from articles import citations
from articles.admin.bring_in_choices import GUESS, KEY, LEAVE, NEW, Choice, role_label
from articles.importing import CERTAIN, Role
from articles.models import Reference

# A longer text is brought in whole; what lies beyond is corrected in the article.
MOST_CHOICES, MOST_WORKS = 800, 200
MOST_LISTED = 500
LONGEST_LABEL = 90
MARKS = re.compile(r"^\s*(?:#{1,6}|[-*+•]|\d{1,3}[.)])\s+", re.MULTILINE)


@dataclass(frozen=True)
class Row:
    """A part beside its lines; ``result``: "" where the words stay as they are."""

    lines: tuple[tuple[int, str], ...]
    where: str
    name: str
    label: str
    is_out: bool
    result: str
    note: str
    is_corrected: bool
    may_choose: bool
    cuts: tuple[int, ...]


@dataclass(frozen=True)
class Decision:
    """A reference or a citation with what it can be; ``name``: of its select."""

    name: str
    other: str
    found: object
    now: str
    choices: tuple[Choice, ...]
    sureness: str
    unknown: str = ""


def rows(source, report):
    lines = source.lines
    shown, listed = 0, []
    for number, part in enumerate(sorted(report.parts, key=by_place)):
        first = max(part.first, shown + 1)
        own = tuple((n, lines[n - 1]) for n in range(first, part.last + 1))
        listed.append(row(part, own, may_choose=bool(own) and number < MOST_CHOICES))
        shown = max(shown, part.last)
    return listed


def by_place(part):
    return part.first, part.last


def row(part, lines, *, may_choose):
    sure = "" if part.is_corrected or part.certainty >= 0.95 else sureness(part)
    return Row(
        lines=lines,
        where=lines_text(part.first, part.last),
        name=str(part.first),
        label=role_label(part.role, part.level),
        is_out=part.role in (Role.NAVIGATION, Role.NOT_USED),
        result="" if same_words(part.text, part.result) else part.result,
        note="" if part.is_corrected else ", ".join(filter(None, (sure, part.why))),
        is_corrected=part.is_corrected,
        may_choose=may_choose,
        cuts=tuple(n for n, text in lines if n > part.first and text.strip()),
    )


def same_words(before, after):
    """Marks of lists and headings are no words."""
    return not after or bare(before) == bare(after)


def bare(text):
    return MARKS.sub("", text).split()


def sureness(found):
    """A certainty in words."""
    if found.certainty >= 0.95:
        return "sure"
    if found.certainty >= CERTAIN:
        return "fairly sure"
    return "a guess" if found.certainty >= 0.5 else "a weak guess"


def lines_text(first, last):
    return f"line {first}" if first == last else f"lines {first} to {last}"


def references(report, labels, unknown):
    return [
        Decision(
            name=f"work-{found.line}",
            other=f"other-work-{found.line}",
            found=found,
            now=reference_now(found, labels),
            choices=tuple(reference_choices(found, labels)),
            sureness="" if found.is_new else sureness(found),
            unknown=unknown.get(f"other-work-{found.line}", ""),
        )
        for found in report.references[:MOST_WORKS]
    ]


def reference_now(found, labels):
    if found.is_new:
        return "A new source for the library"
    return f"In the library: {labels.get(found.key, found.key)}"


def reference_choices(found, labels):
    if found.is_corrected:
        yield Choice(GUESS, "As it was found at first")
    for key in dict.fromkeys(found.alternatives):
        if key != found.key:
            yield Choice(KEY + key, f"In the library: {labels.get(key, key)}")
    if not found.is_new:
        yield Choice(NEW, "A new source, not the one in the library")


def mentions(report, labels, unknown):
    known = list(dict.fromkeys(found.key for found in report.references))
    return [
        Decision(
            name=f"citation-{found.id}",
            other=f"other-citation-{found.id}",
            found=found,
            now=mention_now(found, labels),
            choices=tuple(mention_choices(found, known, labels)),
            sureness=sureness(found),
            unknown=unknown.get(f"other-citation-{found.id}", ""),
        )
        for found in report.citations[:MOST_WORKS]
    ]


def mention_now(found, labels):
    if not found.is_applied:
        return "Left as typed"
    return "; ".join(labels.get(key, key) for key in found.keys)


def mention_choices(found, known, labels):
    if found.is_corrected:
        yield Choice(GUESS, "As it was found at first")
    if found.is_applied:
        yield Choice(LEAVE, "Leave it as typed")
    for key in dict.fromkeys((*found.keys, *known)):
        if not (found.is_applied and found.keys == (key,)):
            yield Choice(KEY + key, labels.get(key, key))


def labels_of(report):
    """{key: the work in few words}, of the text and of the library. One query."""
    labels = {found.key: label_of(found.item) for found in report.references}
    asked = {key for found in report.references for key in found.alternatives}
    asked |= {key for found in report.citations for key in found.keys}
    asked |= {found.key for found in report.references if not found.is_new}
    works = Reference.objects.filter(key__in=asked).values_list("key", "item")
    return labels | {key: label_of(item) for key, item in works}


def label_of(item):
    year = citations.year(item) or "n.d."
    author = citations.author_line(item) or "No author"
    return shortened(f"{author} ({year}). {item.get('title') or 'Untitled'}")


def library():
    """[(key, label)] that a field offers while somebody types; any key may be typed."""
    works = Reference.objects.only("key", "authors", "year", "title")
    return [(work.key, shortened(str(work))) for work in works[:MOST_LISTED]]


def shortened(text):
    if len(text) <= LONGEST_LABEL:
        return text
    return text[: LONGEST_LABEL - 1].rsplit(" ", 1)[0] + "…"


def summary(found):
    """ "7 headings, 2 lists, 5 questions, 4 references, 3 citations linked"."""
    report = found.report
    roles = [part.role for part in report.parts]
    items = [role is Role.LIST_ITEM for role in roles]
    starts = sum(
        here and not before
        for before, here in zip([False, *items], items, strict=False)
    )
    linked = sum(citation.is_applied for citation in report.citations)
    counts = (
        (roles.count(Role.HEADING), "heading", "headings"),
        (starts, "list", "lists"),
        (len(found.source.faqs), "question", "questions"),
        (len(found.pictures), "picture", "pictures"),
        (len(report.references), "reference", "references"),
        (linked, "citation linked", "citations linked"),
    )
    some = [f"{n} {one if n == 1 else many}" for n, one, many in counts if n]
    return ", ".join(some) or "text without headings, questions or references"
