"""The reference library: the list, one work, and where it is used."""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from articles.admin.base import DeskAdmin
from articles.admin.references.adding_urls import adding_urls
from articles.admin.references.checks import known_sentence
from articles.admin.references.exporting import EXPORTS, MarkedForm, export_urls
from articles.admin.references.filling import FilledInAdmin
from articles.admin.references.filters import AttentionFilter
from articles.admin.references.form import ReferenceForm
from articles.admin.references.history import history_view, reference_urls
from articles.admin.references.keeping_urls import keeping_urls
from articles.admin.references.look import look_urls
from articles.admin.references.notice_lines import banner
from articles.admin.references.pending import WaitingFilter, standing_change
from articles.admin.references.progress import progress_line
from articles.admin.references.saving import AskingAdmin, write_typed
from articles.admin.references.used import used_in_short
from articles.admin.removal import as_pk, refuse
from articles.admin.wording import quoted
from articles.citations import EngineError
from articles.models import Article, Reference, cite
from articles.rendering import sanitize
from articles.tasks import rerender_stale


@admin.register(Reference)
class ReferenceAdmin(FilledInAdmin, AskingAdmin, DeskAdmin):
    form = ReferenceForm
    # The fields of the work itself stand above these, by a template of their own.
    fieldsets = [
        ("How it is known", {"fields": ["how_known", "note"]}),
        ("Where it is used", {"fields": ["cited_in", "keys_text"]}),
    ]
    readonly_fields = ["how_known", "cited_in", "keys_text"]
    list_display = ["work", "shown_entry", "uses", "known", "incomplete"]
    list_filter = [AttentionFilter, WaitingFilter, "confirmation"]
    search_fields = ["search_text"]
    search_help_text = "Author, title, year, journal, DOI or key; in any order."
    list_per_page = 50
    actions = EXPORTS
    action_form = MarkedForm
    actions_on_top, actions_on_bottom = False, True

    class Media:
        css = {
            "all": [
                "admin/desk/article.css",
                "admin/desk/keeping.css",
                "admin/desk/changing.css",
                "admin/desk/reference-list.css",
            ]
        }

    def get_queryset(self, request):
        return Reference.objects.with_cited_by().order_by(*self.get_ordering(request))

    def get_search_results(self, request, queryset, search_term):
        return queryset.matching(search_term), False

    def get_actions(self, request):
        """Only the exports: a cited work must be refused by name, not by the dozen."""
        found = super().get_actions(request)
        return {name: act for name, act in found.items() if name != "delete_selected"}

    def response_action(self, request, queryset):
        """Django asks the database for whatever was sent as a work's number."""
        data = request.POST.copy()
        marked = data.getlist(ACTION_CHECKBOX_NAME)
        data.setlist(ACTION_CHECKBOX_NAME, [pk for pk in marked if as_pk(pk)])
        request.POST = data
        return super().response_action(request, queryset)

    @admin.display(description="key", ordering="key")
    def work(self, reference):
        return reference.key

    @admin.display(description="entry", ordering="sort_key")
    def shown_entry(self, reference):
        return entry(reference)

    @admin.display(description="cited by", ordering="cited_by")
    def uses(self, reference):
        return f"{reference.cited_by} article{'' if reference.cited_by == 1 else 's'}"

    @admin.display(description="how it is known", ordering="confirmation")
    def known(self, reference):
        return reference.get_confirmation_display()

    @admin.display(description="missing", empty_value="")
    def incomplete(self, reference):
        return ", ".join(reference.missing()) if reference.is_incomplete else ""

    @admin.display(description="how it is known")
    def how_known(self, reference):
        if not reference.pk:
            return "You can say so once it is saved."
        url = reverse("admin:articles_reference_checks", args=[reference.pk])
        words = known_sentence(reference)
        return format_html('{}. <a href="{}">Say how, or look it up</a>', words, url)

    @admin.display(description="cited in")
    def cited_in(self, reference):
        return used_in_short(reference) if reference.pk else "No article."

    @admin.display(description="to cite it, type")
    def keys_text(self, reference):
        return (
            f"[@{reference.key}]" if reference.key else "A key is made when you save."
        )

    def get_urls(self):
        own = [
            *adding_urls(self),
            *look_urls(self),
            *reference_urls(self, renew),
            *keeping_urls(self, renew),
            *export_urls(self),
        ]
        return own + super().get_urls()

    def render_change_form(self, request, context, add=False, change=False, **kwargs):
        reference = context.get("original")
        if reference:
            context["waiting"] = standing_change(reference)
            context["is_waiting_shown"] = "waiting" in request.GET
            context["progress"] = progress_line(reference.pk)
            notices = reference.notices.select_related("reference")
            context["banner_notices"] = banner(notices.that_count())
        context["printed"] = entry(reference) if reference else ""
        return super().render_change_form(request, context, add, change, **kwargs)

    def history_view(self, request, object_id, extra_context=None):
        return history_view(self, request, object_id)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        response = super().changeform_view(request, object_id, form_url, extra_context)
        saved = getattr(request, "saved_reference", None)
        if saved:
            renew(request, saved)
        return response

    def save_model(self, request, obj, form, change):
        if change:
            write_typed(request, obj, form)
        else:
            obj.item = form.item
            obj.save()
            obj.changes.create(what="added", after=obj.state(), by=request.user)
        request.saved_reference = obj

    def delete_view(self, request, object_id, extra_context=None):
        reference = Reference.objects.filter(pk=as_pk(object_id)).first()
        if reference and self.has_delete_permission(request, reference):
            articles = articles_citing(reference)
            if articles:
                sentence = f"“{reference.key}” is cited in {quoted(articles)}. {LEAVE}"
                return refuse(request, reference, sentence)
        return super().delete_view(request, object_id, extra_context)


LEAVE = "Take it out of the text there first; then it can be deleted."


def renew(request, reference):
    """After the save: the entry, and every page that cites the work.

    Outside the save's transaction, because it starts pandoc.
    """
    try:
        reference.format_entry(cite)
    except EngineError as error:
        messages.warning(request, f"Saved, but the entry is as it was: {error}")
    rerender_stale.enqueue()


def entry(reference):
    """The finished entry, or its plain line while there is none."""
    if not reference.entry:
        return str(reference)
    return mark_safe(sanitize(reference.entry))  # noqa: S308


def articles_citing(reference):
    return list(Article.objects.filter(citations__reference=reference).distinct())
