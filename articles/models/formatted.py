"""Finished citation texts, kept under a hash of all that they depend on."""

from django.db import models

from articles import citations


class FormattedCitations(models.Model):
    fingerprint = models.CharField(max_length=64, primary_key=True)
    result = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name_plural = "formatted citations"

    def __str__(self):
        return self.fingerprint


def cite(items, clusters):
    """``citations.format_citations`` that remembers; shared by all processes.

    One query when the answer is known; otherwise pandoc runs for about 0.2 s, so
    it is called outside write transactions. Raises ``citations.EngineError``.
    """
    fingerprint = citations.fingerprint(items, clusters)
    known = FormattedCitations.objects.filter(pk=fingerprint).first()
    if known:
        return citations.Formatted(
            tuple(map(tuple, known.result["references"])), known.result["citations"]
        )
    formatted = citations.format_citations(items, clusters)
    result = {
        "references": [list(pair) for pair in formatted.references],
        "citations": dict(formatted.citations),
    }
    FormattedCitations.objects.bulk_create(
        [FormattedCitations(fingerprint=fingerprint, result=result)],
        ignore_conflicts=True,
    )
    return formatted
