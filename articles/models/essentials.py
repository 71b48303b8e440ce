"""The rows that every database must have, made after each migration and flush."""

from articles.models.practice import Practice
from articles.models.roles import make_groups


def make_essentials(sender, **kwargs):
    make_groups(sender.label)
    Practice.current()
