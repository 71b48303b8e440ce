"""The shared library: one row a work, one namespace of keys."""

from django.conf import settings
from django.db import models, transaction

from articles import citations
from articles.characters import permitted_values
from articles.citations.matching import facts_of
from articles.citations.records import plain_line
from articles.citations.searching import search_text, sort_key
from articles.models.generation import Generation
from articles.models.library import (
    LONGEST_KEY,
    PRINTED,
    Library,
    ReferenceQuerySet,
    identifiers,
)
from articles.models.reference_changing import Changing
from articles.models.reference_key import ReferenceKey, free_key
from articles.models.texts import TextField
from articles.rendering import listing_of


class Reference(Changing):
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
    note = TextField(
        blank=True, help_text="A private note, for example “book on my shelf”."
    )
    # The work that this one turned out to be; its keys lead there now.
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        # Nearly all rows are empty here; a planner would take that for a good start.
        db_index=False,
    )
    # What lists show and sort by; all derived from ``item`` by ``save()``.
    title = models.TextField(blank=True, editable=False)
    authors = models.TextField(blank=True, editable=False)
    year = models.SmallIntegerField(null=True, editable=False)
    # The engine's HTML, and what a ``Listing`` says; see PRINTED. ``db_default`` is for
    # the version before, which knows no listings.
    entry = models.TextField(blank=True, editable=False)
    listing = models.TextField(blank=True, editable=False, default="", db_default="")
    author_mark = models.TextField(
        blank=True, editable=False, default="", db_default=""
    )
    author_name = models.TextField(
        blank=True, editable=False, default="", db_default=""
    )
    # Title, names, year, container and key, folded as a query is.
    search_text = models.TextField(blank=True, editable=False)
    sort_key = models.CharField(max_length=LONGEST_KEY, blank=True, editable=False)
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
        ordering = ["sort_key", "id"]
        indexes = [
            models.Index(
                fields=["sort_key"],
                name="library_in_order",
                condition=models.Q(merged_into=None),
            ),
            models.Index(
                fields=["merged_into"],
                name="merged_works",
                condition=models.Q(merged_into__isnull=False),
            ),
            models.Index(fields=["edited_at"], name="last_edited_works"),
            models.Index(
                fields=["confirmation", "id"],
                name="how_works_are_known",
                condition=models.Q(merged_into=None),
            ),
            models.Index(
                fields=["id"],
                name="incomplete_works",
                condition=models.Q(merged_into=None, is_incomplete=True),
            ),
        ]

    def __str__(self):
        return plain_line(self.authors, self.year, self.title)

    def save(self, **kwargs):
        """Derive what lists show; give a new work its key, in one transaction."""
        with transaction.atomic():
            if not self.key:
                Generation.hold()
                self.key = free_key(self.item)
            self.derive()
            super().save(**kwargs)
            if self.merged_into_id is None:
                self.keys.get_or_create(key=self.key)

    def derive(self):
        """Fill the columns that follow from the item and the key."""
        self.item = {**permitted_values(self.item), "id": self.key}
        self.title = str(self.item.get("title") or "")
        self.authors = citations.author_line(self.item)
        self.year = citations.year(self.item)
        self.is_incomplete = bool(citations.missing_fields(self.item))
        self.search_text = search_text(self.item)
        self.sort_key = sort_key(self.item)[:LONGEST_KEY]
        self.note_marks()

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

    def format_entry(self, cite):
        """Store the finished entry; see ``format_entries``."""
        type(self).everything.filter(pk=self.pk).format_entries(cite)
        self.refresh_from_db(fields=PRINTED)

    def printed(self, entry):
        """{column: value} of all that readers see of the work with this entry."""
        return dict(zip(PRINTED, (entry, *listing_of(self.item, entry)), strict=True))

    def is_printed_whole(self):
        """Does all that readers see belong to the entry?"""
        stored = {column: getattr(self, column) for column in PRINTED}
        return stored == self.printed(self.entry)

    def missing(self):
        """Plain names of what APA asks for and the record lacks."""
        return citations.missing_fields(self.item)
