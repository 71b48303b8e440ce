"""The practice's own page: one form, no list."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import flatten
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from articles.admin.base import READ, DeskAdmin, asks_for_row, own_urls
from articles.admin.look import specimen_image, specimen_view
from articles.admin.practice_form import LARGE, PracticeForm
from articles.admin.sent_rows import SentRowsFormSet
from articles.models import (
    OldPath,
    Place,
    Practice,
    PublishedPage,
)
from articles.tasks import take_style

PLACES_BEHIND = "How to reach you"


class PlaceInline(admin.StackedInline):
    model = Place
    formset = SentRowsFormSet
    template = "admin/desk/stacked.html"
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
        """An empty row where there is none, or where one is asked for."""
        has_rows = obj and obj.places.all()
        return 1 if not has_rows or asks_for_row(request, self) else 0

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "position":
            field.label, field.help_text = "Order", "The lowest number comes first."
        if db_field.name in ("street", "directions"):
            field.widget.attrs["class"] = LARGE["class"]
        return field


@admin.register(Practice)
class PracticeAdmin(DeskAdmin):
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
class OldPathAdmin(DeskAdmin):
    """Where readers arrive who follow a link to the practice's former site."""

    fields = ["path", "article"]
    autocomplete_fields = ["article"]
    list_display = ["path", "article"]
    list_select_related = ["article"]
    search_fields = ["path", "article__title"]
