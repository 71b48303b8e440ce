"""Which fields the form of a work shows, and in whose words."""

from dataclasses import dataclass, field

from articles.admin.references.dates import DATES, FIRST, LAST
from articles.admin.references.item import TEXTS, in_one
from articles.admin.references.names import ROLES, prefix_of
from articles.citations.kinds import KINDS, asked

NAME_OF = {variable: name for name, variable in TEXTS.items()}
# Any kind's words for a variable, for a kind that does not ask for it.
USUAL = {known.variable: known for kind in reversed(KINDS) for known in kind.fields}
SHORT = ("volume", "issue", "page", "number", "edition", "version", "section")
PART_LABELS = {
    "year": "Year",
    "month": "Month",
    "day": "Day",
    "end_year": "Last year",
    "end_month": "Last month",
    "end_day": "Last day",
    "words": "In words",
}
DATE_PARTS = {
    "issued": (*FIRST, "words"),
    "original-date": ("year", "words"),
    "accessed": FIRST,
}


@dataclass(frozen=True)
class Shown:
    """One field as the template shows it; ``what``: text, names or date."""

    what: str
    anchor: str
    label: str
    help: str
    is_asked: bool
    bound: object = None
    parts: list = field(default_factory=list)
    is_short: bool = False

    @property
    def widget(self):
        """The input, tied to its words of help and of error."""
        help = f"{self.anchor}_helptext" if self.help else ""
        error = f"{self.anchor}_error" if self.errors else ""
        described = " ".join(filter(None, (help, error)))
        attrs = {"aria-describedby": described} if described else {}
        return self.bound.as_widget(attrs=attrs)

    @property
    def errors(self):
        if self.what == "date":
            return [error for _, part in self.parts for error in part.errors]
        return self.bound.errors if self.what == "text" else []


def kind_fields(form, kind):
    needed = asked(kind)
    hidden = in_one(form.before)
    return [
        shown(form, known, is_asked=known.variable in needed, kind=kind)
        for known in kind.fields
        if known.variable not in hidden
    ]


def first_row(kind):
    """{role: "person" or "group"}: the row with which a new work begins."""
    roles = [known.variable for known in kind.fields if known.variable in ROLES]
    return dict.fromkeys(roles[:1], "group" if kind.by_body else "person")


def kept_fields(form, kind):
    own = {known.variable for known in kind.fields} | set(in_one(form.before))
    return [
        shown(form, known, is_asked=False, kind=kind)
        for variable, known in USUAL.items()
        if variable not in own and holds_something(form, variable)
    ]


def holds_something(form, variable):
    if variable in ROLES:
        rows = form.names[variable]
        return rows is None or any(row.names_somebody for row in rows.forms)
    if variable in DATES:
        stem = DATES[variable]
        return any(form[f"{stem}_{part}"].value() for part in PART_LABELS)
    name = NAME_OF[variable]
    return bool(form[name].value() or form.initial.get(name))


def shown(form, known, *, is_asked, kind):
    variable = known.variable
    words = {"label": known.label, "help": known.help, "is_asked": is_asked}
    if variable in ROLES:
        rows = form.names[variable]
        return Shown("names", f"{prefix_of(variable)}-group", bound=rows, **words)
    if variable in DATES:
        stem = DATES[variable]
        parts = date_part_fields(form, variable, stem, kind)
        return Shown("date", f"id_{stem}_year", parts=parts, **words)
    bound = form[NAME_OF[variable]]
    is_short = variable in SHORT
    return Shown("text", bound.id_for_label, bound=bound, is_short=is_short, **words)


def date_part_fields(form, variable, stem, kind):
    """Those of the kind, and any other that holds something."""
    usual = DATE_PARTS[variable]
    if variable == "issued" and kind.slug == "talk":
        usual = (*usual, *LAST)
    bound = {part: form[f"{stem}_{part}"] for part in PART_LABELS}
    return [
        (PART_LABELS[part], field)
        for part, field in bound.items()
        if part in usual or field.value()
    ]


def anchor_of(variable):
    """Where in the form a variable is given."""
    if variable in ROLES:
        return f"{prefix_of(variable)}-group"
    if variable in DATES:
        return f"id_{DATES[variable]}_year"
    return f"id_{NAME_OF[variable]}" if variable in NAME_OF else "id_other"
