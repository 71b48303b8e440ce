"""A row for every table, of values that are as strange as its columns allow."""

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone

# What a dump, a tar file, JSON or SQL could take for their own.
HOSTILE = (
    "\\N\t\\.\n'\";--$$ %s {% now 'Y' %} <script>&amp;\x7f\u202e\u2028\ufeff"
    " 🜁 é e\u0301 NULL " + "x" * 5_000
)


def fill_empty_tables():
    """What a row points at comes before it, for it is filled already or comes first."""
    empty = [model for model in tables() if not model._base_manager.exists()]
    while empty:
        ready = [model for model in empty if can_point(model)]
        assert ready, empty
        for model in ready:
            model._base_manager.bulk_create([row_of(model)])
            empty.remove(model)


def tables():
    every = apps.get_models(include_auto_created=True)
    return [m for m in every if m._meta.managed and m is not Session]


def can_point(model):
    fields = [field for field in needed(model) if field.is_relation]
    return all(field.related_model._base_manager.exists() for field in fields)


def row_of(model):
    return model(**{field.attname: value(field) for field in needed(model)})


def needed(model):
    return [
        field
        for field in model._meta.concrete_fields
        if not (
            field.null or field.has_default() or isinstance(field, models.AutoField)
        )
    ]


def value(field):
    if field.is_relation:
        return field.related_model._base_manager.values_list("pk", flat=True).first()
    if field.choices:
        return field.flatchoices[0][0]
    if isinstance(field, models.CharField | models.TextField):
        return HOSTILE[: field.max_length]
    for kind, made in VALUES.items():
        if isinstance(field, kind):
            return made
    raise AssertionError(field)


VALUES = {
    models.DateTimeField: timezone.now(),
    models.DateField: timezone.now().date(),
    models.BooleanField: True,
    models.IntegerField: 7,
    models.JSONField: {"strange": HOSTILE},
    models.BinaryField: bytes(range(256)),
    models.FloatField: 1.5,
}
