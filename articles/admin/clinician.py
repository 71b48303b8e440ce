"""Clinicians, each with the licences that must be printed."""

from django import forms
from django.contrib import admin
from django.db.models import Prefetch
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from articles.admin.article_form import date_input
from articles.admin.base import DeskAdmin, asks_for_row
from articles.admin.editor import DeskEditor
from articles.admin.sent_rows import SentRowsFormSet
from articles.models import Article, Clinician, Licence


class ClinicianForm(forms.ModelForm):
    class Meta:
        model = Clinician
        fields = [
            "name_as_filed",
            "name_as_used",
            "slug",
            "biography",
            "portrait",
            "user",
            "position",
        ]
        widgets = {"biography": DeskEditor(rows=5)}
        labels = {"position": "Place in the list"}
        help_texts = {
            "biography": "Two or three sentences.",
            "portrait": "A picture from your library.",
        }


class LicenceInline(admin.StackedInline):
    model = Licence
    formset = SentRowsFormSet
    template = "admin/desk/stacked.html"
    extra = 0
    fieldsets = [
        (None, {"fields": ["kind", "number", "state", "title"]}),
        (
            "For associates and trainees",
            {
                "fields": [
                    "employer",
                    "supervisor",
                    "supervisor_title",
                    "supervisor_number",
                ],
                "description": "The law asks them to print who employs and who "
                "supervises them. Leave these empty for a full license.",
            },
        ),
        ("For you alone", {"fields": ["renewal_due_on", "position"]}),
    ]
    verbose_name = "license or registration"
    verbose_name_plural = "licenses and registrations"

    def get_extra(self, request, obj=None, **kwargs):
        """An empty row where there is none, or where one is asked for."""
        has_rows = obj and obj.licences.all()
        return 1 if not has_rows or asks_for_row(request, self) else 0

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "position":
            field.label = "Place in the list"
        if db_field.name == "state":
            field.initial = "California"
        if db_field.name == "renewal_due_on":
            field.widget = date_input()
        return field


@admin.register(Clinician)
class ClinicianAdmin(DeskAdmin):
    form = ClinicianForm
    inlines = [LicenceInline]
    fieldsets = [
        ("Name", {"fields": ["name_as_filed", "name_as_used", "slug"]}),
        ("For readers", {"fields": ["biography", "portrait"]}),
        ("In this admin", {"fields": ["user", "position"]}),
    ]
    autocomplete_fields = ["portrait"]
    prepopulated_fields = {"slug": ["name_as_filed"]}
    list_display = ["name", "licence_text", "position"]
    search_fields = ["name_as_filed", "name_as_used"]

    class Media:
        css = {"all": ["admin/desk/editor.css", "admin/desk/sections.css"]}

    def get_queryset(self, request):
        licences = Prefetch("licences", queryset=Licence.objects.all())
        return super().get_queryset(request).prefetch_related(licences)

    @admin.display(description="licenses")
    def licence_text(self, clinician):
        return "; ".join(licence.details for licence in clinician.licences.all())

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    def get_readonly_fields(self, request, obj=None):
        """Revisions name their authors by the short name, so it stays as it is."""
        return ["slug", "printed"] if obj else []

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return self.fieldsets
        printed = {
            "fields": ["printed"],
            "description": "At the foot of every page, as it was last saved.",
        }
        return [*self.fieldsets, ("As it is printed", printed)]

    @admin.display(description="License line")
    def printed(self, clinician):
        lines = clinician.licence_lines()
        return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))

    def held_by(self, things):
        written = Article.objects.filter(authors__in=things).distinct()
        return [f"“{article}” names this person as author." for article in written]
