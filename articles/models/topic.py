from django.db import models

from articles.models.crisis_cards import card_choices
from articles.models.reader_urls import slug_url
from articles.models.shown_at_once import ShownAtOnce
from articles.models.texts import CharField, TextField


class Topic(ShownAtOnce):
    """A tag: what an article is about."""

    name = CharField(max_length=60, unique=True)
    slug = models.SlugField("address", max_length=80, unique=True)
    description = TextField(
        blank=True, help_text="One or two sentences for the topic’s page."
    )
    crisis_card = models.CharField(
        max_length=16,
        choices=card_choices,
        blank=True,
        help_text="On all articles with this topic: a card with numbers for immediate "
        "help, near the top.",
    )

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return slug_url("topic", self.slug)
