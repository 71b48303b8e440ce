"""The rooms of the practice."""

from django.db import models

from articles.models.practice import Practice
from articles.models.shown_at_once import ShownAtOnce
from articles.models.texts import CharField


class Place(ShownAtOnce):
    """Where people are seen."""

    practice = models.ForeignKey(
        Practice, on_delete=models.CASCADE, related_name="places", default=1
    )
    street = CharField(max_length=160, blank=True)
    city = CharField(max_length=80)
    state = CharField(max_length=60, default="California", blank=True)
    postal_code = CharField(max_length=12, blank=True)
    directions = CharField(
        max_length=300,
        blank=True,
        help_text="For example “Second floor, step-free by the lift”.",
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self):
        return ", ".join(filter(None, (self.street, self.city, self.region)))

    @property
    def region(self):
        """State and postal code, as a letter has them."""
        return f"{self.state} {self.postal_code}".strip()
