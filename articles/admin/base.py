"""What every screen of a model here has in common."""

import json
from functools import partial

from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.urls import path
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods

from articles.admin.removal import as_pk

# What an address of a model's own may be asked by.
READ, WRITE, BOTH = ["GET", "HEAD"], ["POST"], ["GET", "HEAD", "POST"]


def own_urls(model_admin, views, *given):
    """Addresses of (address, view, name, methods), for staff only.

    Each view is called with the model's admin, ``given`` and the request.
    """
    stem = f"{model_admin.opts.app_label}_{model_admin.opts.model_name}"
    return [
        path(
            address,
            model_admin.admin_site.admin_view(
                require_http_methods(methods)(partial(view, model_admin, *given))
            ),
            name=f"{stem}_{name}",
        )
        for address, view, name, methods in views
    ]


class KnownChoice(AutocompleteSelect):
    """Beside a refused form, shows as chosen only what can be the key of a row."""

    def optgroups(self, name, value, attrs=None):
        keys = [one for one in value if one == "" or as_pk(one) is not None]
        return super().optgroups(name, keys, attrs)


class DeskAdmin(admin.ModelAdmin):
    """Plain titles; no bulk actions; deleting names the thing alone.

    What cannot be deleted is refused before by each model's own rule, so Django's
    list of everything that hangs on a row has nothing to add.
    """

    actions = None
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def changelist_view(self, request, extra_context=None):
        context = {"title": self.list_title(request), **(extra_context or {})}
        return super().changelist_view(request, context)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs.setdefault("widget", KnownChoice(db_field, self.admin_site))
        elif db_field.blank:
            kwargs.setdefault("empty_label", "None")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        """A choice that may be left empty says so in a word, not in dashes."""
        if db_field.blank:
            choices = db_field.get_choices(blank_choice=[("", "None")])
            kwargs.setdefault("choices", choices)
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def lookup_allowed(self, lookup, value, request=None):
        """Only what the list's own filters ask: other columns could be guessed at.

        Django lets an address filter by any column, a person's password included.
        """
        if lookup.split("__")[0] not in {"pk", *map(name_of, self.opts.get_fields())}:
            return True
        return lookup in {
            f"{name_of(offered)}{test}"
            for offered in self.list_filter
            for test in ("", "__exact", "__id__exact", "__isnull")
        }

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        drop_popups(form)
        return form

    def list_title(self, request):
        return capfirst(self.opts.verbose_name_plural)

    def get_deleted_objects(self, objs, request):
        return [str(thing) for thing in objs], {}, set(), self.held_by(objs)

    def render_change_form(self, request, context, add=False, change=False, **kwargs):
        """The thing's own name is the title of its page."""
        thing = context.get("original")
        context["title"] = str(thing) if thing else f"New {self.opts.verbose_name}"
        context["subtitle"] = None
        return super().render_change_form(request, context, add, change, **kwargs)

    def get_inline_formsets(self, request, formsets, inline_instances, obj=None):
        found = super().get_inline_formsets(request, formsets, inline_instances, obj)
        for rows in found:
            rows.inline_formset_data = data_for_adding(rows)
        return found

    def delete_view(self, request, object_id, extra_context=None):
        context = {"title": "Delete", **(extra_context or {})}
        return super().delete_view(request, object_id, context)

    def history_view(self, request, object_id, extra_context=None):
        context = {"title": "What was done", **(extra_context or {})}
        return super().history_view(request, object_id, context)

    def held_by(self, things):
        """Sentences that say why these cannot be deleted."""
        return []


def name_of(filtered):
    """Under which name an address asks for a filter, or a field."""
    if isinstance(filtered, tuple):
        return filtered[0]
    return getattr(filtered, "parameter_name", None) or getattr(
        filtered, "name", filtered
    )


def asks_for_row(request, inline):
    """Does a link ask for one more empty row? Without script there is no other way."""
    return request.GET.get("another") == inline.opts.model_name


def data_for_adding(rows):
    """What Django's script is told, with the kind of row in small letters."""
    data = json.loads(rows.inline_formset_data())
    data["options"]["addText"] = f"Add another {rows.opts.verbose_name}"
    return json.dumps(data)


def drop_popups(form):
    """Take the buttons away that open a second window beside a choice."""
    for field in form.base_fields.values():
        if hasattr(field.widget, "can_add_related"):
            field.widget.can_add_related = False
            field.widget.can_change_related = False
            field.widget.can_delete_related = False
            field.widget.can_view_related = False
