from django.conf import settings
from django.db import models

from articles.source import ArticleSource


class Revision(models.Model):
    """An immutable snapshot of a draft; its row is never updated."""

    class Reason(models.TextChoices):
        SAVED = "saved", "Draft saved"
        PUBLISHED = "published", "Published"
        RESTORED = "restored", "Older version brought back"
        IMPORTED = "imported", "Brought in"
        HANDED_OVER = "handed-over", "Somebody else began to edit"
        AUTOSAVED = "autosaved", "Kept by itself"

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="revisions"
    )
    source_data = models.JSONField()
    digest = models.CharField(max_length=64)
    reason = models.CharField(max_length=12, choices=Reason.choices)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["article", "-created_at"])]

    def __str__(self):
        return f"{self.get_reason_display()}, {self.created_at:%Y-%m-%d %H:%M}"

    @property
    def source(self):
        return ArticleSource.from_dict(self.source_data)
