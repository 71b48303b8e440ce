"""Where an imported article came from, and what is still open about it."""

from django.db import models
from django.db.models import Q

from articles.models.article import Article
from articles.models.texts import CharField, TextField


class ImportRecord(models.Model):
    """The report of an import, kept with its article.

    ``source_digest`` (SHA-256 of the bytes brought in) keeps the same text from
    becoming a second article; the titles of the neighbours order a series whose
    parts come in one by one, and are never printed.
    """

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, related_name="import_record"
    )
    source_digest = models.CharField(max_length=64, unique=True)
    file_name = CharField(max_length=200, blank=True)
    report = models.JSONField(default=dict)
    previous_title = CharField(max_length=300, blank=True)
    next_title = CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.file_name or f"Import of {self.article}"


class OpenPoint(models.Model):
    """Something that the import guessed or could not keep, until ticked off."""

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="open_points"
    )
    code = models.CharField(max_length=40)
    message = TextField()
    line = models.PositiveIntegerField(null=True, blank=True)
    proposal = TextField(blank=True)
    is_done = models.BooleanField("done", default=False)

    class Meta:
        ordering = ["is_done", "line", "id"]
        indexes = [
            models.Index(
                fields=["article"], name="points_to_look_at", condition=Q(is_done=False)
            )
        ]

    def __str__(self):
        return self.message
