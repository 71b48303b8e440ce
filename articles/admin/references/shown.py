"""A record between being found and being added: it travels in the form, signed."""

from dataclasses import asdict, dataclass, field, replace

from django.core import signing

from articles.admin.references.notices_said import notices_said
from articles.admin.references.review import details, line
from articles.citations import EngineError, missing_fields
from articles.citations.comparing import compare
from articles.citations.matching import facts_of, similar
from articles.lookup.pasted import kept
from articles.models import Reference, cite

SALT = "add-from"
MOST_DUPLICATES = 3
SURE = ("same DOI", "same PubMed number")


@dataclass(frozen=True)
class Shown:
    """``typed``: what was typed into the box; ``found``: what a service answered, as
    ``kept`` gives it; ``seen``: the keys of the works shown beside it."""

    item: dict
    typed: str
    proposed_title: str = ""
    remarks: tuple[str, ...] = ()
    found: dict = field(default_factory=dict)
    seen: tuple[str, ...] = ()

    @classmethod
    def of_answer(cls, answer, typed):
        return cls(answer.item, typed, answer.proposed_title, found=kept(answer))

    @property
    def how(self):
        return self.found.get("how", "")

    @property
    def line(self):
        return line(self.item)

    @property
    def details(self):
        return details(self.item)

    @property
    def missing(self):
        return ", ".join(missing_fields(self.item))

    @property
    def notices(self):
        return notices_said(self.found)

    def with_proposed_title(self):
        return replace(self, item={**self.item, "title": self.proposed_title})

    def signed(self):
        return signing.dumps(asdict(self), salt=SALT, compress=True)

    @classmethod
    def unsigned(cls, text):
        """The inverse of ``signed``; raises signing.BadSignature."""
        values = signing.loads(text, salt=SALT, max_age=7 * 24 * 3600)
        values["remarks"], values["seen"] = (
            tuple(values[name]) for name in ("remarks", "seen")
        )
        return cls(**values)

    def entry(self):
        """As it will print, "" where that cannot be said now. It may start pandoc."""
        try:
            formatted = cite([{**self.item, "id": "shown"}], [])
        except EngineError:
            return ""
        return dict(formatted.references).get("shown", "")

    def duplicates(self):
        """[Duplicate], the surest first. One query."""
        found = Reference.objects.probable_duplicates(self.item)[:MOST_DUPLICATES]
        return [
            Duplicate(reference, evidence, self.item) for reference, evidence in found
        ]


@dataclass(frozen=True)
class Duplicate:
    """A work of the library beside the item that it may be."""

    reference: Reference
    evidence: str
    item: dict

    @property
    def is_sure(self):
        alike = similar(facts_of(self.item), facts_of(self.reference.item))
        return alike and self.evidence in SURE

    @property
    def rows(self):
        return compare(self.reference.item, self.item)
