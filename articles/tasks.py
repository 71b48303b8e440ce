"""What the worker does aside; each task may safely run twice.

Tasks are enqueued by the admin after the model's method, once the transaction that
changed something has ended. There may be one worker for all of them, so what nobody
waits for comes after what somebody does, and is cut into pieces of a few seconds.
"""

import logging
import time
from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult, get_date_max

from articles.citations import EngineError
from articles.citations.reading import Unreadable, read_records
from articles.exporting import CannotExport, zip_site
from articles.lookup import Services
from articles.lookup.pasted import read_pasted
from articles.making_anew import UNKNOWN, rerender_marked
from articles.models import (
    Image,
    PublishedPage,
    Reference,
    ReferenceImport,
    SiteExport,
    cite,
)
from articles.models.checking import Run
from articles.models.import_library import PASTED, judged
from articles.picture_files import AGAIN_AFTER, fill, pictures

logger = logging.getLogger(__name__)

# Priorities, the usual being 0: what people hardly wait for, and what nobody does.
ASIDE, LAST = -10, -20
# A task that could be long begins nothing more after so many seconds.
MOMENT = 2
CHECKS_AT_A_TIME = 5
# By then all web processes are of the version of a worker that starts.
RENEWED_AFTER = timedelta(minutes=2)
MINUTE = timedelta(minutes=1)


@task(priority=ASIDE)
def make_renditions(image_id):
    """The files that a page did not have to wait for: sizes, formats, crops."""
    done = fill(Image.objects.filter(pk=image_id), time.monotonic() + MOMENT)
    if done.is_out_of_time and done.last != image_id:
        make_renditions.enqueue(image_id)
    see_to_the_rest(done)


@task(priority=LAST)
def fill_renditions(after=0):
    """The same for every picture that lacks some, as far as one moment goes."""
    done = fill(pictures(after), time.monotonic() + MOMENT)
    if done.is_out_of_time:
        fill_renditions.enqueue(done.last or after)
    see_to_the_rest(done)


def see_to_the_rest(done):
    if done.are_pages_left and not waiting(rerender_stale).exists():
        rerender_later()
    fill_later(done)


def fill_later(done):
    """Have all looked at again if anything could not be made."""
    if done.problem:
        logger.error("Files of pictures could not be stored.", exc_info=done.problem)
    if not (done.again_after and fill_renditions.get_backend().supports_defer):
        return
    moment = timezone.now() + done.again_after
    if not waiting(fill_renditions).filter(run_after__lte=moment).exists():
        fill_renditions.using(run_after=moment).enqueue()


def fill_what_is_missing():
    """When a worker starts: whatever kept files from being made may be over.

    But not where a full disk is about to be tried again anyway.
    """
    soon = Q(run_after__lte=timezone.now() + AGAIN_AFTER)
    is_soon = waiting(fill_renditions).filter(soon | Q(run_after=get_date_max()))
    if Image.objects.exists() and not is_soon.exists():
        fill_renditions.enqueue()


@task(priority=LAST)
def fill_listings(after=0):
    """What readers see beside each entry of the library, where it isn't of it."""
    last = Reference.everything.fill_listings(after)
    if last is not None:
        fill_listings.enqueue(last)


def plan_listings():
    """When a worker starts, which may be of a new version.

    A web process of the old one may still store an entry without its listing; all are
    compared when it has gone.
    """
    if not fill_listings.get_backend().supports_defer:
        return
    waiting(fill_listings).delete()
    if Reference.objects.exists():
        fill_listings.using(run_after=timezone.now() + RENEWED_AFTER).enqueue()


def waiting(task):
    """Where it is enqueued or planned, and has not begun.

    Its ``run_after`` is far away where it may begin at once.
    """
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    return ready.filter(task_path=task.module_path)


@task(priority=LAST)
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
def rerender_stale(is_rest=False):
    """Make every page anew that is marked stale, each in its own transaction.

    Of thousands only the first have a person's turn; for the others all that somebody
    waits for comes first.
    """
    if rerender_marked(time.monotonic() + MOMENT, is_rest=is_rest):
        rerender_later()


def rerender_later(*, is_rest=True):
    rerender_stale.using(priority=ASIDE).enqueue(is_rest=is_rest)


def rerender_what_was_left():
    """When a worker starts: an error of the database may have ended the last one."""
    is_due = PublishedPage.objects.stale(timezone.now()).exists()
    if is_due and not waiting(rerender_stale).exists():
        rerender_later(is_rest=False)


@task()
def take_style():
    """After another citation style was chosen: every page, then the library."""
    rerender_stale.enqueue()
    format_library.enqueue()


@task(priority=LAST)
def format_library(after=0):
    """Every work's entry in the practice's style, some at a time."""
    works, last = Reference.everything.next_some(after)
    format_works(works)
    if last is not None:
        format_library.enqueue(last)


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
    rerender_stale.enqueue()


def format_works(works):
    """What cannot be formatted now keeps its entry until the work is next saved."""
    try:
        works.format_entries(cite)
    except EngineError:
        logger.exception("Entries of references could not be formatted.")


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
