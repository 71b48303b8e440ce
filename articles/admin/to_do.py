"""What waits for somebody: a few lines on the admin's first page, few queries."""

from urllib.parse import urlencode

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone

from articles.admin.references.to_do import reference_groups
from articles.admin.to_do_item import Item
from articles.admin.wording import moment
from articles.models import Article, Publication
from articles.models.site_check import missing_on_site

SHOWN = 5


def items_for(user):
    """Groups of items, each under its heading, in a constant number of queries."""
    urgent, *references = reference_groups(user) or [("", [])]
    groups = [urgent, ("Missing on your site", missing(user))]
    if user.has_perm("articles.change_article"):
        groups += [
            ("To look at after bringing in", open_points()),
            ("Scheduled", scheduled()),
            ("Drafts and unpublished changes", unpublished()),
        ]
    return [(heading, items) for heading, items in groups + references if items]


def missing(user):
    """Each leads to where it is mended, and is shown to who may mend it."""
    found = missing_on_site(
        timezone.now(), concerns=lambda model: user.has_perm(f"articles.change_{model}")
    )
    return [Item(one.text, mending_url(one), one.advice) for one in found]


def mending_url(found):
    if found.pk:
        return reverse(f"admin:articles_{found.model}_change", args=[found.pk])
    if found.model == "practice":
        return reverse("admin:articles_practice_changelist")
    asked = {"kind": "page", "title": found.new_page} if found.new_page else {}
    url = reverse(f"admin:articles_{found.model}_add")
    return f"{url}?{urlencode(asked)}" if asked else url


def open_points():
    waiting = Article.objects.filter(open_points__is_done=False).annotate(
        waiting=Count("open_points")
    )
    return [
        Item(
            str(article),
            f"{change_url(article)}#open-points",
            f"{article.waiting} open point{'s' if article.waiting > 1 else ''}",
        )
        for article in waiting.order_by("-waiting", "id")[:SHOWN]
    ]


def scheduled():
    now = timezone.now()
    coming = Publication.objects.future(now).filter(revision__isnull=False)
    # An article has one of these at most.
    first = coming.order_by("at").values("article")[:SHOWN]
    waiting = Article.objects.with_state(now).filter(pk__in=first)
    return [
        Item(str(article), change_url(article), moment(article.scheduled_at))
        for article in waiting.order_by("scheduled_at")
    ]


def unpublished():
    never_seen = Q(in_force_at=None)
    changed = Q(in_force_digest__isnull=False) & ~Q(in_force_digest=F("draft_digest"))
    waiting = (
        Article.objects.with_state(timezone.now())
        .filter(never_seen | changed, scheduled_at=None)
        .order_by("-edited_at")
    )
    return [
        Item(str(article), change_url(article), article.state.stage.value)
        for article in waiting[:SHOWN]
    ]


def change_url(article):
    return reverse("admin:articles_article_change", args=[article.pk])
