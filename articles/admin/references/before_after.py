"""What a change of a work does to what readers see, before it is made."""

from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.safestring import mark_safe

from articles.admin.references.in_text import FORMS, printed, questions
from articles.admin.references.used import address_of
from articles.admin.wording import moment
from articles.citations import EngineError, missing_fields
from articles.citations.comparing import compare
from articles.models import cite, warm
from articles.models.where_used import articles_that_cite
from articles.rendering import marked_differences, sanitize

TEMPLATE = "admin/articles/reference/saving.html"
# So many articles are named at once; the others unfold.
NAMED = 10
ENTRY, IN_TEXT = "In the list of references", "In the text"


def is_same_for_readers(before, after):
    """The form's own note of the kind that was chosen is printed nowhere."""
    return without_kind(before) == without_kind(after)


def without_kind(item):
    custom = item.get("custom")
    if not isinstance(custom, dict):
        return item
    rest = {name: value for name, value in custom.items() if name != "kind"}
    return {**item, "custom": rest} if rest else without(item, "custom")


def without(item, name):
    return {key: value for key, value in item.items() if key != name}


def shown_articles(reference):
    """Articles whose live or scheduled pages cite the work. One query."""
    articles = articles_that_cite(reference, timezone.now())
    return [a for a in articles if any(text.at for text in a.texts)]


def question_page(model_admin, request, reference, item, **context):
    """Before and after, the articles, and the buttons that decide. Starts pandoc.

    ``context``: ``articles``, ``hidden`` (pairs to send again), ``action``,
    ``may_wait``.
    """
    articles = [article_line(article) for article in context.pop("articles")]
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "media": model_admin.media,
        "reference": reference,
        "title": "Before this is saved",
        "count": len(articles),
        "articles": articles[:NAMED],
        "more": articles[NAMED:],
        "lacking": missing_fields(item),
        "fields": field_changes(reference.item, item),
        **before_and_after(reference.item, item),
        **context,
    }
    return TemplateResponse(request, TEMPLATE, context)


def field_changes(before, after):
    """[(label, text before, text after)] of the fields that read differently."""
    rows = compare(before, after)
    return [(label, was, now) for label, was, now, _ in rows if was != now]


def article_line(article):
    live = [text for text in article.texts if text.is_live]
    coming = [text.at for text in article.texts if text.at and not text.is_live]
    return {
        "pk": article.pk,
        "title": article.title,
        "address": address_of(article) if live else "",
        "state": "On the site" if live else f"Scheduled for {moment(coming[0])}",
    }


def before_and_after(before, after):
    """Rows of (label, before, after, do they differ?); or why there are none."""
    try:
        old, new = both_printed(before, after)
    except EngineError as error:
        return {"groups": [], "engine_error": str(error)}
    labels = [label for label in (ENTRY, *FORMS.values()) if label in {**old, **new}]
    rows = [compared(label, old.get(label, ""), new.get(label, "")) for label in labels]
    return {
        "groups": [
            (heading, group)
            for heading, group in (
                (ENTRY, [row for row in rows if row["label"] == ENTRY]),
                (IN_TEXT, [row for row in rows if row["label"] != ENTRY]),
            )
            if group
        ],
        "is_print_same": not any(row["differs"] for row in rows),
    }


def compared(label, old, new):
    was, becomes = marked_differences(old, new)
    return {
        "label": label,
        "was": mark_safe(was),  # noqa: S308 (sanitized by ``labelled``)
        "becomes": mark_safe(becomes),  # noqa: S308
        "differs": old != new,
    }


def both_printed(before, after):
    """{label: sanitized HTML} of both; a later mention without a form of its own
    reads like the first.
    """
    warm(question for item in (before, after) for question in questions(item))
    old, new = labelled(before), labelled(after)
    for first in ("p", "n"):
        label, later = FORMS[first], FORMS[f"later-{first}"]
        if later in old or later in new:
            old.setdefault(later, old.get(label, ""))
            new.setdefault(later, new.get(label, ""))
    return old, new


def labelled(item):
    entry, texts = printed(item, cite)
    rows = {ENTRY: entry, **{FORMS[name]: html for name, html in texts.items()}}
    return {label: sanitize(html) for label, html in rows.items()}
