"""Parse every text of an article, place its figures, arrange its headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from articles.rendering.citing import Works
from articles.rendering.dialect import blocks
from articles.rendering.document import Heading
from articles.rendering.figures import gallery, place_figures
from articles.rendering.headings import Outline
from articles.rendering.identifiers import Identifiers
from articles.rendering.notes import count_notes
from articles.rendering.parts import Part, printable
from articles.source import ArticleSource, Picture, Place, Problem

# The page's own headings: h2 over FAQs and call to action, h3 for each question.
TOP_OF_ANSWER = 4
TOP_OF_CALL_TO_ACTION = 3


@dataclass(frozen=True, slots=True)
class Manuscript:
    """An article parsed; ``faqs``: id, question, answer of those that are shown."""

    lead_figure: Part
    body: Part
    faqs: tuple[tuple[str, str, Part], ...]
    call_to_action: Part
    toc: tuple[Heading, ...]
    ids: frozenset[str]
    images: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """In reading order, which is the order of the citations."""
        answers = (part for _, _, part in self.faqs)
        return self.lead_figure, self.body, *answers, self.call_to_action


def read(
    source: ArticleSource, works: Works, pictures: Mapping[str, Picture]
) -> Manuscript:
    reader = Reader(source, works, pictures)
    lead_figure = reader.lead_figure()
    body = reader.part(Place("body"), source.body)
    toc = reader.outline.arrange(body)
    faqs = tuple(reader.answers())
    closing = reader.part(Place("call_to_action"), source.call_to_action.text)
    reader.outline.arrange(closing, top=TOP_OF_CALL_TO_ACTION)
    reader.gallery.report_unplaced()
    return Manuscript(
        lead_figure=lead_figure,
        body=body,
        faqs=faqs,
        call_to_action=closing,
        toc=tuple(toc),
        ids=frozenset(reader.identifiers.given),
        images=reader.gallery.images,
        problems=tuple(reader.problems),
    )


class Reader:
    """Holds what the parts of one article share: figures, ids, the notes' numbers."""

    def __init__(
        self, source: ArticleSource, works: Works, pictures: Mapping[str, Picture]
    ) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.identifiers = Identifiers()
        titles = {source.faq_heading.strip().casefold()} - {""}
        self.outline = Outline(self.identifiers, self.problems, frozenset(titles))
        self.shared_env = {
            "works": works,
            "problems": self.problems,
            "brackets": count(),
        }
        self.gallery = gallery(source, pictures, self.shared_env, self.problems)
        self.notes = 0

    def lead_figure(self) -> Part:
        place = Place("lead_figure")
        name = self.source.lead_figure
        tokens = self.gallery.place(name, place, is_lead=True) if name else []
        return Part(place, env=self.shared_env, tokens=tokens)

    def part(self, place: Place, text: str) -> Part:
        env = self.shared_env | {
            "place": place,
            "too_deep": [],
            "notes_before": self.notes,
        }
        part = Part(place, env, blocks().parse(printable(text), env))
        self.notes += count_notes(env)
        place_figures(part, self.gallery)
        return part

    def answers(self) -> Iterator[tuple[str, str, Part]]:
        """FAQs with both question and answer; one alone has nothing to show."""
        for index, faq in enumerate(self.source.faqs):
            question = " ".join(printable(faq.question).split())
            if question and faq.answer.strip():
                part = self.part(Place("faqs", index), faq.answer)
                self.outline.arrange(part, top=TOP_OF_ANSWER)
                yield self.identifiers.claim("faq", question), question, part
