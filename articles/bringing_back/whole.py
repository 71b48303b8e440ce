"""Everything that a checked export holds, written in the order that it needs."""

from collections import defaultdict

from django.utils import timezone

from articles.bringing_back.library import bring_works
from articles.bringing_back.people import Known, bring_practice
from articles.bringing_back.pictures import bring_pictures
from articles.bringing_back.texts import bring_text
from articles.models.menu import menu_ids, reorder_menu


def bring_back(export, say, *, by=None, now=None):
    """(keys of new pictures, names of texts that did not become what they were).

    ``say``: called with a sentence for each thing that the person should know. Each
    text is written wholly or not at all. Slow parts run outside transactions.
    """
    now = now or timezone.now()
    for remark in export.remarks:
        say(remark)
    images, new = bring_pictures(export, say)
    bring_works(export, say)
    if export.is_whole:
        bring_practice(export, images, say)
    known = Known(export, images, say)
    failed, articles = [], []
    for loaded in export.texts:
        article, is_right = bring_text(loaded, export, known, images, say, by, now)
        if article:
            articles.append((article, loaded.text))
        if not is_right:
            failed.append(loaded.name)
    put_in_order(articles)
    return new, failed


def put_in_order(articles):
    """Series and menu, once all of their parts are here."""
    parts, menu = defaultdict(list), []
    for article, text in articles:
        if article.series_id:
            parts[article.series].append((text.position or 0, article.pk))
        if article.is_page and text.menu_position is not None:
            menu.append((text.menu_position, article.pk))
    for series, found in parts.items():
        new = [pk for _, pk in sorted(found)]
        others = [pk for pk in series.article_ids() if pk not in new]
        series.reorder([*others, *new])
    if menu:
        reorder_menu([*menu_ids(), *(pk for _, pk in sorted(menu))])
