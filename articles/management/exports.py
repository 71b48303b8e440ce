"""How ``import_article`` brings back what ``export_site`` wrote."""

from django.core.management.base import CommandError

from articles.bringing_back import Refused, bring_back, read_export
from articles.tasks import make_renditions

SAID_INSIDE = ("series", "slug", "published", "author", "old_address")


def exports_of(paths, options):
    """What these folders and files hold; raises CommandError before anything is."""
    for name in SAID_INSIDE:
        if options[name]:
            raise CommandError(
                "The files of an export say themselves what they are and where they "
                f"belong; leave out --{name.replace('_', '-')}."
            )
    try:
        return read_export(paths)
    except Refused as refusal:
        raise CommandError(str(refusal)) from refusal


def print_texts(export, say):
    for remark in export.remarks:
        say(remark)
    for loaded in export.texts:
        state = "draft" if loaded.text.is_draft else "public"
        say(f"{loaded.name}: “{loaded.text.source.title or 'no title'}”, {state}")
        for newer in loaded.beside:
            say(f"  and {newer.name}")


def bring_in_export(export, command):
    """The names of those texts that did not become what they were."""
    new, failed = bring_back(export, command.stdout.write)
    for pk in new:
        make_renditions.enqueue(pk)
    return failed
