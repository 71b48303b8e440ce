"""Series with their articles in order, and topics."""

from django import forms
from django.contrib import admin
from django.db.models import Count, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.admin.base import DeskAdmin
from articles.admin.editor import TextArea
from articles.admin.removal import as_pk
from articles.admin.wording import state_text
from articles.models import Article, Series, Topic

ADDRESS_HELP = (
    "The last part of its address; made from the name. Changing it later breaks links."
)


class SeriesForm(forms.ModelForm):
    """``order``: the primary keys of the articles, as the page's buttons left them."""

    order = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Series
        fields = ["title", "slug", "description"]
        widgets = {
            "title": forms.TextInput(attrs={"class": "vTextField"}),
            "description": TextArea(attrs={"rows": 4, "class": "vLargeTextField"}),
        }
        labels = {"slug": "Address"}
        help_texts = {"slug": ADDRESS_HELP}

    def clean_order(self):
        """The keys that are still of this series; others have left it meanwhile."""
        typed = self.cleaned_data["order"].replace(",", " ").split()
        known = set(self.instance.article_ids()) if self.instance.pk else set()
        keys = [int(pk) for pk in typed if pk.isascii() and pk.isdecimal()]
        return [pk for pk in keys if pk in known]


@admin.register(Series)
class SeriesAdmin(DeskAdmin):
    form = SeriesForm
    fields = ["title", "slug", "description"]
    prepopulated_fields = {"slug": ["title"]}
    list_display = ["title", "articles_count", "description"]
    search_fields = ["title"]

    class Media:
        css = {"all": ["admin/desk/article.css"]}

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(count=Count("articles"))

    @admin.display(description="articles", ordering="count")
    def articles_count(self, series):
        return series.count

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    def change_view(self, request, object_id, form_url="", extra_context=None):
        parts = (
            Article.objects.filter(series=as_pk(object_id))
            .exclude(series=None)
            .with_state(timezone.now())
            .order_by("position", "id")
        )
        shown = [(article, state_text(article.state)) for article in parts]
        return super().change_view(
            request, object_id, form_url, {**(extra_context or {}), "articles": shown}
        )

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if form.cleaned_data.get("order"):
            form.instance.reorder(form.cleaned_data["order"])

    def held_by(self, things):
        return [
            f"“{article}” is part of it. Take it out first."
            for article in Article.objects.filter(series__in=things)
        ]


@admin.register(Topic)
class TopicAdmin(DeskAdmin):
    fields = ["name", "slug", "description", "crisis_card"]
    prepopulated_fields = {"slug": ["name"]}
    list_display = ["name", "articles_count", "crisis_card", "description"]
    search_fields = ["name"]

    def get_queryset(self, request):
        """Counted in an index: a join would carry a topic's texts along each time."""
        placed = Article.topics.through.objects.filter(topic=OuterRef("pk"))
        counted = placed.order_by().values("topic").annotate(articles=Count("*"))
        return (
            super()
            .get_queryset(request)
            .annotate(count=Coalesce(Subquery(counted.values("articles")), Value(0)))
        )

    @admin.display(description="articles", ordering="count")
    def articles_count(self, topic):
        return topic.count

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "slug":
            field.help_text = ADDRESS_HELP
        return field
