"""When everything was last backed up, for who may do something about it."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Subquery
from django.utils import timezone

from articles.admin.wording import moment
from articles.models import Backup, Practice, Publication

# One a night, and a night may be missed.
LATE = timedelta(hours=48)
HOW = (
    "docs/backup.md, which came with this program, tells how to have one made every "
    "night."
)


@dataclass(frozen=True)
class LastBackup:
    """``is_late``: it is time that somebody looked after it."""

    text: str
    advice: str = ""
    is_late: bool = False


def last_backup(user):
    """None for those who keep no backups; else one query."""
    if not user.has_perm("articles.view_backup"):
        return None
    return told(*times(), timezone.now())


def times():
    """When the last backup was made, and when something was first published."""
    made = Backup.objects.order_by("-at").values("at")[:1]
    published = Publication.objects.order_by("at").values("at")[:1]
    rows = Practice.objects.values_list(Subquery(made), Subquery(published))
    return rows.first() or (None, None)


def told(made, published, now):
    """A site that is only being set up is told where to read, and no more."""
    if made is None:
        is_late = published is not None and now - published > LATE
        return LastBackup("Last backup: none yet", HOW, is_late)
    text = f"Last backup: {moment(made)}"
    if now - made <= LATE:
        return LastBackup(text)
    return LastBackup(text, f"That is more than two days ago. {HOW}", True)
