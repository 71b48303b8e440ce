"""How an article is published, scheduled, cancelled, withdrawn and put back."""

from datetime import timedelta
from textwrap import shorten
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Subquery
from django.utils import timezone

from articles.models.citation import Citation, ImageUse
from articles.models.drafts import DraftChanged
from articles.models.generation import Generation
from articles.models.image import Image
from articles.models.published_page import PublishedPage
from articles.models.reference_key import references_by_key
from articles.models.rendered import Rendered
from articles.models.revision import Revision
from articles.models.search_index import SearchEntry
from articles.source import YEARS

ATTEMPTS = 5
EXCERPT_LENGTH = 280


class NotPublishable(Exception):
    """Blocking problems stand in the way; ``problems`` says each one."""

    def __init__(self, problems):
        self.problems = list(problems)
        super().__init__(" ".join(problem.message for problem in self.problems))


class Published(models.Model):
    """An article's timeline of publications."""

    class Meta:
        abstract = True

    def publish(
        self,
        *,
        at=None,
        by=None,
        version=None,
        latest=None,
        change_note="",
        first_published_at=None,
        now=None,
    ):
        """Let readers see the draft, now or from ``at`` on; the Publication.

        Replaces a version that is scheduled and keeps a withdrawal that is due.
        ``change_note`` makes it a substantial change: "Updated" moves to ``at``.
        ``version``: the draft's version that the editor saw; ``latest``: what
        ``latest_switch()`` said then. Renders outside any transaction. Raises
        NotPublishable, DraftChanged, ValidationError (a time that cannot be) or
        ``citations.EngineError``.
        """
        refuse_past(at, now or self.present())
        refuse_slip(first_published_at)
        for _ in range(ATTEMPTS):
            self.refresh_from_db()
            if version not in (None, self.version):
                raise DraftChanged
            seen, source = self.version, self.draft()
            rendered = Rendered.of(source)
            if rendered.blocking:
                raise NotPublishable(rendered.blocking)
            with transaction.atomic():
                self.lock()
                if latest not in (None, self.latest_switch()):
                    raise DraftChanged
                if self.version == seen and rendered.is_current():
                    return self._insert(
                        rendered,
                        at=at,
                        by=by,
                        change_note=change_note.strip(),
                        first_published_at=first_published_at,
                        now=now or self.present(),
                    )
        raise DraftChanged

    def latest_switch(self):
        """The key of the timeline's newest row, 0 if there is none."""
        newest = self.publications.order_by("-pk").values_list("pk", flat=True)
        return newest.first() or 0

    def present(self):
        """The clock's moment, or that of the latest change where this is later.

        Then the clock was set back since, or was ahead; what is done now comes after.
        """
        now = timezone.now()
        latest = self.publications.past(now).values_list("at", flat=True).first()
        return max(now, latest or now)

    def lock(self):
        """Hold this article's row until the transaction ends, and read it anew."""
        fresh = type(self).objects.select_for_update().get(pk=self.pk)
        self.version = fresh.version

    def withdraw(self, *, at=None, by=None, now=None):
        """Take the article from readers, now or from ``at`` on.

        Replaces a withdrawal that is already due. Raises ValidationError if nothing
        would be seen at that time anyway.
        """
        with transaction.atomic():
            self.lock()
            now = now or self.present()
            refuse_past(at, now)
            due = self.publications.future(now).filter(revision=None)
            if at:
                due.delete()
            moment, made_at = self._free_moment(at, now)
            if not self._seen_before(moment):
                raise ValidationError("Readers don’t see this article at that time.")
            withdrawal = self.publications.create(
                at=moment, created_at=made_at, created_by=by
            )
            self._forget_past(now)
            Generation.bump()
        return withdrawal

    def cancel_scheduled(self, *, now=None):
        """Call off the version that is scheduled; True if there was one."""
        return self._cancel(now, revision__isnull=False)

    def cancel_withdrawal(self, *, now=None):
        """Call off the withdrawal that is due; True if there was one."""
        return self._cancel(now, revision__isnull=True)

    def version_before(self, now=None):
        """The revision that readers saw before the one in force, or None."""
        past = self.publications.past(now or timezone.now())
        past = past.filter(revision__isnull=False).select_related("revision")
        shown = [publication.revision for publication in past]
        return next((r for r in shown if r.digest != shown[0].digest), None)

    def go_back(self, *, by=None, now=None):
        """Show readers the version before again, in one step; the Publication.

        The draft becomes that version; what it was is kept as a revision. Raises
        ValidationError if there is no version before.
        """
        before = self.version_before(now)
        if before is None:
            raise ValidationError("There is no version before this one.")
        self.restore(before, version=self.version, by=by)
        return self.publish(by=by, now=now)

    def _cancel(self, now, **which):
        with transaction.atomic():
            self.lock()
            future = self.publications.future(now or timezone.now()).filter(**which)
            deleted, _ = future.delete()
            if deleted:
                Generation.bump()
        return bool(deleted)

    def _insert(self, rendered, *, at, by, change_note, first_published_at, now):
        self.publications.future(now).filter(revision__isnull=False).delete()
        moment, made_at = self._free_moment(at, now)
        before = self.publications.filter(at__lt=moment, revision__isnull=False).first()
        document, source = rendered.document, rendered.inputs.source
        publication = self.publications.create(
            revision=self.take_revision(
                Revision.Reason.PUBLISHED, source=source, by=by, now=now
            ),
            at=moment,
            first_published_at=first_published_at
            or (before.first_published_at if before else moment),
            updated_at=moment if change_note else before and before.updated_at,
            change_note=change_note,
            title=source.title,
            summary=source.summary or source.standfirst or excerpt(document),
            word_count=document.word_count,
            reading_minutes=document.reading_minutes,
            picture=Image.objects.filter(digest__in=document.images[:1]).first(),
            created_at=made_at,
            created_by=by,
        )
        PublishedPage(publication=publication).write(rendered)
        self._note_uses(publication, source, document)
        self._forget_past(now)
        self.give_address()
        self._mint_tag_uri(now)
        Generation.bump()
        return publication

    def _mint_tag_uri(self, today):
        """Give the article its feed identity (RFC 4151), once and for all."""
        if not self.tag_uri:
            host = urlsplit(settings.SITE_URL).hostname
            self.tag_uri = f"tag:{host},{today:%Y-%m-%d}:{self.uuid}"
            self.save(update_fields=["tag_uri"])

    def _note_uses(self, publication, source, document):
        further = [entry.key for entry in document.further_reading]
        shown = references_by_key([*document.cited, *further])
        Citation.objects.note(self, source, publication, set(shown.values()))
        images = Image.objects.filter(digest__in=document.images).order_by("pk")
        ImageUse.objects.bulk_create(
            ImageUse(article=self, publication=publication, image=image)
            for image in images
        )

    def _forget_past(self, now):
        """Take from the search index what readers won't see again."""
        shown = self.publications.in_force(now).values("at")
        past = self.publications.filter(at__lt=Subquery(shown))
        SearchEntry.objects.forget(past)

    def _free_moment(self, at, now):
        """(from when on it holds, when it is made): planned for ``at``, or at once.

        What is made at once holds from the next free microsecond on.
        """
        moment = at or now
        while self.publications.filter(at=moment).exists():
            if at:
                raise ValidationError(
                    "Another change of this article is planned for the same moment. "
                    "Choose another minute."
                )
            moment += timedelta(microseconds=1)
        return moment, now if at else moment

    def _seen_before(self, moment):
        latest = self.publications.filter(at__lt=moment).first()
        return latest is not None and not latest.is_withdrawal


def excerpt(document):
    return shorten(document.plain_text, EXCERPT_LENGTH, placeholder="…")


def refuse_slip(first_published_at):
    """Of a year that no list has, a text would take all lists out of order.

    Raises ValidationError; takes a day or a moment, or None.
    """
    if first_published_at is not None and first_published_at.year not in YEARS:
        raise ValidationError(
            f"No text appeared in the year {first_published_at.year}. Look at the "
            "date’s four digits."
        )


def refuse_past(at, now):
    """Nor may it be before the article's latest change, whose clock was ahead."""
    if at is None or at > now:
        return
    if at > timezone.now():
        raise ValidationError(
            "The latest change of this article is of "
            f"{timezone.localtime(now):%B %d, %Y, %H:%M}: then the server’s clock was "
            "ahead. Choose a later time."
        )
    raise ValidationError("This time has already passed. Choose a later one.")
