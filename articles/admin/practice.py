"""The practice's own page: one form, no list."""

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from articles.admin.base import ShownAtOnce
from articles.admin.editor import DeskEditor, TextArea
from articles.models import OldPath, Place, Practice, PublishedPage
from articles.tasks import take_style

LARGE = {"class": "vTextField vLargeField"}


class PracticeForm(forms.ModelForm):
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
            "cta_heading": "Heading of the invitation",
            "cta_text": "Text of the invitation",
            "cta_label": "Words on the button",
            "cta_url": "Where the button leads",
        }
        help_texts = {
            "citation_style": "How references are printed, in all articles: APA "
            "“(Herman, 1992)”, Chicago “(Herman 1992)”, Harvard “(Herman, 1992)” "
            "with British entries, Vancouver “(1)”. Another style makes all articles "
            "anew; nothing that you wrote changes.",
            "introduction": "The home page's first words: who you are and what you do.",
            "how_to_begin": "What happens after somebody writes or calls.",
        }


class PlaceInline(admin.StackedInline):
    model = Place
    extra = 0
    verbose_name = "place where you see people"
    verbose_name_plural = "places where you see people"


@admin.register(Practice)
class PracticeAdmin(ShownAtOnce):
    form = PracticeForm
    inlines = [PlaceInline]
    autocomplete_fields = ["logo", "home_picture"]
    fieldsets = [
        ("Name", {"fields": ["name", "tagline"]}),
        ("Home page", {"fields": ["introduction", "how_to_begin"]}),
        (
            "Where and how",
            {
                "fields": [
                    "taking_clients",
                    "telehealth_area",
                    "phone",
                    "email",
                    "booking_url",
                    "contact_hours",
                ]
            },
        ),
        ("Notice", {"fields": ["notice", "notice_from", "notice_until"]}),
        (
            "Look",
            {"fields": ["accent", "fonts", "logo", "home_picture", "home_picture_alt"]},
        ),
        ("Robots", {"fields": ["allows_ai_answers", "allows_ai_training"]}),
        ("References", {"fields": ["citation_style", "sources_age_years"]}),
        ("On every page", {"fields": ["crisis_notice", "disclaimer", "footer_note"]}),
        (
            "Closing invitation",
            {
                "fields": ["cta_heading", "cta_text", "cta_label", "cta_url"],
                "description": "Closes an article that has none of its own.",
            },
        ),
    ]

    class Media:
        css = {"all": ["admin/desk/editor.css"]}

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        return to_the_form()

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Pages and entries are made anew after the save's transaction has ended."""
        response = super().changeform_view(request, object_id, form_url, extra_context)
        if getattr(request, "has_new_style", False):
            take_style.enqueue()
        return response

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if "citation_style" in form.changed_data:
            request.has_new_style = True
            self.say_pages_follow(request, obj)

    def say_pages_follow(self, request, practice):
        pages = PublishedPage.objects.with_references()
        count = pages.mark_stale(timezone.now())
        style = practice.get_citation_style_display()
        if count == 0:
            sentence = f"References are now printed as {style} has them."
        else:
            articles = "One article is" if count == 1 else f"{count} articles are"
            sentence = (
                f"{articles} being made anew with references as {style} has them."
                " Until then readers see them as they were."
            )
        messages.info(request, sentence)

    def response_post_save_change(self, request, obj):
        return to_the_form()


def to_the_form():
    practice = Practice.current()
    return HttpResponseRedirect(
        reverse("admin:articles_practice_change", args=[practice.pk])
    )


@admin.register(OldPath)
class OldPathAdmin(ShownAtOnce):
    """Where readers arrive who follow a link to the practice's former site."""

    fields = ["path", "article"]
    autocomplete_fields = ["article"]
    list_display = ["path", "article"]
    list_select_related = ["article"]
    search_fields = ["path", "article__title"]
