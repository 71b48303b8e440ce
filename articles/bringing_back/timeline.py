"""When readers saw a text, and how it changed: as it was, without showing more."""

from django.utils import timezone

from articles.models import Revision, SearchEntry


def bring_timeline(article, text, *, by, now):
    """Publish the draft as its dates say; nothing for one that never was public.

    Of a text that was withdrawn the withdrawal comes first, so that at no moment
    readers see it. Raises what ``Article.publish`` and ``withdraw`` raise.
    """
    first, begins, ends = moments(text)
    if begins is None:
        return
    if begins > now and not text.is_draft:
        bring_scheduled(article, text, by=by, now=now)
    is_over = ends is not None and ends <= now
    if text.is_draft and not is_over:
        return
    if is_over:
        article.publications.create(at=ends, created_by=by)
    if begins <= now:
        for at, note in switches(text, begins, now):
            article.publish(
                now=at, change_note=note, first_published_at=first or at, by=by
            )
    if is_over:
        SearchEntry.objects.forget(article.publications.filter(at__lt=ends))
    elif ends:
        article.withdraw(at=ends, by=by, now=now)


def bring_newer(article, text, source, *, by, now):
    """A version beside the public one: scheduled, or the draft that is worked on."""
    article.refresh_from_db()
    article.write_draft(source, version=article.version, by=by)
    if text.live_from and not text.is_draft:
        bring_scheduled(article, text, by=by, now=now)
    else:
        article.take_revision(Revision.Reason.SAVED, by=by, now=now)


def bring_scheduled(article, text, *, by, now):
    first, begins, _ = moments(text)
    planned = {"at": begins} if begins > now else {}
    article.publish(
        **planned,
        now=now,
        change_note=text.change_note,
        first_published_at=first,
        by=by,
    )


def moments(text):
    """(first published, live from, until), aware; None where nothing is said."""
    first, begins = aware(text.first_published_at), aware(text.live_from)
    return first, begins or first, aware(text.ends_at)


def switches(text, begins, now):
    """(moment, note) of each time it was published, in order; none in the future."""
    changes = [(aware(change.at), change.note) for change in text.changes]
    past = sorted((at, note) for at, note in changes if at <= now)
    if not past or begins < past[0][0]:
        return [(begins, text.change_note), *past]
    return past


def aware(moment):
    """In the practice's time where no zone was said."""
    if moment is None or moment.tzinfo:
        return moment
    return timezone.make_aware(moment, timezone.get_default_timezone())
