"""The list of articles: its columns and filters."""

from django.contrib import admin
from django.db.models import F, Q
from django.utils.html import format_html

from articles.admin.wording import listed, moment, state_text
from articles.models import Clinician, Stage

IS_LIVE = Q(in_force_digest__isnull=False)
IS_SCHEDULED = Q(scheduled_at__isnull=False)
STATES = {
    "draft": ("Draft", Q(in_force_at=None) & ~IS_SCHEDULED),
    "scheduled": ("Scheduled", IS_SCHEDULED),
    "live": ("Live", IS_LIVE),
    "edited": (
        Stage.LIVE_EDITED.value,
        IS_LIVE & ~IS_SCHEDULED & ~Q(in_force_digest=F("draft_digest")),
    ),
    "withdrawing": ("Withdrawal due", IS_LIVE & Q(ends_at__isnull=False)),
    "withdrawn": (
        "Withdrawn",
        Q(in_force_at__isnull=False, in_force_digest=None) & ~IS_SCHEDULED,
    ),
}


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [(name, label) for name, (label, _) in STATES.items()]

    def queryset(self, request, queryset):
        if self.value() not in STATES:
            return queryset
        return queryset.filter(STATES[self.value()][1])


class KindFilter(admin.SimpleListFilter):
    title = "kind"
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return [("article", "Articles"), ("page", "Pages")]

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


class AuthorFilter(admin.SimpleListFilter):
    title = "author"
    parameter_name = "author"

    def lookups(self, request, model_admin):
        return [(person.slug, person.name) for person in Clinician.objects.all()]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        return queryset.filter(authorships__clinician__slug=self.value())


class NoneInWords(admin.RelatedFieldListFilter):
    """A lone dash among the choices would tell nobody that it stands for none."""

    def __init__(self, field, *others, **named):
        super().__init__(field, *others, **named)
        self.empty_value_display = f"No {field.verbose_name}"


class ArticleColumns:
    """What stands in each column; the list's query has read all of it."""

    @admin.display(description="title", ordering="title")
    def name(self, article):
        return str(article)

    @admin.display(description="state")
    def state(self, article):
        return format_html(
            '<span class="state state-{}">{}</span>',
            article.state.stage.name.lower().replace("_", "-"),
            state_text(article.state),
        )

    @admin.display(description="author")
    def byline(self, article):
        people = [authorship.clinician for authorship in article.authorships.all()]
        return listed(person.name for person in people)

    @admin.display(description="series", ordering="series__title")
    def part(self, article):
        if not article.series:
            return ""
        return f"{article.series.title}, part {article.position}"

    @admin.display(description="edited", ordering="-edited_at")
    def edited(self, article):
        by = article.edited_by
        who = f" by {by.get_short_name() or by.get_username()}" if by else ""
        return f"{moment(article.edited_at)}{who}"

    @admin.display(description="on the site")
    def on_site(self, article):
        if article.in_force_digest is None or not article.slug:
            return ""
        return format_html(
            '<a href="{}">View<span class="visually-hidden"> “{}”</span></a>',
            article.get_absolute_url(),
            article,
        )
