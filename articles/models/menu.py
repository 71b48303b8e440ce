"""The pages that the menu at the head of every page shows, in the therapist's order."""

from django.db import transaction

from articles.models.article import Article
from articles.models.generation import Generation


def menu_ids():
    """Primary keys of the menu's pages in order, drafts among them. One query."""
    in_menu = plain_pages().filter(menu_position__isnull=False)
    in_order = in_menu.order_by("menu_position", "title", "id")
    return list(in_order.values_list("pk", flat=True))


def reorder_menu(page_ids):
    """Make these pages the menu, in this order; the only writer of places in it.

    Positions run from 1 without gaps. What is no page is passed over. True if it
    changed what readers see.
    """
    with transaction.atomic():
        Generation.hold()
        known = set(plain_pages().values_list("pk", flat=True))
        keys = [pk for pk in dict.fromkeys(page_ids) if pk in known]
        if keys == menu_ids():
            return False
        plain_pages().exclude(pk__in=keys).update(menu_position=None)
        for position, pk in enumerate(keys, start=1):
            plain_pages().filter(pk=pk).update(menu_position=position)
        Generation.bump()
    return True


def put_in_menu(page, *, is_in):
    """Let a page come last in the menu, or take it out; nothing if so already."""
    keys = menu_ids()
    if is_in != (page.pk in keys):
        reorder_menu([*keys, page.pk] if is_in else [k for k in keys if k != page.pk])


def plain_pages():
    return Article.objects.filter(kind=Article.Kind.PAGE).order_by()
