"""Rows of a form that did not come back as they were sent out; nothing typed is lost.

A browser that stops amid sending, an extension or another window that has removed a
row: Django's own formsets then report a bug, or refuse without a word that is shown.
"""

import re

from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet

from articles.admin.removal import as_pk

TOTAL, INITIAL = "TOTAL_FORMS", "INITIAL_FORMS"
INCOMPLETE = (
    "A part of this did not arrive. Nothing was saved, and what did arrive is still "
    "here: look it over, then save again."
)
GONE = (
    "One of these was removed meanwhile, perhaps in another window. Nothing was saved, "
    "and what you typed is still here: save again to add it anew, or clear it."
)


class SentRowsFormSet(BaseInlineFormSet):
    """Says once, above the rows, what happened; sending again then works."""

    said = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            return
        rows = sent_rows(self.data, self.prefix)
        if not self.management_form.is_valid():
            self.said = INCOMPLETE
            self.put(list(rows.values()) or self.stored_rows())
            return
        shown = [row for n, row in rows.items() if n < self.initial_form_count()]
        gone = [row for row in shown if self.is_gone(row)]
        if gone:
            # Whoever takes out what is gone already has what they wanted.
            kept = [row for row in gone if "DELETE" not in row]
            self.said = GONE if kept else ""
            self.put([row for row in rows.values() if row not in gone or row in kept])

    def is_gone(self, row):
        return as_pk(row.get(self.model._meta.pk.name, "")) not in self.stored_keys

    @property
    def stored_keys(self):
        return {stored.pk for stored in self.get_queryset()}

    def stored_rows(self):
        """What the form would show if nothing had been sent."""
        shown = type(self)(instance=self.instance, prefix=self.prefix)
        forms = shown.forms[: len(self.get_queryset())]
        return [
            {name: form[name].value() for name in form.fields if form[name].value()}
            for form in forms
        ]

    def put(self, rows):
        """Let ``rows`` stand as what was sent, those first that are stored."""
        key = self.model._meta.pk.name
        stored = [row for row in rows if not self.is_gone(row)]
        others = [{**row, key: ""} for row in rows if self.is_gone(row)]
        self.data = self.data.copy()
        for number, row in enumerate(stored + others):
            for name, value in row.items():
                self.data[f"{self.prefix}-{number}-{name}"] = value
        self.data[f"{self.prefix}-{TOTAL}"] = str(len(rows))
        self.data[f"{self.prefix}-{INITIAL}"] = str(len(stored))
        self.__dict__.pop("management_form", None)

    def clean(self):
        super().clean()
        if self.said:
            raise ValidationError(self.said)


def sent_rows(data, prefix):
    """The rows that a browser sent: {number: {field: text}}, in their order."""
    pattern = re.compile(rf"{re.escape(prefix)}-(\d{{1,3}})-(\w+)")
    rows = {}
    for found in filter(None, map(pattern.fullmatch, data)):
        rows.setdefault(int(found[1]), {})[found[2]] = data[found[0]]
    return dict(sorted(rows.items()))
