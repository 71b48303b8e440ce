"""What the worker does aside; each task may safely run twice.

Tasks are enqueued by the admin after the model's method, once the transaction that
changed something has ended.
"""

import logging
import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from articles.citations import EngineError
from articles.citations.reading import Unreadable, read_records
from articles.exporting import CannotExport, zip_site
from articles.imaging import ImageRefused
from articles.lookup import Services
from articles.lookup.pasted import read_pasted
from articles.models import (
    SIDE_BY_SIDE,
    Image,
    Inputs,
    Practice,
    PublishedPage,
    Reference,
    ReferenceImport,
    SiteExport,
    begin,
    cite,
    keep_begun,
)
from articles.models.checking import Run
from articles.models.import_library import PASTED, judged

logger = logging.getLogger(__name__)

AT_A_TIME = 8
CHECKS_AT_A_TIME = 100
# A page whose works keep changing while it is rendered is tried again.
ATTEMPTS = 3
MINUTE = timedelta(minutes=1)
UNKNOWN = "Something in it could not be handled. The log of the task worker says what."


@task()
def make_renditions(image_id):
    """The files that a page did not have to wait for: sizes, formats, crops."""
    image = Image.objects.filter(pk=image_id).first()
    if image is not None and complete(image):
        rerender_marked()


@task()
def fill_renditions(after=0):
    """The same for every picture, some at a time, so that other tasks get a turn."""
    images = list(Image.objects.filter(pk__gt=after).order_by("pk")[:AT_A_TIME])
    if images:
        fill(images)
        fill_renditions.enqueue(images[-1].pk)


def fill(images):
    """How many files were missing and made. One picture's failure costs no other."""
    made = 0
    for image in images:
        try:
            made += complete(image)
        except (OSError, ImageRefused):
            logger.exception("Files of picture %s could not be made.", image.pk)
    rerender_marked()
    return made


def complete(image):
    """Make the files that are missing; the pages that show it are to follow.

    Crops come first: a list has no picture until they are there, while an article has
    shown its own since the upload.
    """
    crops = image.make_crops()
    whole = image.make_renditions()
    if whole:
        PublishedPage.objects.showing(image).mark_stale(timezone.now())
    return crops + whole


@task()
def check_references():
    """Ask the services what is due, some at a time, so that other tasks get a turn."""
    asked = services()
    if not asked.is_on:
        return
    run = Run(asked, timezone.now, time.sleep, limit=CHECKS_AT_A_TIME)
    run.check()
    if run.is_at_limit() and not run.problems:
        check_references.enqueue()


@task()
def rerender_stale():
    """Make every page anew that is marked stale, each in its own transaction."""
    rerender_marked()


@task()
def take_style():
    """After another citation style was chosen: every page, then the library."""
    rerender_marked()
    try:
        Reference.everything.all().format_entries(partial(cite, style=Practice.style()))
    except EngineError:
        logger.exception("The library's entries could not be made anew.")


def rerender_marked():
    """Pages that cannot be made now stay marked for the next time, and say why.

    Some are taken at a time, so that a worker that is killed has lost little, and
    at random, so that two workers seldom take the same ones.
    """
    tried = Counter()
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        pages, begun = some_stale(pool, tried)
        while pages:
            # Pandoc begins with the next ones while these are put together.
            coming = some_stale(pool, tried, besides=pages)
            keep_begun(begun)
            for page in pages:
                rerender(page)
            pages, begun = coming if coming[0] else some_stale(pool, tried)


def some_stale(pool, tried, besides=()):
    """Some pages that are due, and their citations, which begin to be formatted."""
    keys = PublishedPage.objects.stale(timezone.now()).values_list("pk", flat=True)
    busy = {page.pk for page in besides}
    left = [key for key in keys if tried[key] < ATTEMPTS and key not in busy]
    taken = random.sample(left, min(len(left), AT_A_TIME))  # noqa: S311 (no secret)
    tried.update(taken)
    pages = list(
        PublishedPage.objects.filter(pk__in=taken).select_related(
            "publication__revision"
        )
    )
    asked = [question for page in pages if (question := asked_of(page))]
    return pages, begin(pool, asked)


def asked_of(page):
    try:
        return Inputs.of(page.publication.revision.source).asked()
    except Exception:  # noqa: BLE001 (the page's own rendering says what is wrong)
        return None


def rerender(page):
    """One page's failure, of whatever kind, is kept with it and costs no other."""
    try:
        page.rerender()
    except EngineError as error:
        logger.exception("“%s” could not be made anew.", page.publication.title)
        page.note_problem(str(error))
    except Exception:
        logger.exception("“%s” could not be made anew.", page.publication.title)
        page.note_problem(UNKNOWN)


@task()
def read_references_import(import_id):
    """Read what was sent, and compare it with the library."""
    batch = ReferenceImport.objects.filter(pk=import_id).first()
    if batch is None or not batch.is_being_read:
        return
    try:
        reading = reading_of(batch)
        batch.keep(reading.format, judged(reading, batch.note_progress))
    except Unreadable as problem:
        batch.fail(str(problem))
    except Exception:
        logger.exception("“%s” could not be read.", batch.name)
        batch.fail(UNKNOWN)
        raise


def reading_of(batch):
    """A file, or a list whose identifiers are looked up. Raises Unreadable."""
    content = bytes(batch.content)
    if batch.format == PASTED:
        return read_pasted(content.decode(), services(), batch.note_progress)
    return read_records(content, batch.name)


def services():
    return Services(settings.CONTACT_EMAIL, settings.SITE_URL, settings.LOOKUP_SERVER)


@task()
def format_imported(import_id):
    """The printed entries of the works that an import added."""
    batch = ReferenceImport.objects.filter(pk=import_id).first()
    if batch is not None:
        format_works(batch.unformatted())


@task()
def format_changed(references):
    """The printed entries of these works, and the pages that cite them."""
    format_works(Reference.objects.filter(pk__in=references))
    rerender_marked()


def format_works(works):
    """What cannot be formatted now is formatted when the work is next saved."""
    try:
        works.format_entries(cite)
    except EngineError:
        logger.exception("Entries of new references could not be formatted.")


@task()
def make_site_export(export_id):
    """Everything as one file; it is removed a day after it was asked for."""
    export = SiteExport.objects.filter(pk=export_id).first()
    if export is None or export.ready_at:
        return
    SiteExport.forget_old(timezone.now())
    export.begin(timezone.now())
    try:
        missing = zip_site(export.path)
    except CannotExport as problem:
        export.fail(str(problem))
    except Exception:
        logger.exception("“Take everything with me” failed.")
        export.fail(UNKNOWN)
        raise
    else:
        export.finish(missing, timezone.now())
        plan_forgetting(export.ends_at)


def plan_forgetting(ends_at):
    """Have what stands among the exports removed soon after this moment."""
    if forget_old_exports.get_backend().supports_defer:
        forget_old_exports.using(run_after=ends_at + MINUTE).enqueue()


@task()
def forget_old_exports():
    SiteExport.forget_old(timezone.now())
