"""The practice's own page: one form, no list."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import flatten
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from articles.admin.base import READ, ShownAtOnce, own_urls
from articles.admin.editor import DeskEditor, TextArea
from articles.admin.look import ColourField, specimen_image, specimen_view
from articles.admin.sent_rows import SentRowsFormSet
from articles.models import (
    ANSWERS,
    TRAINING,
    OldPath,
    Place,
    Practice,
    PublishedPage,
    companies,
)
from articles.tasks import take_style

LARGE = {"class": "vTextField vLargeField"}
PLACES_BEHIND = "How to reach you"


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
            "crisis_notice": "At the foot of every page; “Need help now?” at the head "
            "leads to it. Word it as you like and name local numbers: they become "
            "buttons that call or text. It cannot be empty, and names 988 and 911.",
        }


class PlaceInline(admin.StackedInline):
    model = Place
    formset = SentRowsFormSet
    extra = 0
    fields = [
        "street",
        ("city", "state", "postal_code"),
        "directions",
        "position",
    ]
    verbose_name = "place"
    verbose_name_plural = "places"

    def get_extra(self, request, obj=None, **kwargs):
        """One empty row where there is none, so that it can be added without script."""
        return 0 if obj and obj.places.all() else 1

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "position":
            field.label, field.help_text = "Order", "The lowest number comes first."
        if db_field.name in ("street", "directions"):
            field.widget.attrs["class"] = LARGE["class"]
        return field


@admin.register(Practice)
class PracticeAdmin(ShownAtOnce):
    form = PracticeForm
    inlines = [PlaceInline]
    autocomplete_fields = ["logo", "home_picture"]
    readonly_fields = ["specimen"]
    fieldsets = [
        ("Name", {"fields": ["name", "tagline"]}),
        ("Home page", {"fields": ["introduction", "how_to_begin"]}),
        (
            "How to reach you",
            {
                "fields": ["phone", "contact_hours", "email", "booking_url"],
                "description": "At the foot of every page, on the home page, and on "
                "the page with the address /contact/. There is no contact form: what "
                "people write there about their health would have to be kept safe.",
            },
        ),
        ("New clients", {"fields": ["taking_clients", "telehealth_area"]}),
        (
            "Notice line",
            {
                "fields": ["notice", ("notice_from", "notice_until")],
                "description": "One calm line at the head of every page, for a while: "
                "when you are away, or moving.",
            },
        ),
        ("In a crisis", {"fields": ["crisis_notice"]}),
        (
            "Closing invitation",
            {
                "fields": ["cta_heading", "cta_text", "cta_label", "cta_url"],
                "description": "Closes an article that has none of its own.",
            },
        ),
        ("Small print", {"fields": ["disclaimer", "footer_note"]}),
        (
            "Look",
            {
                "fields": [
                    "accent",
                    "fonts",
                    "specimen",
                    "logo",
                    "home_picture",
                    "home_picture_alt",
                ]
            },
        ),
        ("References", {"fields": ["citation_style", "sources_age_years"]}),
        (
            "Search engines and AI",
            {
                "fields": ["allows_ai_answers", "allows_ai_training"],
                "description": "Search engines may always read the site. These two "
                "are requests to AI companies, in the file /robots.txt. The large ones "
                "say that they keep to them; nothing can force them.",
            },
        ),
    ]

    class Media:
        css = {
            "all": [
                "admin/desk/editor.css",
                "admin/desk/sections.css",
                "admin/desk/look.css",
            ]
        }
        js = [forms.Script("admin/desk/look.js", type="module")]

    def render_change_form(self, request, context, add=False, change=False, **kwargs):
        """The places stand behind the fields for reaching the practice."""
        parts = list(context["adminform"])
        names = [part.name for part in parts]
        behind = names.index(PLACES_BEHIND) + 1
        parts[behind:behind] = context["inline_admin_formsets"]
        faulty = set(context["adminform"].form.errors)
        for part in parts:
            part.is_faulty = has_errors(part, faulty)
        context["parts"] = parts
        return super().render_change_form(request, context, add, change, **kwargs)

    def get_urls(self):
        views = [("look.svg", specimen_view, "look", READ)]
        return own_urls(self, views) + super().get_urls()

    @admin.display(description="How it looks")
    def specimen(self, practice):
        return specimen_image(practice)

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


def has_errors(part, faulty):
    """Is anything of a fieldset, or of an inline's rows, to be corrected?"""
    if hasattr(part, "formset"):
        return part.formset.is_bound and not part.formset.is_valid()
    return bool(faulty & set(flatten(part.fields)))


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
