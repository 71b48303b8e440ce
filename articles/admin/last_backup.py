"""When everything was last backed up, for who may do something about it."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db.models import Subquery
from django.utils import timezone

from articles.admin.wording import moment
from articles.models import Backup, FailedBackup, Practice, Publication
from articles.models.backup import failure

# One a night, and a night may be missed.
LATE = timedelta(hours=48)
HOW = (
    "Whoever looks after the server can have one made every night; docs/backup.md, "
    "which came with this program, says how."
)


@dataclass(frozen=True)
class LastBackup:
    """``is_late``: somebody should look after it now. ``problem``: why one failed."""

    text: str
    advice: str = ""
    problem: str = ""
    is_late: bool = False


def last_backup(user):
    """None for those who keep no backups; else one query."""
    if not user.has_perm("articles.view_backup"):
        return None
    now = timezone.now()
    made, since, at, noted = known()
    if problem := failure(at, noted, now):
        return told_failure(made, at, problem)
    return told(made, since, now)


def known():
    """When the last backup was made; since when there has been something to lose; when
    a later one failed or gave its last sign, and why. None for what there is not.

    There is something to lose since the first publication; but a text may have been
    published with a date long past, and the site be no older than its first account.
    """
    asked = (
        Backup.objects.order_by("-at").values("at"),
        Publication.objects.order_by("at").values("at"),
        get_user_model().objects.order_by("date_joined").values("date_joined"),
        FailedBackup.objects.filter(pk=1).values("at"),
        FailedBackup.objects.filter(pk=1).values("problem"),
    )
    rows = Practice.objects.values_list(*(Subquery(some[:1]) for some in asked))
    made, published, joined, *failure = rows.first() or [None] * len(asked)
    return made, published and max(published, joined or published), *failure


def told_failure(made, failed, problem):
    last = f"The one of {moment(made)} is good." if made else "There is none yet."
    return LastBackup(
        f"The backup of {moment(failed)} failed.",
        f"{last} Whoever looks after the server has to look after this.",
        problem,
        is_late=True,
    )


def told(made, since, now):
    """A site that is only being set up is told where to read, and no more."""
    if made is None:
        is_late = since is not None and now - since > LATE
        return LastBackup("Last backup: none yet.", HOW, is_late=is_late)
    text = f"Last backup: {moment(made)}"
    if now - made <= LATE:
        return LastBackup(text)
    return LastBackup(text, f"That is more than two days ago. {HOW}", is_late=True)
