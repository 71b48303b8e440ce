"""What is said of a notice, on banners and where it is decided."""

from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS

from articles.admin.wording import day
from articles.citations.notices import retraction_mark
from articles.models import Notice

# Crossref says from whom it has a notice.
SOURCES = {"publisher": "the publisher", "retraction-watch": "Retraction Watch"}
VERBS = {
    "retraction": "has been retracted",
    "partial_retraction": "has been retracted in part",
    "withdrawal": "has been withdrawn",
    "removal": "has been removed by its publisher",
    "expression_of_concern": "stands under an expression of concern",
    "correction": "has been corrected",
}


def banner(notices):
    """What a banner says of these notices, the serious and undecided ones first."""
    lines = [notice_line(notice) for notice in notices]
    return sorted(lines, key=lambda n: (not n["is_serious"], not n["is_open"]))


def notices_in(article):
    """The banner of an article: what was found of the works that it cites."""
    shown = article.publications.live(timezone.now())
    coming = article.publications.future(timezone.now())
    notices = Notice.objects.cited_in(article, (shown | coming).values("pk"))
    return banner(notices.select_related("reference", "decided_by"))


def notice_line(notice):
    """What templates show of a notice."""
    by = notice.decided_by
    return {
        "pk": notice.pk,
        "kind": notice.get_kind_display(),
        "verb": VERBS[notice.kind],
        "is_serious": notice.is_serious,
        "is_open": notice.decision == "open",
        "is_settled": notice.decision in ("on_purpose", "not_this"),
        "decision": notice.decision,
        "decision_text": decision_text(notice),
        "date": date_words(notice.details.get("date", ())),
        "url": notice.url,
        "reported_by": SOURCES.get(notice.source, notice.source),
        "note": notice.note,
        "by": (by.get_short_name() or by.get_username()) if by else "",
        "at": day(notice.decided_at) if notice.decided_at else "",
        "mark": notice.details.get("mark") or proposed_mark(notice),
        "work": str(notice.reference),
        "checks_url": reverse(
            "admin:articles_reference_checks", args=[notice.reference_id]
        ),
    }


def decision_text(notice):
    """A correction is only looked at; nothing is cited in spite of it."""
    if notice.decision == "on_purpose" and not notice.is_serious:
        return "Looked at"
    return notice.get_decision_display()


def proposed_mark(notice):
    details = notice.details
    return retraction_mark(notice.kind, details.get("date", ()), details.get("item"))


def date_words(parts):
    """ "March 3, 2012", as far as the date is known."""
    year, month, day_of_month = (*parts, 0, 0, 0)[:3]
    words = [str(MONTHS.get(month, "")), str(day_of_month or ""), str(year or "")]
    comma = ", " if month and day_of_month else " "
    return comma.join(filter(None, (" ".join(filter(None, words[:2])), words[2])))
