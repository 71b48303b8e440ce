"""``format_references``: entries and citations of a CSL-JSON file, as JSON."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.citations import (
    STYLES,
    EngineError,
    format_citations,
    read_clusters,
    read_items,
)


class Command(BaseCommand):
    help = (
        "Format the works of a CSL-JSON file as a reference list, in APA 7 or the"
        " named style, and the"
        " citations of a text where a second file lists them. Prints JSON; needs no"
        " database."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("items", metavar="ITEMS.json", help="a list of CSL items")
        parser.add_argument(
            "--clusters",
            metavar="CLUSTERS.json",
            help="the citations of a text, in reading order",
        )

        parser.add_argument(
            "--style", choices=STYLES, default="apa", help="the citation style"
        )

    def handle(self, *, items, clusters, style, **options):
        try:
            formatted = format_citations(
                read_items(read_json(items)),
                read_clusters(read_json(clusters)) if clusters else [],
                style=style,
            )
        except EngineError as error:
            raise CommandError(str(error)) from error
        result = {
            "references": [
                {"id": key, "html": html} for key, html in formatted.references
            ],
            "citations": dict(formatted.citations),
        }
        self.stdout.write(json.dumps(result, indent=1))


def read_json(path):
    try:
        return json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise CommandError(f"{path} cannot be read: {reason}.") from error
    except (ValueError, RecursionError) as error:
        raise CommandError(f"{path} is not a JSON file: {error}.") from error
