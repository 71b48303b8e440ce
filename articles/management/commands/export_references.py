"""Write the library, or a part of it, in the formats of other programs."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.management.output import put_out
from articles.models import Article, Publication, Reference, ReferenceKey
from articles.pages.files import WRITERS

FORMATS = {"csl": "json", "biblatex": "bib", "ris": "ris"}


class Command(BaseCommand):
    help = (
        "Write references to standard output: the whole library, the works with these"
        " keys, or those of one article. CSL-JSON (csl) loses nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("keys", nargs="*", metavar="KEY")
        parser.add_argument("--format", choices=FORMATS, default="csl")
        parser.add_argument("--article", metavar="SLUG")

    def handle(self, *, keys, format, article, **options):
        works = Reference.objects.order_by("key")
        if article is not None:
            works = works.filter(pk__in=cited_by(article))
        if keys:
            works = works.filter(pk__in=known(keys))
        write = WRITERS[FORMATS[format]]
        text = write(works.values_list("item", flat=True))
        put_out(self.stdout, text, ending="")


def cited_by(slug):
    """The works of the live text, of the draft where nothing is live."""
    article = Article.objects.filter(slug=slug).first()
    if article is None:
        raise CommandError(f"There is no article or page with the address “{slug}”.")
    live = Publication.objects.live(timezone.now()).filter(article=article).first()
    return article.citations.filter(publication=live).values("reference")


def known(keys):
    """The works that these keys and aliases lead to."""
    found = dict(
        ReferenceKey.objects.filter(key__in=keys).values_list("key", "reference_id")
    )
    missing = [f"“{key}”" for key in dict.fromkeys(keys) if key not in found]
    if missing:
        word = "work has the key" if len(missing) == 1 else "works have the keys"
        raise CommandError(f"No {word} {', '.join(missing)}. Nothing was written.")
    return set(found.values())
