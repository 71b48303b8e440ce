"""The form of the practice's own page: its inputs and what stands beside them."""

from django import forms

from articles.admin.editor import DeskEditor, TextArea
from articles.admin.look import ColourField
from articles.models import ANSWERS, TRAINING, Practice, companies

LARGE = {"class": "vTextField vLargeField"}


class PracticeForm(forms.ModelForm):
    accent = ColourField(
        label="Colour",
        required=False,
        help_text="Of links and buttons: pick one, or write # and six digits or "
        "letters, for example #7a2f5b. Empty: the site’s own green. Dark pages take "
        "a lighter tone of it.",
    )
    booking_url = forms.URLField(
        label="Booking address",
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs=LARGE),
        help_text="The page where people can book.",
    )

    class Meta:
        model = Practice
        fields = "__all__"  # noqa: DJ007
        widgets = {
            "introduction": DeskEditor(rows=6),
            "how_to_begin": DeskEditor(rows=5),
            "crisis_notice": TextArea(attrs={"rows": 4, "class": "vLargeTextField"}),
            "disclaimer": TextArea(attrs={"rows": 4, "class": "vLargeTextField"}),
            "cta_text": DeskEditor(rows=4),
            "tagline": forms.TextInput(attrs=LARGE),
            "notice": forms.TextInput(attrs=LARGE),
            "contact_hours": forms.TextInput(attrs=LARGE),
            "home_picture_alt": forms.TextInput(attrs=LARGE),
            "notice_from": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "notice_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "cta_url": forms.TextInput(attrs=LARGE),
            "footer_note": forms.TextInput(attrs=LARGE),
        }
        labels = {
            "cta_text": "Text of the invitation",
            "cta_label": "Words on the button",
            "cta_url": "Where the button leads",
            "notice": "The line",
            "crisis_notice": "Notice for a crisis",
            "telehealth_area": "You may see people who are in",
            "cta_heading": "Heading of the invitation",
        }
        error_messages = {
            "crisis_notice": {
                "required": "It stands on every page, so it cannot be empty. Word it, "
                "and name 988 and 911."
            }
        }
        help_texts = {
            "allows_ai_answers": "Programs that fetch a page to answer somebody’s "
            "question, mostly with a link to it: those of "
            f"{companies(ANSWERS)}.",
            "allows_ai_training": "Programs that collect texts from which AI models "
            f"learn: those of {companies(TRAINING)}. It changes nothing about how "
            "search engines find the site.",
            "citation_style": "How references are printed, in all articles: APA "
            "“(Herman, 1992)”, Chicago “(Herman 1992)”, Harvard “(Herman, 1992)” "
            "with British entries, Vancouver “(1)”. Another style makes all articles "
            "anew; nothing that you wrote changes.",
            "introduction": "The home page’s first words: who you are and what you do.",
            "how_to_begin": "What happens after somebody writes or calls.",
            "name": "As it stands at the top of every page, for example “Two Herons "
            "Psychotherapy”.",
            "phone": "For example (707) 555-0142. On a phone, a tap calls it.",
            "email": "Printed where readers look for it, with the advice to leave out "
            "clinical details.",
            "contact_hours": "For example “Monday to Thursday, 9 to 12”.",
            "taking_clients": "Said by itself wherever a page invites people to call "
            "or book. With “No”, no button leads to an appointment; a page with the "
            "address /finding-help/, if you write one, takes its place.",
            "telehealth_area": "The states in which you are licensed, for example "
            "“California”. It stands beside each invitation.",
            "notice": "For example “Away until August 12; calls are returned after "
            "that.” Empty: no line.",
            "logo": "At the head of every page, on white: a wide one in place of the "
            "name, another beside it. Phones have room for one that is two to five "
            "times as wide as high, and otherwise show the name. The file is added "
            "under Pictures first.",
            "home_picture": "Beside the first words of the home page: your house, your "
            "room, a view. Large ones look best.",
            "notice_from": "Empty: at once.",
            "notice_until": "The last day on which it is shown. Empty: until you clear "
            "it.",
            "crisis_notice": "On every page, below the text; “Need help now?” at the "
            "head leads to it. Word it as you like and name local numbers: they "
            "become buttons that call or text. It cannot be empty, and names 988 (the "
            "US Suicide and Crisis Lifeline) and 911.",
        }
