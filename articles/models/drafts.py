"""How an article's draft is read, written, snapshotted and brought back."""

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from articles.models.citation import Citation, FurtherReading, ImageUse
from articles.models.clinician import Clinician
from articles.models.faq import FAQ
from articles.models.figure import Figure
from articles.models.image import Image
from articles.models.reference_key import references_by_key
from articles.models.revision import Revision
from articles.source import ArticleSource, CallToAction, FAQSource, FigureSource

TEXTS = (
    "title",
    "standfirst",
    "summary",
    "body",
    "faq_heading",
    "lead_figure",
    "ai_disclosure",
)
DATES = ("reviewed_on", "review_due_on")


class DraftChanged(Exception):
    """Somebody else, or another tab, has written the draft meanwhile."""

    def __init__(self):
        super().__init__(
            "This article was changed in another window or by somebody else since you "
            "opened it. Nothing was overwritten."
        )


class Drafted(models.Model):
    """An article's draft; its fields are on Article, its rows beside it."""

    class Meta:
        abstract = True

    def draft(self):
        """The draft as it stands, as an ArticleSource. Four queries."""
        return ArticleSource(
            **{name: getattr(self, name) for name in (*TEXTS, *DATES)},
            faqs=tuple(FAQSource(faq.question, faq.answer) for faq in self.faqs.all()),
            figures=tuple(
                figure_source(figure) for figure in self.figures.select_related("image")
            ),
            further_reading=tuple(
                self.further_reading.values_list("reference__key", flat=True)
            ),
            call_to_action=CallToAction(
                self.cta_heading, self.cta_text, self.cta_label, self.cta_url
            ),
            authors=tuple(self.authorships.values_list("clinician__slug", flat=True)),
        )

    def claim(self, version):
        """Raise the draft's version if it still is ``version``, else DraftChanged.

        The first statement of each transaction that writes the draft.
        """
        claimed = type(self).objects.filter(pk=self.pk, version=version)
        if not claimed.update(version=F("version") + 1):
            raise DraftChanged
        self.version = version + 1

    def settle_draft(self, *, by=None, now=None):
        """Derive what depends on the draft after its rows were written.

        Sets the digest, who edited last and when, and the rows that say what the
        draft cites and shows.
        """
        source = self.draft()
        self.draft_digest = source.digest()
        self.edited_at, self.edited_by = now or timezone.now(), by
        self.save(update_fields=["draft_digest", "edited_at", "edited_by"])
        self._note_citations(source)
        self._note_image_uses(source)
        return source

    def write_draft(self, source, *, version, by=None):
        """Replace the whole draft with ``source``.

        Unknown authors, images and further-reading keys of an old source are left
        out. Raises DraftChanged if the draft isn't at ``version`` any more.
        """
        with transaction.atomic():
            self.claim(version)
            for name in (*TEXTS, *DATES):
                setattr(self, name, getattr(source, name))
            call = source.call_to_action
            self.cta_heading, self.cta_text = call.heading, call.text
            self.cta_label, self.cta_url = call.label, call.url
            self.save()
            self._write_rows(source)
            self.settle_draft(by=by)

    def take_revision(self, reason, *, source=None, by=None, now=None):
        """Snapshot the draft, unless the latest revision already holds it.

        ``source``: the draft, if the caller has just read it.
        """
        source = source or self.draft()
        latest = self.revisions.first()
        if latest and latest.digest == source.digest():
            return latest
        return self.revisions.create(
            source_data=source.to_dict(),
            digest=source.digest(),
            reason=reason,
            created_at=now or timezone.now(),
            created_by=by,
        )

    def restore(self, revision, *, version, by=None):
        """Bring an older version back into the draft; the present one is kept."""
        with transaction.atomic():
            self.take_revision(Revision.Reason.SAVED, by=by)
            self.write_draft(revision.source, version=version, by=by)
            return self.take_revision(Revision.Reason.RESTORED, by=by)

    def _write_rows(self, source):
        self.faqs.all().delete()
        FAQ.objects.bulk_create(
            FAQ(article=self, question=q.question, answer=q.answer, position=position)
            for position, q in enumerate(source.faqs)
        )
        images = Image.objects.in_bulk(
            [figure.image for figure in source.figures], field_name="digest"
        )
        self.figures.all().delete()
        Figure.objects.bulk_create(
            Figure(
                article=self,
                name=figure.name,
                image=images.get(figure.image),
                alt=figure.alt,
                decorative=figure.decorative,
                caption=figure.caption,
                credit=figure.credit,
                position=position,
            )
            for position, figure in enumerate(source.figures)
        )
        references = references_by_key(source.further_reading)
        self.further_reading.all().delete()
        FurtherReading.objects.bulk_create(
            FurtherReading(article=self, reference_id=pk, position=position)
            for position, pk in enumerate(
                dict.fromkeys(
                    references[key]
                    for key in source.further_reading
                    if key in references
                )
            )
        )
        self.set_authors(source.authors)

    def set_authors(self, slugs):
        """The byline, in order; slugs that no clinician has are left out."""
        known = Clinician.objects.in_bulk(list(slugs), field_name="slug")
        self.authorships.all().delete()
        through = self.authorships.model
        through.objects.bulk_create(
            through(article=self, clinician=known[slug], position=position)
            for position, slug in enumerate(slugs)
            if slug in known
        )

    def _note_citations(self, source):
        self.citations.filter(publication=None).delete()
        Citation.objects.note(self, source)

    def _note_image_uses(self, source):
        self.image_uses.filter(publication=None).delete()
        digests = [figure.image for figure in source.figures if figure.image]
        ImageUse.objects.bulk_create(
            ImageUse(article=self, image=image)
            for image in Image.objects.filter(digest__in=digests).order_by("pk")
        )


def figure_source(figure):
    return FigureSource(
        name=figure.name,
        image=figure.image.digest if figure.image else "",
        alt=figure.alt,
        decorative=figure.decorative,
        caption=figure.caption,
        credit=figure.credit,
    )
