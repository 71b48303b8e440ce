"""The inputs of the form, made from the kinds' own lists."""

from django import forms

from articles.admin.editor import TextArea
from articles.admin.references.dates import DATES, MONTH_CHOICES, PARTS
from articles.admin.references.item import EXACTLY, TEXTS
from articles.citations.kinds import KINDS

LARGE = {"class": "vTextField vLargeField"}
LONG = (
    "title",
    "container-title",
    "volume-title",
    "reviewed-title",
    "publisher",
    "URL",
)


def kind_choices():
    groups = dict.fromkeys(kind.group for kind in KINDS)
    return [
        (group, [(kind.slug, kind.label) for kind in KINDS if kind.group == group])
        for group in groups
    ]


def text_fields():
    for name, variable in TEXTS.items():
        if variable == "title":
            area = TextArea(attrs={"rows": 2, "class": "vLargeTextField"})
            yield name, forms.CharField(required=False, widget=area)
            continue
        attrs = LARGE if variable in LONG else {"class": "vTextField"}
        yield name, forms.CharField(required=False, widget=forms.TextInput(attrs=attrs))
    for form in EXACTLY:
        yield (
            f"exactly_{form}",
            forms.CharField(
                required=False,
                widget=TextArea(attrs={"rows": 2, "class": "vLargeTextField"}),
            ),
        )


def date_inputs():
    for stem in DATES.values():
        for part in PARTS:
            attrs = {"class": "vTextField", "autocomplete": "off"}
            if part.endswith("month"):
                yield (
                    f"{stem}_{part}",
                    forms.ChoiceField(choices=MONTH_CHOICES, required=False),
                )
                continue
            yield (
                f"{stem}_{part}",
                forms.CharField(required=False, widget=forms.TextInput(attrs=attrs)),
            )
