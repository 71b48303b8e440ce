"""A source with all that its page needs from the database, rendered."""

import json
from dataclasses import dataclass
from functools import partial

from articles.citations import export
from articles.models.formatted import cite
from articles.models.image import Image
from articles.models.practice import CitationStyle, Practice
from articles.models.reference import Reference
from articles.rendering import Document, candidate_keys, inputs_digest, render
from articles.source import ArticleSource, Severity


class Asked(Exception):
    """Ends a rendering where it would need the citation engine."""


def ask(items, clusters):
    raise Asked(items, clusters)


@dataclass(frozen=True)
class Inputs:
    """What a page is made from: equal digests mean equal pages."""

    source: ArticleSource
    works: dict
    pictures: dict
    style: str = CitationStyle.APA.value

    @classmethod
    def of(cls, source):
        """Load works, pictures, style: three queries, whatever the article's size."""
        digests = [figure.image for figure in source.figures if figure.image]
        works = Reference.objects.works(candidate_keys(source))
        pictures = Image.objects.pictures(digests)
        # Without works the style does not matter, and is not asked for.
        style = Practice.style() if works else CitationStyle.APA.value
        return cls(source, works, pictures, style)

    @property
    def digest(self):
        return inputs_digest(self.source, self.works, self.pictures, style=self.style)

    def render(self):
        """The Document. May start pandoc: outside write transactions.

        Raises ``citations.EngineError`` if a citation text is needed and the engine
        fails.
        """
        in_style = partial(cite, style=self.style)
        return render(self.source, self.works, self.pictures, cite=in_style)

    def asked(self):
        """What the page asks of the citation engine, (items, clusters), or None."""
        try:
            render(self.source, self.works, self.pictures, cite=ask)
        except Asked as question:
            return question.args
        return None


@dataclass(frozen=True)
class Rendered:
    """A finished page with its reference list as data."""

    inputs: Inputs
    document: Document
    items: list
    biblatex: str
    ris: str

    @classmethod
    def of(cls, source):
        inputs = Inputs.of(source)
        document = inputs.render()
        by_key = {item["id"]: item for item in inputs.works.values()}
        entries = (*document.references, *document.further_reading)
        items = [export.public_item(by_key[entry.key]) for entry in entries]
        biblatex, ris = export.to_biblatex(items), export.to_ris(items)
        return cls(inputs, document, items, biblatex, ris)

    @property
    def document_data(self):
        """The document as JSON gives it back: lists where it has tuples."""
        return json.loads(json.dumps(self.document.to_dict()))

    @property
    def blocking(self):
        """The problems that stand in the way of publishing."""
        return [
            problem
            for problem in self.document.problems
            if problem.severity == Severity.BLOCK
        ]

    def hold(self):
        """Keep the cited works as they are until the transaction ends.

        A change of one then comes wholly before or wholly after, and finds the page.
        """
        Reference.objects.lock(work["id"] for work in self.inputs.works.values())

    def is_current(self):
        """Do the works and pictures still stand as they were when read?

        Inside a transaction; holds the works.
        """
        self.hold()
        return Inputs.of(self.inputs.source).digest == self.inputs.digest
