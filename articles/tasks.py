"""What the worker does aside; each task may safely run twice.

Tasks are enqueued by the admin after the model's method, once the transaction that
changed something has ended. There may be one worker for all of them, so what nobody
waits for comes after what somebody does, and is cut into pieces of a few seconds.
"""

import logging
import math
import time
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult, get_date_max

from articles.citations import EngineError
from articles.citations.reading import Unreadable, read_records
from articles.exporting import CannotExport, zip_site
from articles.imaging import ImageRefused
from articles.lookup import Services
from articles.lookup.pasted import read_pasted
from articles.making_anew import UNKNOWN, rerender_marked
from articles.models import (
    Image,
    Practice,
    PublishedPage,
    Reference,
    ReferenceImport,
    SiteExport,
    UnreadPicture,
    cite,
)
from articles.models.checking import Run
from articles.models.import_library import PASTED, judged

logger = logging.getLogger(__name__)

# Priorities, the usual being 0: what nobody waits for, and what is for all pictures.
ASIDE, LAST = -10, -20
# A task that could be long begins nothing more after so many seconds.
MOMENT = 2
# A full disk is tried again after the first, a picture that could not be read after the
# second; one that is lost or damaged, which a person has to see to, after the third.
AGAIN_AFTER = timedelta(minutes=10)
UNREAD_AGAIN_AFTER = timedelta(hours=1)
REFUSED_AGAIN_AFTER = timedelta(days=1)
SKIPPED = "Picture %s, “%s”, lacks sizes, which are tried again later. %s"
CHECKS_AT_A_TIME = 5
MINUTE = timedelta(minutes=1)


@task(priority=ASIDE)
def make_renditions(image_id):
    """The files that a page did not have to wait for: sizes, formats, crops."""
    done = fill(Image.objects.filter(pk=image_id), time.monotonic() + MOMENT)
    if done.is_out_of_time and done.last != image_id:
        make_renditions.enqueue(image_id)
    fill_later(done)


@task(priority=LAST)
def fill_renditions(after=0):
    """The same for every picture that lacks some, as far as one moment goes."""
    done = fill(pictures(after), time.monotonic() + MOMENT)
    if done.is_out_of_time:
        fill_renditions.enqueue(done.last or after)
    fill_later(done)


def pictures(after=0):
    """Each in turn; no query stays open while the database is written to."""
    while image := Image.objects.filter(pk__gt=after).order_by("pk").first():
        yield image
        after = image.pk


@dataclass
class Filled:
    """How many files were ``made``, and the ``last`` picture that is done with.

    ``again_after``: the time until what could not be made may be tried again, if any.
    ``problem``: why nothing more can be stored.
    """

    made: int = 0
    last: int = 0
    is_out_of_time: bool = False
    again_after: timedelta | None = None
    problem: Exception | None = None

    def skip(self, image, reason):
        logger.error(SKIPPED, image.pk, image, reason)
        is_refused = isinstance(reason, ImageRefused)
        delay = REFUSED_AGAIN_AFTER if is_refused else UNREAD_AGAIN_AFTER
        self.again_after = min(self.again_after or delay, delay)

    def stop(self, problem):
        self.problem, self.again_after = problem, AGAIN_AFTER


def fill(images, until=math.inf):
    """Make the files that are missing, and the pages that show them anew.

    ``until``: a moment of the monotonic clock, after which nothing more is begun.
    A picture that is lost or damaged, or cannot be read, costs no other. Where files
    cannot be stored, nothing else is tried.
    """
    done = Filled()
    for image in images:
        try:
            made = complete(image, until)
            done.made += made
            # A picture that lacks nothing is done with, however long the look took.
            is_done_with = not made or time.monotonic() < until
        except (UnreadPicture, ImageRefused) as reason:
            done.skip(image, reason)
            is_done_with = True
        except (OSError, DatabaseError) as problem:
            done.stop(problem)
            break
        done.last = image.pk if is_done_with else done.last
        done.is_out_of_time = time.monotonic() >= until
        if done.is_out_of_time:
            break
    if done.made:
        rerender_marked()
    return done


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


def waiting(task):
    """Where it is enqueued or planned, and has not begun.

    Its ``run_after`` is far away where it may begin at once.
    """
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    return ready.filter(task_path=task.module_path)


def complete(image, until=math.inf):
    """Make the files that are missing; the pages that show it are to follow.

    Crops come first: a list has no picture until they are there, while an article has
    shown its own since the upload.
    """
    made = image.make_crops(until=until)
    if made and time.monotonic() >= until:
        return made
    sizes = image.make_renditions(until=until)
    if sizes and not image.missing_sizes():
        PublishedPage.objects.showing(image).mark_stale(timezone.now())
    return made + sizes


@task(priority=ASIDE)
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
