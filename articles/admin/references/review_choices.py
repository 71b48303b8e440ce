"""What can be decided about the entries of an import, and what was chosen."""

from dataclasses import dataclass, field

from articles.models import ReferenceChanged
from articles.models.imported_record import Decision, Verdict

LATER = ("", "Decide later")
LEAVE_OUT = ("skip", "Leave it out")
CHOICES = {
    Verdict.NEW: (LATER, ("add", "Add it"), LEAVE_OUT),
    Verdict.CHANGED_THERE: (
        LATER,
        ("take", "Take over what is chosen above"),
        ("keep", "Leave the reference as it is here"),
    ),
    Verdict.DUPLICATE: (
        LATER,
        ("same", "It is the same work; keep what is chosen above"),
        ("add", "It is another work; add it"),
        LEAVE_OUT,
    ),
    Verdict.REPEATED: (LATER, ("add", "It is a work of its own; add it"), LEAVE_OUT),
    Verdict.UNREAD: (LATER, ("skip", "I am done with this one")),
}
CHOICES[Verdict.CHANGED_BOTH] = CHOICES[Verdict.CHANGED_THERE]
CHANGED = (
    "“{}” was changed by somebody else since this page was opened. Please look at it "
    "again below."
)
COMPARED = (
    Verdict.DUPLICATE,
    Verdict.CHANGED_THERE,
    Verdict.CHANGED_BOTH,
    Verdict.CHANGED_HERE,
    Verdict.HERE,
)
ADD_FIRST = (
    "Entry {} is the same as an earlier one of the file, which is not added yet. Add "
    "that one first."
)


ADDABLE = [verdict for verdict, offered in CHOICES.items() if "add" in dict(offered)]


@dataclass
class Outcome:
    """What became of a page of choices. ``changed``: works; ``problems``: by entry."""

    added: int = 0
    decided: int = 0
    changed: list = field(default_factory=list)
    problems: dict = field(default_factory=dict)


class Choices:
    """A posted page of the review: {entry: what is chosen}."""

    def __init__(self, post):
        self.post = post
        self.problems = {}

    def of(self, record):
        """The decision, "" where none that is offered was chosen."""
        chosen = self.post.get(f"decide-{record.pk}", "")
        return chosen if chosen in dict(CHOICES.get(record.verdict, ())) else ""

    def side(self, record, name):
        chosen = self.post.get(f"side-{record.pk}-{name}", "")
        return chosen if chosen in {"base", "here", "there"} else ""

    def takes_title(self, record):
        return bool(self.post.get(f"title-{record.pk}"))

    def carry_out(self, batch, *, by):
        """Do what was chosen, entry by entry; the Outcome.

        New works are compared with the library once more before they are added.
        """
        outcome = Outcome()
        numbers = numbered("decide-", self.post)
        waiting = batch.records.open().filter(pk__in=numbers).for_review()
        chosen = [record for record in waiting if self.of(record)]
        adding = [record for record in chosen if self.of(record) == "add"]
        self.add(batch, adding, outcome, by)
        for record in chosen:
            if record not in adding:
                record.batch = batch
                self.decide(record, outcome, by)
        self.problems = outcome.problems
        return outcome

    def add(self, batch, adding, outcome, by):
        if any(record.verdict == Verdict.NEW for record in adding):
            batch.judge_again()
        titles = [record.pk for record in adding if self.takes_title(record)]
        pks = [record.pk for record in adding]
        still = batch.records.filter(pk__in=pks, verdict__in=ADDABLE)
        pks = list(still.values_list("pk", flat=True))
        outcome.added = batch.add(pks, by=by, titles=titles)
        outcome.decided += outcome.added

    def decide(self, record, outcome, by):
        act = self.of(record)
        if act != "skip" and record.work is None:
            outcome.problems[record.pk] = ADD_FIRST.format(record.position)
            return
        try:
            if act in {"take", "same"}:
                self.take(record, outcome, by)
            else:
                getattr(record, act)(by=by)
        except ReferenceChanged:
            outcome.problems[record.pk] = CHANGED.format(record.work)
            return
        outcome.decided += 1

    def take(self, record, outcome, by):
        version = self.post.get(f"version-{record.pk}", "")
        seen = int(version) if is_number(version) else None
        decision = Decision.SAME if self.of(record) == "same" else Decision.UPDATED
        names = {*record.item, *record.work.item}
        choices = {name: self.side(record, name) for name in names}
        if decision == Decision.SAME:
            # Without a base only what was chosen is taken from the file.
            choices = {name: chosen or "here" for name, chosen in choices.items()}
        if record.take_over(choices, by=by, version=seen, decision=decision):
            outcome.changed.append(record.work.pk)


def numbered(prefix, post):
    rests = (name.removeprefix(prefix) for name in post if name.startswith(prefix))
    return [int(rest) for rest in rests if is_number(rest)]


def is_number(text):
    return text.isascii() and text.isdecimal() and len(text) < 10
