"""The form of one work, in plain fields."""

import json
import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html

from articles.admin.editor import TextArea
from articles.admin.references.item import DATE, HANDLED, TYPES, fields_of, item_from
from articles.models import Reference

LARGE = {"class": "vTextField vLargeField"}
DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
CHANGED = (
    "This reference was changed in another window or by somebody else since you opened "
    "it. Open it again in a new tab and take over what is still missing there."
)


def line(label, help_text="", *, large=False, **kwargs):
    return forms.CharField(
        label=label,
        required=False,
        help_text=help_text,
        widget=forms.TextInput(attrs=LARGE if large else {"class": "vTextField"}),
        **kwargs,
    )


def lines(label, help_text="", rows=3):
    return forms.CharField(
        label=label,
        required=False,
        help_text=help_text,
        widget=TextArea(attrs={"rows": rows, "class": "vLargeTextField"}),
    )


class ReferenceForm(forms.ModelForm):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    type = forms.ChoiceField(label="What it is")
    work_authors = lines(
        "Authors",
        "One on each line: “Family, Given”, or the name of a group. A group's "
        "abbreviation goes behind =, for example “National Institute of Mental Health "
        "= NIMH”.",
    )
    issued = line(
        "Date", "The year, or for example 2015-03-12. For a work to come: “in press”."
    )
    work_title = lines(
        "Title", "As it is printed. Capitals are kept as you type.", rows=2
    )
    container = line("Journal, book or website in which it stands", large=True)
    editors = lines("Editors of the book", "One on each line: “Family, Given”.", rows=2)
    volume = line("Volume")
    issue = line("Issue")
    pages = line("Pages or article number", "For example 227–237, or e0123.")
    edition = line("Edition", "The number alone, for example 2.")
    genre = line("Kind of work", "For example “Doctoral dissertation”.")
    publisher = line("Publisher or university", large=True)
    doi = line("DOI", "For example 10.1177/1745691614568352.")
    url = line("Web address", large=True)
    isbn = line("ISBN")
    other = forms.CharField(
        label="Other fields",
        required=False,
        widget=TextArea(
            attrs={"rows": 4, "class": "vLargeTextField", "spellcheck": "false"}
        ),
        help_text="Everything else that is known of the work, as CSL-JSON. Leave it "
        "alone if that means nothing to you.",
    )

    class Meta:
        model = Reference
        fields = ["confirmation", "confirmed_on", "note"]
        widgets = {
            "confirmed_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "note": TextArea(attrs={"rows": 3, "class": "vLargeTextField"}),
        }
        labels = {"confirmation": "How it is known", "confirmed_on": "Confirmed on"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        item = self.instance.item or {}
        values = fields_of(item)
        other = values.pop("other")
        values["other"] = (
            json.dumps(other, ensure_ascii=False, indent=1) if other else ""
        )
        self.initial = {**values, "version": self.instance.version, **self.initial}
        kinds = dict(TYPES)
        if values["type"]:
            kinds.setdefault(values["type"], values["type"])
        self.fields["type"].choices = list(kinds.items())

    def clean_work_title(self):
        return " ".join(self.cleaned_data["work_title"].split())

    def clean_doi(self):
        doi = DOI.sub("", self.cleaned_data["doi"]).strip()
        if doi and not re.fullmatch(r"10\.\d{4,9}/\S+", doi):
            raise ValidationError("A DOI begins with 10. and has a slash in it.")
        return doi

    def clean_url(self):
        url = self.cleaned_data["url"]
        if url and not re.fullmatch(r"https?://\S+", url):
            raise ValidationError("A web address begins with https:// or http://.")
        return url

    def clean_issued(self):
        typed = self.cleaned_data["issued"]
        match = DATE.fullmatch(typed)
        if match and match[2]:
            try:
                date(int(match[1]), int(match[2]), int(match[3] or 1))
            except ValueError:
                raise ValidationError("There is no such day.") from None
        return typed

    def clean_other(self):
        typed = self.cleaned_data["other"].strip()
        try:
            fields = json.loads(typed or "{}")
            refuse_unstorable(fields)
        except (ValueError, RecursionError):
            raise ValidationError(
                "This is not CSL-JSON. It begins with { and ends with }."
            ) from None
        if not isinstance(fields, dict):
            raise ValidationError("This must be one object: {…}.")
        double = sorted(HANDLED & fields.keys())
        if double:
            raise ValidationError(
                f"{', '.join(double)}: this has a field of its own above."
            )
        return fields

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk:
            self.check_version(cleaned)
        if not (cleaned.get("work_title") or cleaned.get("work_authors")):
            self.add_error("work_title", "Give at least a title or an author.")
        if cleaned.get("doi") and "doi" in self.changed_data:
            self.refuse_second(cleaned["doi"])
        if not self.errors:
            self.item = item_from(cleaned, self.instance.item or {})
        return cleaned

    def check_version(self, cleaned):
        rows = Reference.objects.select_for_update().filter(pk=self.instance.pk)
        if rows.values_list("version", flat=True).first() != cleaned.get("version"):
            self.add_error(None, CHANGED)

    def refuse_second(self, doi):
        """One work is described once; the DOI says which works are one."""
        twin = Reference.objects.filter(item__DOI__iexact=doi)
        twin = twin.exclude(pk=self.instance.pk).first()
        if twin:
            url = reverse("admin:articles_reference_change", args=[twin.pk])
            sentence = "This work is already in the library: <a href='{}'>{}</a>."
            self.add_error("doi", format_html(sentence, url, str(twin)))


def refuse_unstorable(fields):
    """ValueError for what Python reads as JSON and no database or page can hold.

    These are NaN and infinite numbers, halves of surrogate pairs, and U+0000.
    """
    text = json.dumps(fields, allow_nan=False, ensure_ascii=False)
    text.encode()
    if "\\u0000" in text:
        raise ValueError(text)
