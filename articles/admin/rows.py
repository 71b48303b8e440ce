"""The rows of a draft: ordered, and written anew with each save.

A row has no identity that anything relies on: restoring a version or another
window's save replaces all of them. So a form that comes back is matched to nothing
that is stored, and what was typed is never lost to a row that is gone.
"""

from django import forms
from django.contrib import admin
from django.utils.functional import cached_property

from articles.admin.base import asks_for_row, drop_popups
from articles.admin.sent_rows import SentRowsFormSet

NOT_TYPED = {"position"}


class RowForm(forms.ModelForm):
    position = forms.IntegerField(
        required=False,
        min_value=0,
        widget=forms.HiddenInput(attrs={"class": "row-position"}),
    )

    @cached_property
    def changed_data(self):
        return [name for name in super().changed_data if name not in NOT_TYPED]

    def _get_validation_exclusions(self):
        """The rows that are stored now are about to be replaced: nothing clashes."""
        return {*super()._get_validation_exclusions(), "article", "position"}


class RowsFormSet(SentRowsFormSet):
    """``distinct``: the field in which no two rows may agree, and what to say."""

    distinct = ("", "")

    def initial_form_count(self):
        return 0 if self.is_bound else super().initial_form_count()

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        form.fields.pop(self._pk_field.name, None)
        return form

    def clean(self):
        super().clean()
        name, sentence = self.distinct
        seen = set()
        for form in self.kept_forms() if name else ():
            value = form.cleaned_data.get(name)
            if value and value in seen:
                form.add_error(name, sentence)
            seen.add(value)

    def kept_forms(self):
        """The filled rows that stay, in the order in which they stand."""
        kept = [
            (self.place_of(form, index), form)
            for index, form in enumerate(self.forms)
            if form.has_changed() and not self._should_delete_form(form)
        ]
        return [form for _, form in sorted(kept, key=lambda pair: pair[0])]

    def place_of(self, form, index):
        position = getattr(form, "cleaned_data", {}).get("position")
        return (index if position is None else position, index)

    def save(self, commit=True):
        self.new_objects, self.changed_objects, self.deleted_objects = [], [], []
        rows = []
        for position, form in enumerate(self.kept_forms()):
            form.instance.article, form.instance.position = self.instance, position
            rows.append(form.instance)
        stored = self.model.objects.filter(article=self.instance)
        stored.delete()
        self.model.objects.bulk_create(rows)
        return rows


class RowsInline(admin.StackedInline):
    """Rows that belong to the article: who may change it may change them."""

    formset = RowsFormSet
    form = RowForm
    template = "admin/desk/rows.html"
    extra = 0
    help_text = ""
    add_text = ""

    def get_extra(self, request, obj=None, **kwargs):
        return 1 if asks_for_row(request, self) else 0

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        drop_popups(formset.form)
        return formset

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("articles.view_article")

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm("articles.change_article")

    has_add_permission = has_change_permission
    has_delete_permission = has_change_permission
