"""The form of one work: its kind, and the fields of that kind."""

from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html

from articles.admin.editor import TextArea
from articles.admin.references.cleaned_fields import CleanedFields
from articles.admin.references.dates import (
    DATES,
    PARTS,
    date_fields,
    date_from,
)
from articles.admin.references.fields import date_inputs, kind_choices, text_fields
from articles.admin.references.item import (
    EXACTLY,
    TEXTS,
    Typed,
    exactly_of,
    item_from,
    other_of,
)
from articles.admin.references.json_text import read_item, written
from articles.admin.references.layout import first_row, kept_fields, kind_fields
from articles.admin.references.names import ROLES, names_rows
from articles.citations.kinds import BY_SLUG, KINDS, kind_of
from articles.citations.normal_forms import normal_doi
from articles.citations.records import clean_text, creators
from articles.models import Generation, Reference

IN_PRESS = ("in press", "forthcoming")
CHANGED = (
    "This reference was changed in another window or by somebody else since you opened "
    "it. Open it again in a new tab and take over what is still missing there."
)
EXACTLY_WORDS = {
    "reference": ("In the reference list", "The whole entry."),
    "parenthetical": (
        "In parentheses",
        "What stands between the parentheses, for example HIPAA, 1996.",
    ),
    "narrative": ("In the sentence", "For example HIPAA (1996)."),
}


class ReferenceForm(CleanedFields, forms.ModelForm):
    """``item`` is the CSL item that is to be written, once the form is valid.

    ``initial_item``: what a new work is filled in with, to be confirmed. What is not
    in a sent form at all is left as it was. ``before`` is the item as it was.
    """

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    # What a new work was filled in with; its fields cannot show all of it.
    base = forms.CharField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label="What it is", choices=kind_choices, required=False)
    shown_kind = forms.CharField(required=False, widget=forms.HiddenInput)
    other = forms.CharField(
        label="Other fields",
        required=False,
        widget=TextArea(
            attrs={"rows": 4, "class": "vLargeTextField", "spellcheck": "false"}
        ),
    )

    class Media:
        css = {"all": ["admin/desk/reference.css"]}

    class Meta:
        model = Reference
        fields = ["note"]
        widgets = {
            "note": TextArea(attrs={"rows": 3, "class": "vLargeTextField"}),
        }

    def __init__(self, *args, initial_item=None, **kwargs):
        super().__init__(*args, **kwargs)
        initial_item = initial_item or self.initial.pop("item", None)
        self.fields |= dict([*text_fields(), *date_inputs()])
        self.before = self.item_before(initial_item)
        self.item = self.before
        self.initial = {**self.values(), **self.initial}
        data = self.data if self.is_bound else None
        begun = {} if self.is_bound or self.instance.pk else first_row(self.chosen_kind)
        self.names = {
            role: names_rows(role, self.before.get(role), data, begun.get(role))
            for role in ROLES
        }

    def item_before(self, initial_item):
        if self.instance.pk:
            return self.instance.item or {}
        if self.is_bound:
            initial_item = read_item(self.data.get("base", ""))
        given = initial_item or {}
        return {key: value for key, value in given.items() if key != "id"}

    def values(self):
        item = self.before
        kind = kind_of(item) if item else KINDS[0]
        values = {
            "kind": kind.slug,
            "shown_kind": kind.slug,
            "version": self.instance.version,
            "base": "" if self.instance.pk or not item else written(item),
            "other": written(other_of(item), indent=1) if other_of(item) else "",
        }
        values |= {name: clean_text(item.get(var)) for name, var in TEXTS.items()}
        for variable, stem in DATES.items():
            parts = date_fields(item, variable)
            values |= {f"{stem}_{part}": text for part, text in parts.items()}
        exactly = exactly_of(item)
        return values | {f"exactly_{form}": text for form, text in exactly.items()}

    @property
    def chosen_kind(self):
        return BY_SLUG.get(self["kind"].value(), KINDS[0])

    @cached_property
    def asked_fields(self):
        """The fields of the chosen kind, in its words."""
        return kind_fields(self, self.chosen_kind)

    @cached_property
    def other_fields(self):
        """Those that the kind does not ask for, and that hold something."""
        return kept_fields(self, self.chosen_kind)

    @property
    def exact_fields(self):
        return [(self[f"exactly_{form}"], *EXACTLY_WORDS[form]) for form in EXACTLY]

    @property
    def is_exact(self):
        return any(self[f"exactly_{form}"].value() for form in EXACTLY)

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk:
            self.check_version(cleaned)
        self.item = item_from(self.typed(cleaned), self.before)
        is_changed = self.item != self.before or not self.instance.pk
        if is_changed and not (self.item.get("title") or creators(self.item)):
            self.refuse_nameless()
        self.refuse_second()
        return cleaned

    def typed(self, cleaned):
        """What can be taken from the form; a refused field leaves what was there."""
        sent = cleaned.keys() & self.data.keys()
        kind = BY_SLUG.get(cleaned.get("kind"), self.kind_shown)
        texts = {
            variable: clean_text(cleaned[name])
            for name, variable in TEXTS.items()
            if name in sent
        }
        if kind != self.kind_shown:
            fill_in(texts, kind, self.kind_shown)
        names = {role: rows for role, rows in self.names.items() if rows is not None}
        exactly = {
            form: clean_text(cleaned[f"exactly_{form}"])
            for form in EXACTLY
            if f"exactly_{form}" in sent
        }
        return Typed(
            kind=kind.slug,
            texts=texts,
            dates=self.typed_dates(texts),
            names={role: rows.kept() for role, rows in names.items() if self.ok(rows)},
            exactly={**exactly_of(self.before), **exactly} if exactly else {},
            other=cleaned.get("other") if "other" in self.data else None,
        )

    @property
    def kind_shown(self):
        """The kind whose fields the sent form showed."""
        sent = BY_SLUG.get(self.data.get("shown_kind", ""))
        return sent or BY_SLUG[self.initial["kind"]]

    def typed_dates(self, texts):
        dates = {}
        for variable, stem in DATES.items():
            was = date_fields(self.before, variable)
            fields = {
                part: clean_text(self.data.get(f"{stem}_{part}", was[part]))
                for part in PARTS
            }
            if fields["words"].lower() in IN_PRESS and fields != was:
                texts.setdefault("status", "")
                texts["status"] = texts["status"] or fields["words"]
                fields["words"] = ""
            try:
                if fields != was:
                    date_from(fields, None)
            except ValueError as error:
                self.add_error(f"{stem}_year", str(error))
            else:
                dates[variable] = fields
        return dates

    def ok(self, rows):
        """Whether these rows can be taken; if not, the form is not valid either."""
        if not rows.is_bound:
            return False
        if not rows.is_valid():
            self.add_error(None, "One of the names cannot be read; see below.")
            return False
        return True

    def refuse_nameless(self):
        self.add_error("work_title", "Give at least a title or an author.")

    def check_version(self, cleaned):
        rows = Reference.objects.select_for_update().filter(pk=self.instance.pk)
        if rows.values_list("version", flat=True).first() != cleaned.get("version"):
            self.add_error(None, CHANGED)

    def refuse_second(self):
        """One work is described once, also if the button is pressed twice."""
        if not self.instance.pk:
            Generation.hold()
        twin, field = self.same_doi(), "doi"
        if twin is None and not self.instance.pk:
            twin, field = Reference.objects.exactly_as(self.item), "work_title"
        if twin:
            url = reverse("admin:articles_reference_change", args=[twin.pk])
            sentence = "This work is already in the library: <a href='{}'>{}</a>."
            self.add_error(field, format_html(sentence, url, str(twin)))

    def same_doi(self):
        """Another work with the DOI that is new here."""
        doi = self.item.get("DOI")
        if not doi or "doi" in self.errors:
            return None
        if doi == (self.instance.item or {}).get("DOI"):
            return None
        twins = Reference.objects.filter(doi_key=normal_doi(doi)[:255])
        return twins.exclude(pk=self.instance.pk).first()


def fill_in(texts, kind, shown):
    """A new kind brings its usual words and takes those of the kind before along."""
    for variable, usual in shown.defaults.items():
        if texts.get(variable) == usual:
            texts[variable] = ""
    for variable, usual in kind.defaults.items():
        if not texts.get(variable):
            texts[variable] = usual
