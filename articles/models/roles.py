"""Who may do what: three groups, made after every migration."""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models import Q

THERAPISTS = "Therapists"
REFERENCE_ADMINISTRATORS = "Reference administrators"
OWNERS = "Owners"

ALL = ("view", "add", "change", "delete")
WRITING = {
    "article": ALL,
    "faq": ALL,
    "figure": ALL,
    "series": ALL,
    "topic": ALL,
    "image": ALL,
    "openpoint": ("view", "change"),
    "furtherreading": ALL,
    "revision": ("view",),
    "publication": ("view",),
}
PERMISSIONS = {
    THERAPISTS: {
        **WRITING,
        "reference": ("view", "add", "change"),
        "clinician": ("view",),
    },
    REFERENCE_ADMINISTRATORS: {"reference": ALL, "article": ("view",)},
    OWNERS: {
        **WRITING,
        "reference": ALL,
        "clinician": ALL,
        "licence": ALL,
        "practice": ("view", "change"),
        "place": ALL,
        "oldpath": ALL,
        "user": ALL,
        "group": ("view",),
        "backup": ("view",),
    },
}


def make_groups(app_label):
    """Make the three groups and set their permissions anew.

    Django creates permissions in a ``post_migrate`` receiver of its own, which
    may run after this one, so they are asked for first.
    """
    for label in ("auth", app_label):
        create_permissions(apps.get_app_config(label), verbosity=0)
    known = {
        permission.codename: permission
        for permission in Permission.objects.filter(
            content_type__app_label__in=("auth", app_label)
        )
    }
    for name, models in PERMISSIONS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(
            known[f"{action}_{model}"]
            for model, actions in models.items()
            for action in actions
            if f"{action}_{model}" in known
        )


def staff():
    """Who may sign in."""
    return get_user_model().objects.filter(is_active=True, is_staff=True)


def owners():
    """Who may do everything: the group, and superusers."""
    return staff().filter(Q(groups__name=OWNERS) | Q(is_superuser=True)).distinct()
