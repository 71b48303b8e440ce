"""The names of one role as rows of a form: persons, and groups with a short form."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet, formset_factory

from articles.admin.sent_rows import INCOMPLETE, INITIAL, TOTAL, sent_rows
from articles.citations.kinds import KINDS
from articles.citations.records import clean_name, clean_text
from articles.citations.variables import NAMES

ROLES = tuple(
    role
    for role in NAMES
    if any(role == known.variable for kind in KINDS for known in kind.fields)
)
# Field of a row → its part of a CSL name.
PERSON = {
    "family": "family",
    "given": "given",
    "particle": "non-dropping-particle",
    "suffix": "suffix",
}
GROUP = {"literal": "literal", "abbreviation": "abbreviation"}
PARTS = {**PERSON, **GROUP}
MOST_NAMES = 600


def prefix_of(role):
    return role.replace("-", "_")


def name_fields(entry):
    """{field of a row: text} of one CSL name; empty if it names nobody."""
    name = clean_name(entry)
    if not name:
        return {}
    if "literal" in name:
        short = entry.get("abbreviation") if isinstance(entry, dict) else ""
        parts = {"literal": name["literal"], "abbreviation": clean_text(short)}
    else:
        parts = {field: name.get(part, "") for field, part in PERSON.items()}
    return {**dict.fromkeys(PARTS, ""), **parts}


def rows_of(value):
    """[(place in the list, fields)] of every name that a CSL list holds."""
    shown = ((place, name_fields(entry)) for place, entry in enumerate(listed(value)))
    return [(place, fields) for place, fields in shown if fields]


def listed(value):
    return value if isinstance(value, list) else [value]


def names_from(rows, value):
    """CSL names of ``rows``, [(place in the list as it was or None, fields)].

    ``value`` is the list as it was, and comes back itself if the rows still show it.
    A name that was not touched is kept as it was; of one that was, what no field
    shows is kept.
    """
    if rows == rows_of(value):
        return value
    entries = dict(enumerate(listed(value)))
    return [changed_name(fields, entries.get(place)) for place, fields in rows]


def changed_name(fields, entry):
    if name_fields(entry) == fields:
        return entry
    is_group = bool(fields["literal"])
    kept = entry if isinstance(entry, dict) else {}
    dropped = {*PARTS.values(), *(["dropping-particle"] if is_group else [])}
    parts = {part: fields[field] for field, part in PARTS.items() if fields[field]}
    return {**{k: v for k, v in kept.items() if k not in dropped}, **parts}


def text_input(label, **attrs):
    return forms.CharField(
        label=label,
        required=False,
        widget=forms.TextInput(
            attrs={"class": "vTextField", "autocomplete": "off", **attrs}
        ),
    )


class NameForm(forms.Form):
    """One row; ``is_group`` says which of the two it is."""

    is_group = forms.CharField(required=False, widget=forms.HiddenInput)
    place = forms.IntegerField(required=False, widget=forms.HiddenInput)
    position = forms.IntegerField(
        required=False, widget=forms.HiddenInput(attrs={"class": "row-position"})
    )
    family = text_input("Family name")
    given = text_input("Given names")
    particle = text_input("Particle", placeholder="van der")
    suffix = text_input("Suffix", placeholder="Jr.")
    literal = text_input("Name of the group")
    abbreviation = text_input("Short form", placeholder="NIMH")

    @property
    def names_somebody(self):
        return any(bound.value() for bound in self.shown)

    @property
    def shown(self):
        """The fields that this row shows."""
        names = GROUP if self["is_group"].value() else PERSON
        return [self[name] for name in names]

    def fields_typed(self):
        """{field: text}; of a group only its own, of a person likewise."""
        cleaned = self.cleaned_data
        names = GROUP if cleaned.get("is_group") else PERSON
        typed = {name: clean_text(cleaned.get(name, "")) for name in names}
        return {**dict.fromkeys(PARTS, ""), **typed}

    def clean(self):
        cleaned = super().clean()
        typed = self.fields_typed()
        first = "literal" if cleaned.get("is_group") else "family"
        if any(typed.values()) and not typed[first] and not cleaned.get("DELETE"):
            self.add_error(first, "Give the name here, or take this row out.")
        return cleaned


class NamesFormSet(BaseFormSet):
    """``said``: that some of it did not arrive, for which nothing is saved."""

    said = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound and not self.management_form.is_valid():
            rows = sent_rows(self.data, self.prefix)
            counts = {TOTAL: max(rows, default=-1) + 1, INITIAL: 0}
            self.data = {key: self.data[key] for key in self.data}
            self.data |= {f"{self.prefix}-{name}": n for name, n in counts.items()}
            del self.management_form
            self.said = INCOMPLETE

    def clean(self):
        if self.said:
            raise ValidationError(self.said)

    @property
    def in_order(self):
        """The rows as they stand on the page."""
        places = {form: place_of(form, number) for number, form in enumerate(self)}
        return sorted(self.forms, key=places.get)

    def kept(self):
        """[(place in the list as it was, fields)] in the order of the rows."""
        kept = [
            form
            for form in self.in_order
            if hasattr(form, "cleaned_data") and not form.cleaned_data.get("DELETE")
        ]
        rows = [(form.cleaned_data.get("place"), form.fields_typed()) for form in kept]
        return [(place, fields) for place, fields in rows if any(fields.values())]

    @property
    def empty_rows(self):
        """A row of each kind, from which the browser makes new ones."""
        person, group = self.empty_form, self.empty_form
        group.initial = {"is_group": "1"}
        return [("person", person), ("group", group)]


def place_of(form, number):
    place = clean_text(form["position"].value())
    is_number = place.isascii() and place.isdecimal() and len(place) < 10
    return (int(place) if is_number else number, number)


NamesRows = formset_factory(
    NameForm,
    formset=NamesFormSet,
    extra=0,
    can_delete=True,
    max_num=MOST_NAMES,
    absolute_max=MOST_NAMES,
)


def names_rows(role, value, data=None, begin_with=None):
    """The rows of one role, as typed where ``data`` holds them; None if too many.

    ``begin_with``: "person" or "group" for an empty row where there is none yet.
    """
    if len(rows_of(value)) > MOST_NAMES:
        return None
    prefix = prefix_of(role)
    if data is not None and any(key.startswith(f"{prefix}-") for key in data):
        return NamesRows(data, prefix=prefix)
    initial = [
        {**fields, "place": place, "is_group": "1" if fields["literal"] else ""}
        for place, fields in rows_of(value)
    ]
    if begin_with and not initial:
        initial = [{"is_group": "1" if begin_with == "group" else ""}]
    return NamesRows(initial=initial, prefix=prefix)
