"""What publishing and withdrawing ask for."""

from django import forms
from django.utils import timezone

from articles.admin.local_time import LocalMomentField
from articles.models.publishing import refuse_slip

NOW, LATER = "now", "later"
SMALL, SUBSTANTIAL = "small", "substantial"


class TimedForm(forms.Form):
    """Now, or at a date and time.

    ``version`` and ``latest`` say what the editor saw: the draft's version and the
    latest switch in the timeline. A form sent twice no longer fits.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    latest = forms.IntegerField(widget=forms.HiddenInput)
    when = forms.ChoiceField(
        label="When",
        choices=[(NOW, "Now"), (LATER, "At a date and time")],
        widget=forms.RadioSelect,
        initial=NOW,
    )
    at = LocalMomentField(label="Date and time", required=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("when") != LATER:
            cleaned["at"] = None
            self.errors.pop("at", None)
        elif not cleaned.get("at") and "at" not in self.errors:
            self.add_error("at", "Choose the date and time.")
        elif cleaned.get("at") and cleaned["at"] <= timezone.now():
            self.add_error("at", "This time has already passed. Choose a later one.")
        return cleaned


class PublishForm(TimedForm):
    change = forms.ChoiceField(
        label="What kind of change this is",
        choices=[
            (SMALL, "A small correction: the date that readers see stays"),
            (
                SUBSTANTIAL,
                "A substantial change: “Updated” moves, and the line below "
                "is printed at the article’s end",
            ),
        ],
        widget=forms.RadioSelect,
        initial=SMALL,
    )
    change_note = forms.CharField(
        label="What changed",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "vTextField vLargeField"}),
        help_text="One line for readers, for example “Added two studies from 2026”.",
    )
    first_published_on = forms.DateField(
        label="First published on",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="For an article that stood somewhere else before. Empty: the day on "
        "which it is published here.",
    )

    def __init__(self, *args, is_live, is_imported, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_live:
            del self.fields["change"], self.fields["change_note"]
        if not is_imported:
            del self.fields["first_published_on"]

    def clean_first_published_on(self):
        first = self.cleaned_data["first_published_on"]
        refuse_slip(first)
        return first

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("change") == SUBSTANTIAL and not cleaned.get("change_note"):
            self.add_error("change_note", "Say in one line what changed.")
        if cleaned.get("change") == SMALL:
            cleaned["change_note"] = ""
        first = cleaned.get("first_published_on")
        if first and first > timezone.localdate():
            self.add_error("first_published_on", "This day lies in the future.")
        return cleaned


class WithdrawForm(TimedForm):
    pass


class AsSeenForm(forms.Form):
    """A single button; only what the editor saw travels with it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    latest = forms.IntegerField(widget=forms.HiddenInput)
