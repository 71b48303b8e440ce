"""The rows that every database must have, made after each migration and flush."""

from articles.models.roles import make_groups


def make_essentials(sender, *, apps, **kwargs):
    """``apps``: the models as this migration leaves them, which may be older ones."""
    make_groups(sender.label)
    try:
        practice = apps.get_model("articles", "Practice")
    except LookupError:
        return
    practice.objects.get_or_create(pk=1)
