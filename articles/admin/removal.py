"""Deleting, refused with a sentence where something still depends on the thing."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from articles.models import Article

# Keys are 64 bits wide: any number of 18 digits is one.
MOST_DIGITS = 18


def refuse_removal(model_admin, request, object_id):
    """A redirect with the reason why this article stays, None if it may go."""
    article = Article.objects.filter(pk=as_pk(object_id)).first()
    if article is None or not model_admin.has_delete_permission(request, article):
        return None
    now = timezone.now()
    shown = article.publications.live(now) | article.publications.future(now)
    if not shown.exists():
        return None
    return refuse(
        request,
        article,
        f"“{article}” is live or scheduled. Withdraw it first; its address then leads "
        "readers to a kind page.",
    )


def refuse(request, thing, sentence):
    """Back to the thing's own page, with the reason why it was not deleted."""
    messages.error(request, sentence)
    name = f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change"
    return HttpResponseRedirect(reverse(name, args=[thing.pk]))


def as_pk(text):
    """The number in an address, None for anything that no row can have."""
    typed = str(text)
    is_number = typed.isascii() and typed.isdecimal() and len(typed) <= MOST_DIGITS
    return int(typed) if is_number else None
