"""Rows as names with values, for people to read and for ``import_article``."""

from django.core.exceptions import ValidationError
from django.db import models

from articles.models import Image
from articles.portable import Unusable

YES = {"true", "yes", "on", "1"}


def values_of(row, gallery, *, without=()):
    """{name: value} of what is filled in by hand; pictures by their files."""
    values = {}
    for field in typed_fields(type(row), without):
        value = getattr(row, field.name)
        if isinstance(value, Image):
            value = gallery.file(value.digest)
        if value is not None:
            values[field.name] = value
    return values


def fill(row, values, pictures, *, without=()):
    """Give ``row`` these values, and check them; names that it does not know.

    ``pictures``: {file in the export: Image}. Raises Unusable.
    """
    fields = {field.name: field for field in typed_fields(type(row), without)}
    for name, field in fields.items():
        if name in values:
            setattr(row, name, typed(field, values[name], pictures))
    try:
        row.clean_fields(
            exclude=[f.name for f in row._meta.fields if f.name not in fields]
        )
    except ValidationError as error:
        name, sentences = next(iter(error.message_dict.items()))
        raise Unusable(f"“{name}”: {sentences[0]}") from None
    return [name for name in values if name not in fields and name not in without]


def typed_fields(model, without=()):
    return [
        field
        for field in model._meta.concrete_fields
        if field.editable and not field.primary_key and field.name not in without
    ]


def typed(field, text, pictures):
    if not isinstance(text, str):
        raise Unusable(f"“{field.name}” must be a text.")
    if isinstance(field, models.ForeignKey):
        if text and text not in pictures:
            raise Unusable(
                f"“{field.name}” names the picture {text}, which is not here."
            )
        return pictures.get(text)
    if isinstance(field, models.BooleanField):
        return text.lower() in YES
    if field.null and not text:
        return None
    try:
        return field.to_python(text)
    except ValidationError as error:
        raise Unusable(f"“{field.name}”: {error.messages[0]}") from None
