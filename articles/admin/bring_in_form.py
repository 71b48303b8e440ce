"""The form of "Bring in an article": a source, and what is corrected in the guesses.

The source travels in the form, so that an error or a second look loses nothing.
"""

import json

from django import forms

from articles.admin.editor import TextArea
from articles.importing import (
    AS_TYPED,
    NEW_WORK,
    Corrections,
    ImportRefused,
    LineRole,
    Role,
    SourceText,
    read_source,
)
from articles.models import Clinician, Series

LARGEST_FILE = 15 * 2**20
LONGEST_TEXT = 2_000_000
TOO_LARGE = "This file is larger than 15 MB. Take the pictures out and try again."
AS_FOUND = "as-found"
ROLES = [
    *((role.value, role.label) for role in Role if role is not Role.HEADING),
    ("heading:2", "Heading"),
    ("heading:3", "Heading, one step lower"),
    ("heading:4", "Heading, two steps lower"),
]
ORDER = [role.value for role in Role]


class SourceForm(forms.Form):
    """The first step: a text pasted or a file chosen."""

    text = forms.CharField(
        label="Paste the text",
        required=False,
        strip=False,
        widget=TextArea(attrs={"rows": 14, "class": "vLargeTextField"}),
        help_text="The whole article, with its references and questions.",
    )
    file = forms.FileField(
        label="Or choose a file",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(
            attrs={"accept": ".txt,.md,.markdown,.html,.htm,.docx,text/plain,text/html"}
        ),
        help_text="Text, Markdown, a saved web page (.html) or Word (.docx).",
    )

    def clean(self):
        cleaned = super().clean()
        file, text = cleaned.get("file"), cleaned.get("text", "")
        if not file and not text.strip():
            raise forms.ValidationError("Paste a text or choose a file.")
        try:
            cleaned["source"] = read_upload(file) if file else read_pasted(text)
        except ImportRefused as refusal:
            self.add_error("file" if file else "text", str(refusal))
        return cleaned


def read_upload(file):
    if file.size > LARGEST_FILE:
        raise ImportRefused(TOO_LARGE)
    return read_source(file.read(), file.name)


def read_pasted(text):
    if len(text) > LONGEST_TEXT:
        raise ImportRefused("This text is too long for one article.")
    return read_source(text.encode("utf-8", "replace"), "")


class ChoicesForm(forms.Form):
    """What the draft is given besides its text."""

    author = forms.ModelChoiceField(
        Clinician.objects.all(),
        required=False,
        empty_label="Whom the text names",
    )
    series = forms.ModelChoiceField(
        Series.objects.all(),
        required=False,
        empty_label="In no series",
        help_text="Its place follows from the titles before and after that the text "
        "names.",
    )


def source_to_text(source):
    return json.dumps(source.to_dict(), ensure_ascii=False)


def source_from(post):
    """The source that travelled in the form; raises ImportRefused."""
    try:
        return SourceText.from_dict(json.loads(post.get("source", "")))
    except ValueError:
        raise ImportRefused(
            "The text got lost on the way. Choose the file or paste the text again."
        ) from None


def corrections_from(post):
    """Earlier corrections, and over them each choice that is not "as found"."""
    try:
        before = Corrections.from_dict(json.loads(post.get("corrections", "{}")))
    except ValueError:
        before = Corrections()
    lines, works = dict(before.lines), dict(before.works)
    citations = dict(before.citations)
    for name, value in post.items():
        kind, _, what = name.partition("-")
        if kind == "role" and what.isdecimal():
            correct(lines, int(what), value, line_role(value))
        elif kind == "work" and what.isdecimal():
            correct(works, int(what), value, NEW_WORK if value == "new" else value)
        elif kind == "citation" and what:
            correct(citations, what, value, AS_TYPED if value == "typed" else value)
    return Corrections(lines, works, citations)


def correct(chosen, what, value, meaning):
    if value == AS_FOUND:
        chosen.pop(what, None)
    elif meaning is not None:
        chosen[what] = meaning


def line_role(value):
    name, _, level = value.partition(":")
    if name not in set(Role):
        return None
    return LineRole(Role(name), int(level) if level in ("2", "3", "4") else 0)


def role_value(role, level):
    return f"heading:{level or 2}" if role is Role.HEADING else role.value
