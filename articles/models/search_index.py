"""What the search looks in: one entry for every publication that may be seen.

No trigger of the database keeps it, for Django drops triggers when it remakes a
SQLite table: an entry is written with its page, in the same transaction, and goes
with its publication. What is live is decided when somebody searches.
"""

from django.db import models

from articles.words import indexed

COLUMNS = ("words", "title", "headings", "questions", "lead", "body")


class SearchEntryQuerySet(models.QuerySet):
    def forget(self, publications):
        keys = list(publications.values_list("pk", flat=True))
        return self.filter(pk__in=keys).delete()

    def keep_only(self, pages):
        """Forget all but the entries of these pages: what readers see or will see."""
        kept = set(pages.values_list("pk", flat=True))
        past = [key for key in self.values_list("pk", flat=True) if key not in kept]
        return self.filter(pk__in=past).delete()


class SearchEntry(models.Model):
    """The stems of a publication's parts, and its ``words`` for typing errors.

    On SQLite the table is an FTS5 table, whose only key is its ``rowid``; on
    PostgreSQL the database derives the columns ``vector`` and ``head`` from these.
    Migration 0004 makes both.
    """

    publication = models.OneToOneField(
        "articles.Publication",
        on_delete=models.CASCADE,
        primary_key=True,
        db_column="rowid",
        db_constraint=False,
        related_name="search_entry",
    )
    words = models.TextField()
    title = models.TextField()
    headings = models.TextField()
    questions = models.TextField()
    lead = models.TextField()
    body = models.TextField()

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "search entries"

    def __str__(self):
        return f"Search entry of publication {self.pk}"

    @classmethod
    def of(cls, publication_id, rendered):
        """The entry that a rendered page ought to have; nothing is stored."""
        source, document = rendered.inputs.source, rendered.document
        texts = indexed(
            title=source.title,
            headings=[heading.text for heading in document.toc],
            questions=[faq.question for faq in document.faqs],
            lead=f"{source.standfirst}\n{source.summary}",
            body=document.plain_text,
        )
        return cls(publication_id=publication_id, **texts)

    def replace(self):
        """Store it in place of what was there, in the caller's transaction."""
        type(self).objects.filter(pk=self.pk).delete()
        self.save(force_insert=True)

    def differs(self):
        """Does the stored entry say something else, or is there none?"""
        stored = type(self).objects.filter(pk=self.pk).values_list(*COLUMNS).first()
        return stored != tuple(getattr(self, name) for name in COLUMNS)
