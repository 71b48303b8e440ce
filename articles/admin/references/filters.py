"""The lists of works that wait for somebody, as filters in plain words."""

from django.contrib import admin
from django.utils import timezone

from articles.models.attention import conditions

# In the order of the sidebar: the urgent ones first.
LISTS = {
    "retracted": "Retracted: to decide",
    "retraction-confirmed": "Retraction confirmed",
    "concern": "Concern or correction: to look at",
    "dead": "DOI or page is gone",
    "failing": "Page not found lately",
    "blocked": "Page blocked by its site",
    "unknown": "Could not be checked",
    "question": "Have you seen this source?",
    "not-confirmed": "Not confirmed",
    "incomplete": "Something is missing",
    "uncited": "Cited nowhere",
    "old": "Older sources",
    "page-unseen": "Page not looked at for a year",
}


class AttentionFilter(admin.SimpleListFilter):
    title = "what to look at"
    parameter_name = "look"

    def lookups(self, request, model_admin):
        return list(LISTS.items())

    def queryset(self, request, queryset):
        if self.value() not in LISTS:
            return queryset
        return queryset.filter(conditions(timezone.now())[self.value()])
