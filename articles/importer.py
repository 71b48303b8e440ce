"""An import becomes an article: written whole, with what is still open about it."""

import re
from dataclasses import dataclass, replace

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from articles.citations import EngineError
from articles.imaging import ImageRefused
from articles.importing import Corrections, OpenPoint, bring_in
from articles.importing.neighbours import Neighbours, in_order
from articles.models import (
    Article,
    Clinician,
    Image,
    ImportRecord,
    Reference,
    ReferenceKey,
    Revision,
    cite,
)

ATTEMPTS = 3


class AlreadyImported(Exception):
    """The same text was brought in before; ``article`` is what it became."""

    def __init__(self, article):
        self.article = article
        super().__init__(f"This text is here already, as “{article}”.")


class LibraryChanged(Exception):
    """Somebody added references while this import was being worked out."""

    def __init__(self):
        super().__init__("Somebody else was adding references. Try once more.")


@dataclass(frozen=True)
class Picked:
    """Who is named as author, and what to say if that was a guess."""

    clinician: Clinician | None
    open_points: tuple[OpenPoint, ...] = ()


def understand(source_text, corrections=None):
    """What bringing in ``source_text`` would give, by the library as it stands now."""
    return bring_in(
        source_text,
        library(),
        corrections=corrections or Corrections(),
        today=timezone.localdate(),
    )


def library():
    """Every work; aliases stand for nothing, so that no new work gets their keys."""
    aliases = ReferenceKey.objects.exclude(key=F("reference__key"))
    return [
        *Reference.objects.items(),
        *({"id": alias} for alias in aliases.values_list("key", flat=True)),
    ]


def import_article(source_text, *, corrections=None, author=None, by=None, now=None):
    """Bring ``source_text`` in as a draft; the Article.

    ``author``: the Clinician who wrote it, instead of whom the text names. Works
    that the library lacks are added as "not confirmed". Pictures and entries are
    made outside the one transaction that writes the article. Raises AlreadyImported,
    or LibraryChanged if others keep adding references.
    """
    now = now or timezone.now()
    refuse_second(source_text)
    for _ in range(ATTEMPTS):
        found = understand(source_text, corrections)
        images, refused = keep_pictures(found.pictures, by)
        try:
            with transaction.atomic():
                refuse_second(source_text)
                article = write(source_text, found, images, refused, author, by, now)
        except (LibraryChanged, IntegrityError):
            # The same text, or a key, was stored at the same moment: look again.
            refuse_second(source_text)
            continue
        format_new_entries(found)
        return article
    raise LibraryChanged


def refuse_second(source_text):
    known = ImportRecord.objects.filter(source_digest=source_text.digest)
    if record := known.select_related("article").first():
        raise AlreadyImported(record.article)


def keep_pictures(pictures, by):
    """({figure's name: digest}, open points about those that were refused)."""
    digests, refused = {}, {}
    for name, data in pictures.items():
        try:
            image, _ = Image.from_upload(data, title=name, by=by)
        except ImageRefused as refusal:
            refused[name] = OpenPoint(
                "picture-refused", f"The picture “{name}” was left out. {refusal}"
            )
        else:
            digests[name] = image.digest
    return digests, refused


def write(source_text, found, images, refused, author, by, now):
    add_works(found.new_works, by)
    picked = pick_author(found.report.author, author)
    source = with_pictures(found.source, images, refused)
    if picked.clinician:
        source = replace(source, authors=(picked.clinician.slug,))
    article = Article.objects.create(edited_by=by)
    article.write_draft(source, version=article.version, by=by)
    article.take_revision(Revision.Reason.IMPORTED, by=by, now=now)
    for point in (
        *found.report.open_points,
        *refused.values(),
        *picked.open_points,
    ):
        article.open_points.create(
            code=point.code,
            message=point.message,
            line=point.line,
            proposal=point.proposal,
        )
    ImportRecord.objects.create(
        article=article,
        source_digest=source_text.digest,
        file_name=source_text.name[:200],
        report=found.report.to_dict(),
        previous_title=found.report.previous_title[:300],
        next_title=found.report.next_title[:300],
    )
    return article


def add_works(works, by):
    keys = [work["id"] for work in works]
    if ReferenceKey.objects.filter(key__in=keys).exists():
        raise LibraryChanged
    for work in works:
        reference = Reference.add(work)
        reference.changes.create(
            what="added", after=reference.state(), by=by, note="With an article"
        )


def pick_author(named, given):
    """Whom to print as author: ``given``, else the one named, else the first."""
    if given:
        return Picked(given)
    clinicians = list(Clinician.objects.all())
    if not clinicians:
        return Picked(
            None,
            (OpenPoint("author-missing", "Nobody is named as author. Choose one."),),
        )
    words = words_of(named)
    for clinician in clinicians:
        names = (clinician.name_as_filed, clinician.name_as_used)
        if any(name and words_of(name) <= words for name in names):
            return Picked(clinician)
    said = (
        f"The text names “{named}”, who is no clinician here."
        if named
        else ("The text names no author.")
    )
    point = OpenPoint(
        "author-guessed", f"{said} {clinicians[0]} was put down. Is that right?"
    )
    return Picked(clinicians[0], (point,))


def words_of(name):
    return set(re.findall(r"\w+", name.casefold()))


def with_pictures(source, images, refused):
    """The source with its images filled in, and without the pictures refused."""
    body = source.body
    for name in refused:
        body = re.sub(
            rf"^!\[[^\]\n]*\]\(figure:{re.escape(name)}\)\n*", "", body, flags=re.M
        )
    figures = tuple(
        replace(figure, image=images.get(figure.name, ""))
        for figure in source.figures
        if figure.name not in refused
    )
    lead = "" if source.lead_figure in refused else source.lead_figure
    return replace(source, body=body, figures=figures, lead_figure=lead)


def format_new_entries(found):
    """What pandoc cannot format now is formatted when the reference is next saved."""
    keys = [work["id"] for work in found.new_works]
    try:
        Reference.objects.filter(key__in=keys).format_entries(cite)
    except EngineError:
        return


def order_by_neighbours(series):
    """Put a series in the order that its articles' sources remember."""
    articles = series.articles.select_related("import_record")
    named = []
    for article in articles.order_by("position", "id"):
        record = getattr(article, "import_record", None)
        named.append(
            Neighbours(
                article.pk,
                article.title,
                record.previous_title if record else "",
                record.next_title if record else "",
            )
        )
    series.reorder(in_order(named))
