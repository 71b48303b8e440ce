"""The files that are made from pictures."""

from django.core.files.storage import default_storage
from django.db import models


class Rendition(models.Model):
    image = models.ForeignKey(
        "articles.Image", on_delete=models.CASCADE, related_name="renditions"
    )
    # Empty: the whole picture; else the shape that was cut from it.
    crop = models.CharField(max_length=8, blank=True)
    width = models.PositiveIntegerField()
    format = models.CharField(max_length=8)
    file = models.FileField(upload_to="images/", max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "crop", "width", "format"],
                name="one_rendition_a_size",
            )
        ]

    def __str__(self):
        return f"{self.image_id}, {self.width} px {self.format}"


def forget(names):
    """Delete the files that no row names (any more)."""
    for name in set(names) - set(
        Rendition.objects.filter(file__in=names).values_list("file", flat=True)
    ):
        default_storage.delete(name)
