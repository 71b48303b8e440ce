"""The rows that every database must have, made after each migration and flush."""

from django.apps import apps as todays

from articles.models.roles import make_groups


def make_essentials(sender, *, apps=todays, **kwargs):
    """``apps``: the models as this migration leaves them, which may be older ones.

    A flush, which tests end with, names none: today's are meant.
    """
    make_groups(sender.label)
    try:
        practice = apps.get_model("articles", "Practice")
    except LookupError:
        return
    practice.objects.get_or_create(pk=1)
