"""Which works need somebody's attention, and how many of each kind there are."""

from datetime import timedelta

from django.db.models import CharField, Count, Exists, OuterRef, Q, Value
from django.utils import timezone

from articles.models.citation import Citation
from articles.models.practice import Practice
from articles.models.publication import Publication
from articles.models.reference import Reference
from articles.models.reference_health import ReferenceCheck
from articles.models.reference_notice import SERIOUS, Notice

YEAR = timedelta(days=365)
SEEN = (Reference.Confirmation.PAGE, Reference.Confirmation.PERSON)
State, Decision = ReferenceCheck.State, Notice.Decision


def conditions(now):
    """{name of a list: which works stand in it}, for a query of Reference.

    The names stand in addresses of the admin.
    """
    years = Practice.current().sources_age_years
    return {**countable(now), "old": older_than(years, now)}


def countable(now):
    """All but the one list for which the practice's row has to be read."""
    return {
        "retracted": noticed(SERIOUS, Decision.OPEN),
        "retraction-confirmed": noticed(SERIOUS, Decision.CONFIRMED),
        "concern": noticed(MILD, Decision.OPEN),
        "dead": checked(State.DEAD),
        "question": checked(State.QUESTION) & ~Q(confirmation__in=SEEN),
        "failing": checked(State.FAILING),
        "blocked": checked(State.BLOCKED) & ~seen_lately(now),
        "unknown": checked(State.UNKNOWN),
        "not-confirmed": Q(confirmation=Reference.Confirmation.NONE),
        "incomplete": Q(is_incomplete=True),
        "uncited": uncited(now),
        "page-unseen": page_unseen(now),
    }


MILD = tuple(kind for kind in Notice.Kind.values if kind not in SERIOUS)


def counts(names, now):
    """{name: how many works stand in this list}. Two queries at most, always.

    Each list is counted from where its rows are few or indexed, and not all of them
    from one reading of the whole library.
    """
    asked = conditions(now) if "old" in names else countable(now)
    first, *rest = [number(name, asked[name]) for name in names]
    return dict(first.union(*rest, all=True))


def number(name, condition):
    """(name, how many works fulfil the condition), a query."""
    works = Reference.objects.filter(condition).order_by()
    named = works.values(named=Value(name, output_field=CharField()))
    return named.annotate(works=Count("*")).values_list("named", "works")


def noticed(kinds, decision):
    notices = Notice.objects.filter(kind__in=kinds, decision=decision)
    return Q(pk__in=notices.values("reference"))


def checked(state):
    return Q(pk__in=ReferenceCheck.objects.filter(state=state).values("reference"))


def uncited(now):
    """In nothing that stands in a draft, is live or is scheduled.

    Asked in this order, and of each work for itself: most stand in a draft.
    """
    uses = Citation.objects.filter(reference=OuterRef("pk")).order_by()
    return Q(
        ~Exists(uses.filter(publication=None)),
        ~Exists(uses.filter(Publication.is_live(now, through="publication"))),
        ~Exists(uses.filter(publication__at__gt=now)),
    )


def older_than(years, now):
    """Works that appeared more than so many years ago; none for 0."""
    if not years:
        return Q(pk=None)
    return Q(year__lt=timezone.localdate(now).year - years)


def seen_lately(now):
    """Somebody has looked within a year, which is all that can be done."""
    since = timezone.localdate(now) - YEAR
    return Q(confirmation__in=SEEN, confirmed_on__gte=since)


def page_unseen(now):
    """Web pages at which nobody has looked for a year."""
    long_ago = timezone.localdate(now) - YEAR
    seen_long_ago = Q(confirmation__in=SEEN, confirmed_on__lt=long_ago)
    never_seen = ~Q(confirmation__in=SEEN) & Q(created_at__lt=now - YEAR)
    is_page = Q(doi_key="", isbn_key="", item__has_key="URL")
    return is_page & (seen_long_ago | never_seen)
