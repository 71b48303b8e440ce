"""What the two steps of bringing an article in ask for."""

from django import forms

from articles.admin import bring_in_parcel as parcel
from articles.admin.editor import LineFeeds
from articles.importing import ImportRefused, read_source
from articles.models import Clinician, Series

MOST_BYTES = 15 * 2**20
ACCEPTED = ".txt,.text,.md,.markdown,.html,.htm,.docx,.zip"


class PasteArea(LineFeeds, forms.Textarea):
    """A text as typed, whatever the browser makes of its line ends."""


class ReadForm(forms.Form):
    """A pasted text or a file; cleaned, ``source`` is its SourceText.

    Of what was taken along from a site of this kind ``parcel`` is the file, unread.
    """

    text = forms.CharField(
        label="Paste the text",
        required=False,
        strip=False,
        widget=PasteArea(attrs={"rows": 12, "class": "vLargeTextField"}),
        help_text="The whole article, with its title, references and questions. "
        "Nothing has to be marked.",
    )
    file = forms.FileField(
        label="Or choose a file",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(
            attrs={
                "accept": ACCEPTED,
                "data-most-bytes": parcel.MOST_BYTES,
                "data-too-large": parcel.TOO_LARGE,
            }
        ),
        help_text="A text (.txt), Markdown (.md), a saved web page (.html) or a Word "
        "file (.docx). Or what you took along from a site like this one: its ZIP file, "
        f"of up to {parcel.MOST}, or one article’s .md file out of it.",
    )

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        text, file = cleaned["text"].strip(), cleaned["file"]
        if text and file:
            self.add_error(
                "file",
                "There is a pasted text and a file. Bring them in one after the other: "
                "for the file, empty the field above and choose it again.",
            )
        elif file and parcel.is_of_export(file):
            cleaned["parcel"] = file
        elif file:
            self.read("file", file.read(MOST_BYTES + 1), file.name)
        elif text:
            self.read("text", cleaned["text"].encode(), "")
        else:
            self.add_error("text", "Paste a text here, or choose a file below.")
        return cleaned

    def read(self, field, data, name):
        try:
            self.cleaned_data["source"] = read_source(data, name)
        except ImportRefused as refusal:
            self.add_error(field, str(refusal))


class DraftForm(forms.Form):
    """What the draft is given beside its text."""

    author = forms.ModelChoiceField(
        label="Author", queryset=Clinician.objects.all(), required=False
    )
    series = forms.ModelChoiceField(
        label="Series",
        queryset=Series.objects.all(),
        required=False,
        empty_label="In no series",
        help_text="Where the text names the articles before and after it, it takes its "
        "place between them.",
    )

    def __init__(self, *args, as_found, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["author"].empty_label = f"As found: {as_found or 'nobody'}"
