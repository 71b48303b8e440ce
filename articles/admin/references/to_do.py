"""What in the library waits for somebody: by urgency, each line a link."""

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from articles.admin.to_do_item import Item
from articles.admin.wording import moment
from articles.models import (
    PendingChange,
    Reference,
    ReferenceCheck,
    ReferenceImport,
)
from articles.models.attention import counts
from articles.models.reference_apart import duplicate_pairs
from articles.models.unresolved import drafts_with_unknown_keys

# {name of the list: what stands behind the number}.
URGENT = {
    "retracted": "retracted: decide what that means",
    "dead": "whose DOI or page is gone",
    "question": "to ask about: have you seen this source?",
    "concern": "with a concern or a correction",
}
TO_COMPLETE = {
    "retraction-confirmed": "with a confirmed retraction",
    "not-confirmed": "not confirmed",
    "incomplete": "with something missing",
}
LEISURELY = {
    "uncited": "cited nowhere",
    "failing": "whose page was not found lately",
    "blocked": "whose page only a person can open",
    "unknown": "that could not be checked",
}
SHOWN = 5
MOST_KEYS = 3


def reference_groups(user):
    """Groups of items, the urgent ones first; the same few queries for any library."""
    if not user.has_perm("articles.change_reference"):
        return []
    now = timezone.now()
    found = counts([*URGENT, *TO_COMPLETE, *LEISURELY], now)
    return [
        ("References: to look at first", lines(URGENT, found)),
        ("References: waiting", waiting()),
        ("References: drafts that cite what is not in the library", unresolved()),
        (
            "References: to complete",
            [*lines(TO_COMPLETE, found), *duplicates(), *lines(LEISURELY, found)],
        ),
    ]


def lines(kinds, found):
    url = reverse("admin:articles_reference_changelist")
    return [
        Item(f"{found[name]} {words}", f"{url}?look={name}")
        for name, words in kinds.items()
        if found[name]
    ]


def waiting():
    """Imports to look through, and changes that wait."""
    to_read = ReferenceImport.objects.filter(state=ReferenceImport.State.REVIEW).count()
    pending = PendingChange.objects.values("reference")
    changes = Reference.objects.filter(pk__in=pending).order_by().count()
    listing = reverse("admin:articles_reference_changelist")
    imports = reverse("admin:articles_reference_imports")
    items = (
        (to_read, "brought in and to be looked through", imports),
        (changes, "with a change that waits", f"{listing}?waiting=yes"),
    )
    return [Item(f"{count} {words}", url) for count, words, url in items if count]


def unresolved():
    return [
        Item(
            title,
            reverse("admin:articles_article_change", args=[pk]),
            ", ".join(f"@{key}" for key in keys[:MOST_KEYS])
            + (f" and {len(keys) - MOST_KEYS} more" if len(keys) > MOST_KEYS else ""),
        )
        for pk, title, keys in drafts_with_unknown_keys()[:SHOWN]
    ]


def duplicates():
    count = len(duplicate_pairs())
    if not count:
        return []
    words = (
        "pair of probable duplicates" if count == 1 else "pairs of probable duplicates"
    )
    return [Item(f"{count} {words}", reverse("admin:articles_reference_duplicates"))]


def last_check():
    """When the services were last asked, in words; "" if never."""
    at = ReferenceCheck.objects.aggregate(at=Max("checked_at"))["at"]
    return moment(at) if at else ""
