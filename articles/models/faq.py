from django.db import models

from articles.models.texts import CharField, TextField


class FAQ(models.Model):
    """One question of an article's draft, in order, with its Markdown answer."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="faqs"
    )
    question = CharField(max_length=300)
    answer = TextField(
        blank=True, help_text="Markdown. It may cite, like the text itself."
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "question and answer"
        verbose_name_plural = "questions and answers"

    def __str__(self):
        return self.question
