"""Every problem that rendering can find, in one list: its severity and its sentence."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace

from articles.rendering.parts import printable
from articles.source import ArticleSource, Place, Problem, Severity

PART_ORDER = [field.name for field in fields(ArticleSource)]

BLOCKING = {
    "title-missing": "The article has no title. Write one in the title field.",
    "author-missing": "The article has no author. Choose at least one clinician.",
    "citation-unknown": (
        "The citation “@{key}” points to no reference in the library. Correct the key,"
        " add the reference to the library, or take the citation out. If it is not"
        r" meant as a citation, write “\@{key}”."
    ),
    "further-reading-unknown": (
        "Further reading lists “{key}”, but the library has no such reference. Choose"
        " another reference or take it off the list."
    ),
    "figure-unknown": (
        "The text places a figure named “{name}”, but the article has no figure of"
        " that name. Add the figure, or correct the name in the text."
    ),
    "lead-figure-unknown": (
        "The lead figure is to be “{name}”, but the article has no figure of that"
        " name. Choose one of the article’s figures."
    ),
    "figure-without-image": (
        "The figure “{name}” has no image that can be shown. Choose an image for it,"
        " or take the figure out of the text."
    ),
    "figure-without-alt": (
        "The figure “{name}” has no alternative text. Describe what the image shows"
        " for readers who cannot see it, or mark the figure as decorative."
    ),
}

WARNING = {
    "figure-unplaced": (
        "The figure “{name}” stands nowhere in the text. Write ![](figure:{name}) on"
        " a line of its own where it belongs, or delete the figure."
    ),
    "figure-repeated": (
        "The figure “{name}” is placed more than once; only the first place shows it."
        " Take out the others."
    ),
    "figure-in-sentence": (
        "The figure “{name}” is placed inside a line of text and appears after it."
        " Put it on a line of its own, with an empty line before and after."
    ),
    "figure-alt-file-name": (
        "The alternative text of the figure “{name}” looks like a file name. Describe"
        " in a few words what the image shows."
    ),
    "image-not-shown": (
        "The image “{address}” is not shown: pages only show images from this site’s"
        " library. Upload it and place it as a figure."
    ),
    "heading-jump": (
        "The heading “{text}” skips a level. Screen readers present headings as an"
        " outline: use one # less, or add the heading that is missing above it."
    ),
    "heading-empty": "A heading has no text and is left out. Write it or delete it.",
    "heading-repeats-section": (
        "The heading “{text}” repeats one that the page adds by itself. The reference"
        " list and the FAQs come from their own fields: delete this heading and the"
        " list under it."
    ),
    "raw-html": (
        "The text contains the HTML code “{code}”, which readers see as it is typed."
        " Use Markdown instead, or delete it."
    ),
    "nested-too-deeply": (
        "Lists and quotations are nested too deeply here; the rest is shown as plain"
        " text. Take some of the levels out."
    ),
    "too-many-brackets": (
        "The article has thousands of square brackets. From here on they are shown as"
        " typed, so links and citations no longer work."
    ),
    "link-empty": (
        "A link to “{address}” has no text, so nobody can see or follow it. Write the"
        " words to click between the square brackets."
    ),
    "link-without-address": (
        "The link “{text}” has no address and is shown as plain text. Write the"
        " address between the round brackets."
    ),
    "link-incomplete": (
        "The link “{text}” leads to “{address}”, which is no complete address. Write"
        " https:// before a web address, and mailto: before an e-mail address."
    ),
    "link-refused": (
        "The link “{text}” is shown as plain text: links may only begin with https:,"
        " http:, mailto: or tel:, or lead to a page of this site."
    ),
    "link-target-missing": (
        "The link “{text}” leads to a place on this page, “{address}”, that does not"
        " exist; it is shown as plain text. Correct the name after the #."
    ),
    "address-unlinked": (
        "The address “{address}” is plain text that nobody can click. Write [words that"
        " say where it leads](address)."
    ),
    "link-vague": (
        "The link text “{text}” does not say where the link leads. Use words that"
        " make sense on their own, such as the title of the page."
    ),
    "link-bare-address": (
        "The link shows its address, “{text}”, which is hard to read and to hear. Use"
        " words instead: [title of the page](address)."
    ),
    "citation-unrecognised": (
        "“@{key}” looks like a citation, but the library has no such reference, so"
        " readers see it as typed. Correct the key or add the reference."
    ),
    "reference-incomplete": (
        "The reference “{key}” is incomplete. Missing: {missing}. Complete it in the"
        " reference library."
    ),
    "further-reading-cited": (
        "Further reading lists “{key}”, which the article cites. It already stands in"
        " the reference list, so it is left out of further reading."
    ),
    "note-missing": (
        "The note mark “[^{label}]” has no note. Write “[^{label}]: …” on a line of"
        " its own, or delete the mark."
    ),
    "note-empty": "The note “{label}” has no text. Write it or delete its mark.",
    "note-unused": (
        "The note “{label}” is not shown, because nothing in this text refers to it."
        " Write [^{label}] where it belongs."
    ),
    "note-repeated": (
        "The note “{label}” is written twice; only the last one is shown. Give one of"
        " them another name."
    ),
    "faq-without-question": (
        "An FAQ has an answer but no question, so it is not shown. Write the question."
    ),
    "faq-without-answer": (
        "The question “{question}” has no answer, so it is not shown. Write the answer."
    ),
    "faq-repeated": (
        "The question “{question}” is asked twice. Reword one, or join the answers."
    ),
    "promise": (
        "“{text}” may be read as the promise of an outcome, or as praise of oneself;"
        " the law and the codes of ethics ask for care here. If it is meant so, say"
        " instead what you do. This is advice only."
    ),
    "testimonial": (
        "“{text}”: the codes of ethics ask clinicians not to print what clients say of"
        " them. If it is something else, leave it. This is advice only."
    ),
}
LONGEST_QUOTE = 80
MOST_OF_A_KIND = 100


def problem(code: str, place: Place, /, **words: str) -> Problem:
    """The problem called ``code``; ``words`` fill the gaps in its sentence."""
    blocks = code in BLOCKING
    sentence = BLOCKING[code] if blocks else WARNING[code]
    return Problem(
        code=code,
        severity=Severity.BLOCK if blocks else Severity.WARN,
        place=replace(place, name=printable(place.name)),
        message=sentence.format_map({k: shorten(v) for k, v in words.items()}),
    )


def shorten(quote: str) -> str:
    plain = " ".join(printable(quote).split())
    return plain if len(plain) <= LONGEST_QUOTE else f"{plain[:LONGEST_QUOTE]}…"


def in_page_order(found: list[Problem]) -> tuple[Problem, ...]:
    """Each problem once, in the order of the parts and of the lines within them.

    A hundred of one kind say enough: a page must not drown in them.
    """
    seen: Counter[str] = Counter()
    kept = []
    for problem in sorted(dict.fromkeys(found), key=position):
        seen[problem.code] += 1
        if seen[problem.code] <= MOST_OF_A_KIND:
            kept.append(problem)
    return tuple(kept)


def position(found: Problem) -> tuple[int, int, int]:
    place = found.place
    return PART_ORDER.index(place.part), place.index or 0, place.line or 0
