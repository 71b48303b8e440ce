"""A form filled in before anything is saved: by an address, another screen, or itself.

``prefill``, sent by POST to the page that adds a work, holds a CSL item as JSON; it
comes back as the form, for confirmation. Simple cases come by an address:
``?kind=…&url=…&doi=…&title=…``. Without JavaScript the form's own buttons send all
that is typed and get the form back, with another kind's fields or one more name.
"""

from articles.admin.references.form import fill_in
from articles.admin.references.item import TEXTS
from articles.admin.references.json_text import read_item
from articles.admin.references.layout import NAME_OF, first_row
from articles.admin.references.look import look_of_post
from articles.admin.references.names import ROLES, names_rows, prefix_of
from articles.admin.references.unfinished import TypedForm
from articles.citations.kinds import BY_SLUG, kind_of
from articles.citations.records import clean_text

REDRAWING = ("_redraw", "_look", "_more", "_move", "_take")
ASKED = {"doi": "DOI", "url": "URL", "title": "title"}


class FilledInAdmin:
    """For the admin of references."""

    def add_view(self, request, form_url="", extra_context=None):
        if request.method == "POST" and "prefill" in request.POST:
            request.prefill = read_item(request.POST["prefill"])
            shown_only(request)
        context = self.filled_in(request, extra_context)
        return super().add_view(request, form_url, context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        context = self.filled_in(request, extra_context)
        return super().change_view(request, object_id, form_url, context)

    def filled_in(self, request, extra_context):
        """Before the view's transaction, because to look starts pandoc."""
        context = {**(extra_context or {})}
        if request.method == "POST" and any(name in request.POST for name in REDRAWING):
            if "_look" in request.POST:
                context["look"] = look_of_post(request)
            request.typed = redrawn(request.POST)
            shown_only(request)
        return context

    def get_changeform_initial_data(self, request):
        item = getattr(request, "prefill", None) or item_asked(request.GET)
        return {"item": item} if item else {}

    def get_form(self, request, obj=None, change=False, **kwargs):
        if hasattr(request, "typed"):
            typed = {"typed_data": request.typed}
            kwargs["form"] = type("TypedForm", (TypedForm,), typed)
        return super().get_form(request, obj, change=change, **kwargs)


def shown_only(request):
    """Django's admin saves what comes by POST and shows the form for a GET.

    The request's token has been checked by now.
    """
    request.method = "GET"


def item_asked(query):
    """The item that an address asks to begin with; {} for none."""
    kind = BY_SLUG.get(query.get("kind", ""))
    item = {csl: clean_text(query.get(name)) for name, csl in ASKED.items()}
    item = {csl: value for csl, value in item.items() if value}
    if not (kind or item):
        return {}
    kind = kind or BY_SLUG["page-organisation" if "URL" in item else "journal-article"]
    begun = {"type": kind.type, **kind.defaults, **item}
    return begun if kind_of(begun) == kind else {**begun, "custom": {"kind": kind.slug}}


def redrawn(post):
    """What was typed, with what the pressed button asks for."""
    data = post.copy()
    kind, shown = (BY_SLUG.get(data.get(name)) for name in ("kind", "shown_kind"))
    if kind and shown and kind != shown:
        texts = {csl: data[name] for name, csl in TEXTS.items() if name in data}
        fill_in(texts, kind, shown)
        for csl, text in texts.items():
            data[NAME_OF[csl]] = text
        data["shown_kind"] = kind.slug
        for role, what in first_row(kind).items():
            begin_row(data, prefix_of(role), what)
    prefix, _, what = data.get("_more", "").partition(".")
    add_row(data, prefix, what)
    move_row(data, data.get("_move", ""))
    name, _, text = data.get("_take", "").partition(":")
    if name in TEXTS:
        data[name] = text
    return data


def begin_row(data, prefix, what):
    """A first row, where the kind before did not show this role."""
    if data.get(f"{prefix}-TOTAL_FORMS", "0") == "0" and not data.get("reference"):
        data[f"{prefix}-TOTAL_FORMS"] = data[f"{prefix}-INITIAL_FORMS"] = "0"
        add_row(data, prefix, what)


def add_row(data, prefix, what):
    """One more empty name, of a person or a group, at the end of a role's rows."""
    total = data.get(f"{prefix}-TOTAL_FORMS", "")
    if role_of(prefix) and total.isascii() and total.isdecimal():
        data[f"{prefix}-TOTAL_FORMS"] = str(int(total) + 1)
        data[f"{prefix}-{total}-is_group"] = "1" if what == "group" else ""
        data[f"{prefix}-{total}-position"] = total


def move_row(data, asked):
    """Exchange a name with its neighbour; ``asked`` is "author-2-up" or "-down"."""
    prefix, _, rest = asked.partition("-")
    number, _, way = rest.partition("-")
    rows = names_rows(role_of(prefix), None, data) if role_of(prefix) else None
    if rows is None or not rows.is_bound:
        return
    order = [row.prefix for row in rows.in_order]
    here = f"{prefix}-{number}"
    there = order.index(here) + (-1 if way == "up" else 1) if here in order else -1
    if 0 <= there < len(order):
        order.remove(here)
        order.insert(there, here)
    for position, row in enumerate(order):
        data[f"{row}-position"] = str(position)


def role_of(prefix):
    return next((role for role in ROLES if prefix_of(role) == prefix), None)
