from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from articles.models.image import Image
from articles.models.texts import CharField, TextField


class Figure(models.Model):
    """A picture that an article's draft places in its text under a name."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="figures"
    )
    name = CharField(
        max_length=60,
        validators=[
            RegexValidator(
                r"^[a-z0-9][a-z0-9-]*$", "Small letters, digits and hyphens only."
            )
        ],
        help_text="Short, with hyphens, for example “window”. In the text, "
        "![](figure:window) places it.",
    )
    image = models.ForeignKey(
        Image,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="figures",
        verbose_name="picture",
    )
    alt = CharField(
        "description for who cannot see it",
        max_length=400,
        blank=True,
        help_text="What the picture shows, in one sentence.",
    )
    decorative = models.BooleanField(
        "only decoration",
        default=False,
        help_text="The picture adds nothing to the text; screen readers skip it.",
    )
    caption = TextField(
        blank=True, help_text="Stands under the picture. Markdown; it may cite."
    )
    credit = CharField(
        max_length=200,
        blank=True,
        help_text="Who made it, for example “Photo: A. Lee”.",
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "name"],
                name="figure_name_is_unique",
                violation_error_message="Two pictures of this article have the same "
                "name.",
            ),
            models.CheckConstraint(
                condition=~Q(decorative=True) | Q(alt=""),
                name="decorative_has_no_alt",
                violation_error_message="A picture that is only decoration has no "
                "description. Clear one of the two.",
            ),
        ]

    def __str__(self):
        return self.name
