"""The form in which an article is written."""

from django import forms
from django.utils.html import format_html

from articles.admin.editor import DeskEditor, TextArea
from articles.models import Article, DraftChanged, Series

LARGE = {"class": "vTextField vLargeField"}
DRAFT = [
    "title",
    "standfirst",
    "summary",
    "body",
    "faq_heading",
    "lead_figure",
    "cta_heading",
    "cta_text",
    "cta_label",
    "cta_url",
    "reviewed_on",
    "review_due_on",
    "ai_disclosure",
]
PLACE = ["in_series", "topics", "crisis_card", "about", "in_menu"]
# What is no column that the form may write.
BY_OTHER_MEANS = {"in_series", "in_menu"}
FOR_PAGES = {
    "in_menu": "Only a page can stand in the menu. Articles are found under "
    "“Articles”.",
    "about": "Only a page can introduce a person.",
}


def date_input(**attrs):
    return forms.DateInput(attrs={"type": "date", **attrs}, format="%Y-%m-%d")


class ArticleForm(forms.ModelForm):
    """The draft, and below it the place, which takes effect at once.

    ``version`` is the draft's as it was when the form was opened. ``keep_mine``
    repeats the version that an editor has decided to replace, after a conflict.
    """

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    keep_mine = forms.IntegerField(required=False, widget=forms.HiddenInput)
    in_series = forms.ModelChoiceField(
        Series.objects.all(),
        label="Series",
        required=False,
        empty_label="In no series",
        help_text="A new part comes last; its order is changed on the series’ own "
        "page.",
    )

    in_menu = forms.BooleanField(
        label="In the menu at the head of every page",
        required=False,
        help_text="For pages. A new one comes last; the order is changed under “Menu”.",
    )

    class Meta:
        model = Article
        fields = [
            "kind",
            *DRAFT,
            *(name for name in PLACE if name not in BY_OTHER_MEANS),
        ]
        widgets = {
            "title": forms.TextInput(attrs=LARGE),
            "standfirst": TextArea(attrs={"rows": 3, "class": "vLargeTextField"}),
            "summary": TextArea(attrs={"rows": 2, "class": "vLargeTextField"}),
            "body": DeskEditor(rows=28),
            "faq_heading": forms.TextInput(attrs=LARGE),
            "lead_figure": forms.TextInput(
                attrs={"class": "vTextField", "list": "figure-names"}
            ),
            "cta_heading": forms.TextInput(attrs=LARGE),
            "cta_text": DeskEditor(rows=4),
            "cta_label": forms.TextInput(attrs={"class": "vTextField"}),
            "cta_url": forms.TextInput(attrs=LARGE),
            "reviewed_on": date_input(),
            "review_due_on": date_input(),
            "ai_disclosure": forms.TextInput(attrs=LARGE),
            "topics": forms.CheckboxSelectMultiple,
        }
        labels = {
            "kind": "What it is",
            "body": "Text",
            "cta_heading": "Heading of the invitation",
            "cta_text": "Text of the invitation",
            "cta_label": "Words on the button",
            "cta_url": "Where the button leads",
            "reviewed_on": "Last looked through on",
        }
        help_texts = {
            "kind": "An article is listed, dated and in the feed. A page, such as "
            "Fees or About, is not.",
            "cta_url": "An address such as https://… or a page of this site such as "
            "/contact/.",
            "crisis_card": "A card with numbers for immediate help, near the top. Some "
            "topics bring one.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.conflict = None
        if self.instance.pk:
            self.initial["version"] = self.instance.version
            self.initial["in_series"] = self.instance.series_id
            self.initial["in_menu"] = self.instance.menu_position is not None

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk:
            self.check_version(cleaned)
        kind = cleaned.get("kind") or self.instance.kind
        if kind == Article.Kind.PAGE and cleaned.get("in_series"):
            self.add_error("in_series", "A page cannot be part of a series.")
        if kind == Article.Kind.ARTICLE:
            for name, sentence in FOR_PAGES.items():
                if cleaned.get(name):
                    self.add_error(name, sentence)
        return cleaned

    def check_version(self, cleaned):
        """Refuse to overwrite what was saved meanwhile, unless that is wanted.

        Holds the article's row until the save ends, so that nobody comes between.
        """
        current = (
            Article.objects.select_for_update()
            .values_list("version", flat=True)
            .get(pk=self.instance.pk)
        )
        self.replaces_other = False
        if cleaned.get("version") == current:
            return
        if cleaned.get("keep_mine") == current:
            cleaned["version"], self.replaces_other = current, True
            return
        self.conflict = current
        self.add_error(None, conflict_sentence())


def conflict_sentence():
    return format_html(
        "{} Your text is still here. <a href='' target='_blank'>See what is saved now "
        "(opens a new tab)</a>, and copy over what you need; or save yours all the "
        "same, below.",
        str(DraftChanged()),
    )
