"""The order of the menu at the head of every page: each button takes effect at once."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles.admin.removal import as_pk
from articles.admin.wording import state_text
from articles.models import Article
from articles.models.menu import menu_ids, reorder_menu

STEPS = {"up": -1, "down": 1}
GONE = "Nothing was changed: this page is not there any more, or not in the menu."


def menu_view(request):
    """``move``: an act and a page's key, "up-12"; ``order``: all keys, as dragged."""
    if not request.user.has_perm("articles.change_article"):
        raise PermissionDenied
    if request.method != "POST":
        return menu_page(request)
    act, _, key = request.POST.get("move", "").partition("-")
    if "move" in request.POST:
        moved = as_pk(key)
        order = after(act, moved, menu_ids())
    else:
        order = ordered(request.POST.get("order", ""), menu_ids())
        act, moved = "", None
    if reorder_menu(order):
        messages.success(request, "Readers now see the menu in this order.")
    elif act in {"in", *STEPS} and moved not in menu_ids():
        messages.warning(request, GONE)
    url = reverse("admin:menu")
    return HttpResponseRedirect(f"{url}?moved={act}-{moved}" if moved else url)


def after(act, pk, keys):
    """``keys`` after a button was pressed; as they are if it makes no sense."""
    if act == "in" and pk is not None and pk not in keys:
        return [*keys, pk]
    if pk not in keys:
        return keys
    if act == "out":
        return [key for key in keys if key != pk]
    place = keys.index(pk)
    other = place + STEPS.get(act, 0)
    if not 0 <= other < len(keys):
        return keys
    keys = list(keys)
    keys[place], keys[other] = keys[other], keys[place]
    return keys


def ordered(typed, keys):
    """``keys`` as ``typed`` puts them; what it does not name stays behind the rest."""
    named = [as_pk(word) for word in typed.replace(",", " ").split()]
    named = [key for key in dict.fromkeys(named) if key in keys]
    return named + [key for key in keys if key not in named]


def menu_page(request):
    pages = Article.objects.filter(kind=Article.Kind.PAGE)
    shown = [
        (page, state_text(page.state))
        for page in pages.with_state(timezone.now()).order_by("title", "id")
    ]
    by_pk = {page.pk: (page, state) for page, state in shown}
    keys = [key for key in menu_ids() if key in by_pk]
    context = {
        **admin.site.each_context(request),
        "title": "Menu",
        "in_menu": [by_pk[key] for key in keys],
        "others": [found for pk, found in by_pk.items() if pk not in keys],
        "moved": request.GET.get("moved", ""),
    }
    return TemplateResponse(request, "admin/desk/menu_order.html", context)
