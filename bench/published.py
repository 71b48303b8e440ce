"""What articles need beside their own rows to be live, for benches with many."""

from django.utils import timezone

from articles.models import Publication, Revision


def publish_rows(articles, sources, ages):
    """The publications of new articles; ``ages``: how long ago each appeared."""
    now = timezone.now()
    revisions = Revision.objects.bulk_create(
        Revision(
            article=article,
            source_data=source.to_dict(),
            digest=source.digest(),
            reason="published",
            created_at=now,
        )
        for article, source in zip(articles, sources, strict=True)
    )
    return Publication.objects.bulk_create(
        Publication(
            article=article,
            revision=revision,
            title=article.title,
            at=now - age,
            first_published_at=now - age,
        )
        for article, revision, age in zip(articles, revisions, ages, strict=True)
    )
