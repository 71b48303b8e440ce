"""The shared library: one row a work, one namespace of keys."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, Q
from django.db.models.functions import Lower
from django.utils import timezone

from articles import citations
from articles.citations.matching import facts_of, find_matches, marks_of
from articles.models.generation import Generation

# Pandoc's work grows with the square of the items in one run.
BATCH = 40
# How much of a folded title or name is indexed.
LONGEST_KEY = 200
# A family name is shared by few works; a thousand of one name are enough to compare.
MOST_CANDIDATES = 1000
# What of a work an editor can change, beside its item.
EDITED_COLUMNS = ("confirmation", "confirmed_on", "confirmed_by_id", "note")


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

    def probable_duplicates(self, item):
        """[(reference, evidence in lay words)], the surest first. One query.

        Asks indexed columns first, so the library's size does not matter. The work
        that bears the item's own id is not its duplicate.
        """
        facts = facts_of(item)
        near = Q()
        for column, value in identifiers(item).items():
            near |= Q(**{column: value})
        if facts.title:
            near |= Q(title_key=facts.title[:LONGEST_KEY])
        if facts.title and facts.family:
            near |= Q(family=facts.family[:LONGEST_KEY])
        if not near:
            return []
        found = self.filter(near).exclude(key=str(item.get("id") or ""))
        known = {reference.key: reference for reference in found[:MOST_CANDIDATES]}
        matches = find_matches(item, [reference.item for reference in known.values()])
        return [(known[match.key], match.evidence) for match in matches]


class Library(models.Manager.from_queryset(ReferenceQuerySet)):
    """The works that stand in the library: without those merged into another."""

    def get_queryset(self):
        return super().get_queryset().filter(merged_into=None)


class ReferenceChanged(Exception):
    """Somebody else has changed the work since it was read."""


class CannotMerge(Exception):
    """Two works cannot become one; the message is for the administrator."""


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
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    note = models.TextField(
        blank=True, help_text="A private note, for example “book on my shelf”."
    )
    # The work that this one turned out to be; its keys lead there now.
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
    )
    # What lists show and sort by; all derived from ``item`` by ``save()``.
    title = models.TextField(blank=True, editable=False)
    authors = models.TextField(blank=True, editable=False)
    year = models.SmallIntegerField(null=True, editable=False)
    entry = models.TextField(blank=True, editable=False)
    biblatex = models.TextField(blank=True, editable=False)
    # Title, authors, year, container and keys, folded as ``fold`` folds a query.
    search_text = models.TextField(blank=True, editable=False)
    is_incomplete = models.BooleanField(default=False, editable=False)
    doi_key = models.CharField(
        max_length=255, blank=True, editable=False, db_index=True
    )
    pmid_key = models.CharField(
        max_length=20, blank=True, editable=False, db_index=True
    )
    isbn_key = models.CharField(
        max_length=20, blank=True, editable=False, db_index=True
    )
    title_key = models.CharField(
        max_length=LONGEST_KEY, blank=True, editable=False, db_index=True
    )
    family = models.CharField(
        max_length=LONGEST_KEY, blank=True, editable=False, db_index=True
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(auto_now=True)

    # The first manager is Django's default, for dumps and related rows.
    everything = ReferenceQuerySet.as_manager()
    objects = Library()

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
            self.note_marks()
            super().save(**kwargs)
            if self.merged_into_id is None:
                self.keys.get_or_create(key=self.key)

    def note_marks(self):
        """What duplicates are found by, folded for comparing."""
        found = identifiers(self.item)
        for kind in ("doi", "pmid", "isbn"):
            setattr(self, f"{kind}_key", found.get(f"{kind}_key", ""))
        facts = facts_of(self.item)
        self.title_key = facts.title[:LONGEST_KEY]
        self.family = facts.family[:LONGEST_KEY]

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

    def state(self):
        """What the history keeps of the work, as JSON."""
        columns = {name: getattr(self, name) for name in EDITED_COLUMNS}
        day = columns["confirmed_on"]
        return {
            "item": self.item,
            **columns,
            "confirmed_on": day and str(day),
        }

    def write(self, item, *, by=None, what="edited", version=None, why="", **columns):
        """Change the work, note it in its history and mark the pages that cite it.

        ``version``: the one that the editor saw; ``what``: a ``ReferenceChange.What``;
        ``why``: in a few words; ``columns``: new values of other columns. The
        ReferenceChange, or None where nothing changed. Raises ReferenceChanged. The
        entry is formatted by the caller, outside a transaction.
        """
        with transaction.atomic():
            before = type(self).everything.select_for_update().get(pk=self.pk)
            if version not in (None, before.version):
                raise ReferenceChanged
            self.item = {**item, "id": self.key}
            self.version = before.version
            for name, value in columns.items():
                setattr(self, name, value)
            if self.state() == before.state():
                return None
            self.version += 1
            self.save()
            if self.item != before.item:
                self.citations.mark_pages_stale(timezone.now())
                Generation.bump()
            return self.changes.create(
                what=what, before=before.state(), after=self.state(), by=by, note=why
            )

    def confirm(self, how, *, by=None, on=None, note=""):
        """Say how the work is known, from a service's answer or a person's word."""
        return self.write(
            self.item,
            by=by,
            what="confirmed",
            confirmation=how,
            confirmed_on=on or timezone.localdate(),
            confirmed_by=by,
            **({"note": note} if note else {}),
        )

    def absorb(self, other, *, by=None):
        """Make ``other`` one with this work; the ReferenceChange, which can be undone.

        The other's keys become aliases of this work, so no text has to be touched;
        its record is kept. Raises CannotMerge.
        """
        if self.pk == other.pk:
            raise CannotMerge("A work cannot be merged with itself.")
        with transaction.atomic():
            pair = type(self).everything.select_for_update().order_by("pk")
            pair = pair.filter(pk__in=(self.pk, other.pk))
            if any(reference.merged_into_id for reference in pair):
                raise CannotMerge("One of the two has been merged already.")
            keys = list(other.keys.values_list("key", flat=True))
            self.take_keys(keys)
            other.merged_into = self
            other.save(update_fields=["merged_into"])
            self.citations.model.objects.renew([self, other])
            return self.changes.create(
                what="merged", other=other, details={"keys": keys}, by=by
            )

    def take_keys(self, keys):
        ReferenceKey.objects.filter(key__in=keys).update(reference=self)

    def format_entry(self, cite):
        """Store the finished entry; see ``format_entries``."""
        type(self).everything.filter(pk=self.pk).format_entries(cite)
        self.refresh_from_db(fields=["entry"])

    def missing(self):
        """Plain names of what APA asks for and the record lacks."""
        return citations.missing_fields(self.item)


def identifiers(item):
    """{column: normal form} of a work's DOI, PubMed number and ISBN."""
    return {
        f"{kind}_key": value[:255] if kind == "doi" else value[:20]
        for kind, value in marks_of(item)
        if kind in ("doi", "pmid", "isbn")
    }


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
