"""Articles and pages: the list, and saving what was written.

Saving only ever writes the draft. Publishing has views of its own, outside the
transaction in which the admin's form view runs.
"""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from articles.admin.article_form import PLACE, ArticleForm
from articles.admin.article_list import (
    ArticleColumns,
    AuthorFilter,
    KindFilter,
    NoneInWords,
    StateFilter,
)
from articles.admin.article_urls import article_urls
from articles.admin.base import DeskAdmin
from articles.admin.inlines import (
    AuthorInline,
    FAQInline,
    FigureInline,
    FurtherReadingInline,
)
from articles.admin.references.notice_lines import notices_in
from articles.admin.removal import as_pk, refuse_removal
from articles.admin.uploads import exchange_uploads
from articles.admin.versions import versions_view
from articles.admin.wording import state_text
from articles.models import Article, Authorship, Generation, OpenPoint, Revision
from articles.models.menu import put_in_menu

OPENING = {"fields": ["kind", "title", "standfirst", "body"]}
LEAD = {"fields": ["lead_figure"]}
QUESTIONS = {"fields": ["faq_heading"]}
INVITATION = {
    "fields": ["cta_heading", "cta_text", "cta_label", "cta_url"],
    "description": "What closes the article. All empty: the practice’s own invitation.",
}
LISTS = {"fields": ["summary", "reviewed_on", "review_due_on", "ai_disclosure"]}
PLACING = {
    "fields": PLACE,
    "description": "These take effect at once, without publishing.",
}
# Fieldsets by name and rows by model, in the order in which an article is written.
WRITING_ORDER = (
    None,
    "authorships",
    "figures",
    "Picture at the top",
    "Heading of the questions",
    "faqs",
    "further_reading",
    "Closing invitation",
    "For lists and reviews",
    "Its place on the site",
)


@admin.register(Article)
class ArticleAdmin(ArticleColumns, DeskAdmin):
    form = ArticleForm
    fieldsets = [
        (None, OPENING),
        ("Picture at the top", LEAD),
        ("Heading of the questions", QUESTIONS),
        ("Closing invitation", INVITATION),
        ("For lists and reviews", LISTS),
        ("Its place on the site", PLACING),
    ]
    inlines = [AuthorInline, FigureInline, FAQInline, FurtherReadingInline]
    list_display = ["name", "state", "byline", "part", "edited", "on_site"]
    list_filter = [
        StateFilter,
        KindFilter,
        ("series", NoneInWords),
        ("topics", NoneInWords),
        AuthorFilter,
    ]
    search_fields = ["title", "standfirst", "body"]
    search_help_text = "Searches titles, standfirsts and texts."
    list_per_page = 50
    save_on_top = False

    class Media:
        css = {
            "all": [
                "admin/desk/article.css",
                "admin/desk/editor.css",
                "admin/desk/keeping.css",
            ]
        }

    def get_urls(self):
        return article_urls(self) + super().get_urls()

    def get_queryset(self, request):
        authors = Authorship.objects.select_related("clinician")
        return (
            super()
            .get_queryset(request)
            .with_state(timezone.now())
            .select_related("series", "edited_by")
            .prefetch_related(Prefetch("authorships", queryset=authors))
        )

    def list_title(self, request):
        return "Pages" if request.GET.get("kind") == "page" else "Articles"

    def get_readonly_fields(self, request, obj=None):
        return ["kind"] if obj else []

    @admin.display(description="series")
    def in_series(self, article):
        return article.series

    def view_on_site(self, article):
        is_live = getattr(article, "in_force_digest", None) is not None
        return article.get_absolute_url() if is_live and article.slug else None

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        may = self.has_change_permission if object_id else self.has_add_permission
        if request.method == "POST" and request.FILES:
            if not may(request):
                raise PermissionDenied
            exchange_uploads(request)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if prefix == "authorships" and not obj.pk and request.method != "POST":
            author = inline.usual_author(request.user)
            kwargs["initial"] = [{"clinician": author.pk}] if author else []
        return kwargs

    def render_change_form(self, request, context, add=False, change=False, **kwargs):
        parts = {fieldset.name: fieldset for fieldset in context["adminform"]}
        parts |= {
            rows.formset.prefix: rows for rows in context["inline_admin_formsets"]
        }
        article = context["original"]
        context["parts"] = [parts[name] for name in WRITING_ORDER if name in parts]
        if article:
            context["state_text"] = state_text(article.state)
            context["banner_notices"] = notices_in(article)
            context["open_points"] = list(article.open_points.all())
            context["figure_names"] = [figure.name for figure in article.figures.all()]
        return super().render_change_form(request, context, add, change, **kwargs)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.save()
            return
        if form.replaces_other:
            other = Article.objects.get(pk=obj.pk)
            other.take_revision(Revision.Reason.HANDED_OVER, by=other.edited_by)
        obj.claim(form.cleaned_data["version"])
        columns = {field.name for field in Article._meta.concrete_fields}
        obj.save(update_fields=columns & set(form.changed_data))

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        article = form.instance
        article.settle_draft(by=request.user)
        article.take_revision(Revision.Reason.SAVED, by=request.user)
        tick_off(request, article)
        if set(PLACE) & set(form.changed_data):
            change_series(article, form.cleaned_data.get("in_series"))
            if article.is_page:
                put_in_menu(article, is_in=form.cleaned_data["in_menu"])
            Generation.bump()

    def response_add(self, request, obj, post_url_continue=None):
        return self.response_change(request, obj)

    def response_change(self, request, obj):
        if "_publish" in request.POST:
            return to(obj, "publish")
        article = self.get_queryset(request).get(pk=obj.pk)
        seen = " Readers don’t see it before you publish it."
        messages.success(request, f"Saved “{obj}”. {state_text(article.state)}.{seen}")
        if "_continue" in request.POST:
            return to(obj, "change")
        return HttpResponseRedirect(
            f"{reverse('admin:articles_article_changelist')}?kind={obj.kind}"
        )

    def history_view(self, request, object_id, extra_context=None):
        return versions_view(self, request, object_id)

    def delete_view(self, request, object_id, extra_context=None):
        return refuse_removal(self, request, object_id) or super().delete_view(
            request, object_id, extra_context
        )

    def delete_model(self, request, obj):
        obj.remove(timezone.now())


def to(article, view):
    name = f"admin:articles_article_{view}"
    return HttpResponseRedirect(reverse(name, args=[article.pk]))


def change_series(article, series):
    if series == article.series:
        return
    if series:
        series.add(article)
    else:
        article.series.remove(article)


def tick_off(request, article):
    """Take over the ticks of the open points that the form showed."""
    shown = posted_keys(request, "open_point")
    if not shown or not request.user.has_perm("articles.change_openpoint"):
        return
    done = posted_keys(request, "done")
    points = OpenPoint.objects.filter(article=article, pk__in=shown)
    points.filter(pk__in=done).update(is_done=True)
    points.exclude(pk__in=done).update(is_done=False)


def posted_keys(request, name):
    keys = map(as_pk, request.POST.getlist(name))
    return [key for key in keys if key is not None]
