"""Finished citation texts, kept under a hash of all that they depend on."""

from concurrent.futures import ThreadPoolExecutor

from django.db import models

from articles import citations
from articles.models.practice import Practice

# How many times pandoc runs at once, each on a core of its own.
SIDE_BY_SIDE = 2


class FormattedCitations(models.Model):
    fingerprint = models.CharField(max_length=64, primary_key=True)
    result = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name_plural = "formatted citations"

    def __str__(self):
        return self.fingerprint

    @classmethod
    def keep(cls, formatted):
        """Keep these results, {fingerprint: Formatted}."""
        cls.objects.bulk_create(
            [
                cls(
                    fingerprint=fingerprint,
                    result={
                        "references": [list(pair) for pair in result.references],
                        "citations": dict(result.citations),
                    },
                )
                for fingerprint, result in formatted.items()
            ],
            ignore_conflicts=True,
        )

    @classmethod
    def forget(cls, keys):
        """Forget what was formatted of works that are leaving the library.

        Whatever cites one of them with others is never asked for again either. One
        query, and one more where there is anything to forget.
        """
        leaving = set(keys)
        kept = cls.objects.values_list("pk", "result__references").iterator()
        old = [pk for pk, works in kept if leaving & {key for key, _ in works}]
        cls.objects.filter(pk__in=old).delete()


def cite(items, clusters, *, style=None):
    """``citations.format_citations`` that remembers; shared by all processes.

    ``style``: a ``CitationStyle``; the Practice's own where None, at the price of a
    query. One query when the answer is known; otherwise pandoc runs for about 0.2 s,
    so it is called outside write transactions. Raises ``citations.EngineError``.
    """
    style = style or Practice.style()
    fingerprint = citations.fingerprint(items, clusters, style=style)
    known = FormattedCitations.objects.filter(pk=fingerprint).first()
    if known:
        return citations.Formatted(
            tuple(map(tuple, known.result["references"])), known.result["citations"]
        )
    formatted = citations.format_citations(items, clusters, style=style)
    FormattedCitations.keep({fingerprint: formatted})
    return formatted


def warm(asked, *, style=None):
    """Format side by side what is not known yet of ``asked``: (items, clusters).

    ``style``: as for ``cite``. What cannot be formatted is passed over; ``cite`` says
    why when asked for it.
    """
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        keep_begun(begin(pool, asked, style=style))


def begin(pool, asked, *, style=None):
    """Let the pool's threads do what ``warm`` does, for ``keep_begun`` to wait for.

    The threads do nothing but wait for pandoc; none of them asks the database.
    """
    style = style or Practice.style()
    wanted = {citations.fingerprint(*pair, style=style): pair for pair in asked}
    known = FormattedCitations.objects.filter(pk__in=wanted)
    for fingerprint in known.values_list("pk", flat=True):
        del wanted[fingerprint]
    return {
        fingerprint: pool.submit(formatted_if_possible, pair, style=style)
        for fingerprint, pair in wanted.items()
    }


def keep_begun(begun):
    results = {name: future.result() for name, future in begun.items()}
    FormattedCitations.keep({name: r for name, r in results.items() if r is not None})


def formatted_if_possible(pair, *, style):
    try:
        return citations.format_citations(*pair, style=style)
    except Exception:  # noqa: BLE001 (``cite`` says what is wrong, to whom it concerns)
        return None
