"""The shared library: one row a work, one namespace of keys."""

from django.db import models, transaction
from django.db.models import Count
from django.db.models.functions import Lower

from articles import citations

# Pandoc's work grows with the square of the items in one run.
BATCH = 40


class ReferenceQuerySet(models.QuerySet):
    def with_cited_by(self):
        """Adds ``cited_by``: in how many articles, live or draft, a work stands."""
        return self.annotate(cited_by=Count("citations__article", distinct=True))

    def works(self, keys):
        """{key as written: CSL item with its canonical id}: one query."""
        rows = ReferenceKey.objects.filter(key__in=keys).values_list(
            "key", "reference__item"
        )
        return dict(rows)

    def format_entries(self, cite):
        """Store the finished entries (HTML) of these works.

        Works of the same authors and year go to different runs of the engine, so
        that no entry gets a year's letter that it has only beside the other. Starts
        pandoc, so it is called outside transactions. Raises
        ``citations.EngineError``.
        """
        for batch in batches(list(self)):
            formatted = dict(
                cite([reference.item for reference in batch], []).references
            )
            for reference in batch:
                reference.entry = formatted.get(reference.key, "")
            self.model.objects.bulk_update(batch, ["entry"])

    def lock(self, keys):
        """Hold these works' rows until the transaction ends. One query, or none."""
        held = self.select_for_update().filter(key__in=set(keys)).order_by("pk")
        list(held.values_list("pk", flat=True))

    def items(self):
        """The CSL items of the whole library: what importers match against."""
        return list(self.values_list("item", flat=True))


class Reference(models.Model):
    """One work, as a CSL-JSON item whose ``id`` is ``key``."""

    class Confirmation(models.TextChoices):
        NONE = "none", "Not confirmed"
        DOI = "doi", "Confirmed by its DOI"
        PMID = "pmid", "Confirmed by its PubMed number"
        ISBN = "isbn", "Confirmed by its ISBN"
        PAGE = "page", "Page seen at its address"
        PERSON = "person", "Seen by a person"

    key = models.CharField(max_length=80, unique=True, editable=False)
    item = models.JSONField(default=dict)
    confirmation = models.CharField(
        "how it is known",
        max_length=8,
        choices=Confirmation.choices,
        default=Confirmation.NONE,
    )
    confirmed_on = models.DateField(null=True, blank=True)
    note = models.TextField(
        blank=True, help_text="A private note, for example “book on my shelf”."
    )
    # What lists show and sort by; all derived from ``item`` by ``save()``.
    title = models.TextField(blank=True, editable=False)
    authors = models.TextField(blank=True, editable=False)
    year = models.SmallIntegerField(null=True, editable=False)
    entry = models.TextField(blank=True, editable=False)
    is_incomplete = models.BooleanField(default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(auto_now=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        ordering = [Lower("authors"), "year", "title", "id"]

    def __str__(self):
        year = self.year or "n.d."
        return f"{self.authors or 'No author'} ({year}). {self.title or 'Untitled'}"

    def save(self, **kwargs):
        """Derive what lists show; give a new work its key, in one transaction."""
        with transaction.atomic():
            if not self.key:
                self.key = free_key(self.item)
            self.item = {**self.item, "id": self.key}
            self.title = str(self.item.get("title") or "")
            self.authors = citations.author_line(self.item)
            self.year = citations.year(self.item)
            self.is_incomplete = bool(citations.missing_fields(self.item))
            super().save(**kwargs)
            self.keys.get_or_create(key=self.key)

    @classmethod
    def add(cls, item, **fields):
        """A new work with a key made for it, or ``item["id"]`` where that is free.

        ``fields``: values of other columns. The entry is formatted by the caller
        (``format_entry``), outside a transaction.
        """
        key = str(item.get("id") or "")
        is_free = key and not ReferenceKey.objects.filter(key=key).exists()
        reference = cls(key=key if is_free else "", item=dict(item), **fields)
        reference.save()
        return reference

    def format_entry(self, cite):
        """Store the finished entry; see ``format_entries``."""
        type(self).objects.filter(pk=self.pk).format_entries(cite)
        self.refresh_from_db(fields=["entry"])

    def missing(self):
        """Plain names of what APA asks for and the record lacks."""
        return citations.missing_fields(self.item)


def batches(references):
    """Runs of at most 40 works in which no two share authors and year."""
    runs = []
    for reference in references:
        mark = (reference.authors, reference.year)
        for marks, batch in runs:
            if mark not in marks and len(batch) < BATCH:
                break
        else:
            marks, batch = set(), []
            runs.append((marks, batch))
        marks.add(mark)
        batch.append(reference)
    return [batch for _, batch in runs]


def free_key(item):
    """A key for a new work that no other work has or had."""
    stem = citations.make_key(item, ())
    taken = ReferenceKey.objects.filter(key__startswith=stem)
    return citations.make_key(item, set(taken.values_list("key", flat=True)))


class ReferenceKey(models.Model):
    """A permanent key or alias of a work; never changed, never used twice."""

    key = models.CharField(max_length=80, primary_key=True)
    reference = models.ForeignKey(
        Reference, on_delete=models.CASCADE, related_name="keys"
    )

    def __str__(self):
        return self.key
