"""Django's fields for text, which keep no character that a page or feed cannot hold.

Where a text enters a row, and nowhere else: what is read from one needs no cleaning.
A form still refuses a null character with Django's own sentence, before it comes here.
"""

from django.db import models

from articles.characters import permitted


class Permitted:
    """Cleans what is validated, saved, inserted in bulk, updated or asked for."""

    def to_python(self, value):
        return cleaned(super().to_python(value))

    def get_prep_value(self, value):
        return cleaned(super().get_prep_value(value))

    def pre_save(self, instance, add):
        """The instance holds what its row does."""
        value = cleaned(super().pre_save(instance, add))
        setattr(instance, self.attname, value)
        return value

    def deconstruct(self):
        """Migrations see Django's own field: the column is the same."""
        name, _, args, kwargs = super().deconstruct()
        return name, f"django.db.models.{type(self).__name__}", args, kwargs


class CharField(Permitted, models.CharField):
    pass


class TextField(Permitted, models.TextField):
    pass


class EmailField(Permitted, models.EmailField):
    pass


class URLField(Permitted, models.URLField):
    pass


def cleaned(value):
    """An expression, or nothing, is passed on as it is."""
    return permitted(value) if isinstance(value, str) else value
