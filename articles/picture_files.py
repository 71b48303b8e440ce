"""Files of pictures that nobody waited for: sizes, formats, crops."""

import logging
import math
import time
from dataclasses import dataclass
from datetime import timedelta

from django.db import DatabaseError
from django.utils import timezone

from articles.imaging import ImageRefused, TooBusy
from articles.making_anew import rerender_marked
from articles.models import Image, PublishedPage, UnreadPicture

logger = logging.getLogger(__name__)

# A full disk is tried again after the first; a picture that could not be read, or had
# no process to be read by, after the second; one that is lost or damaged, which a
# person has to see to, after the third.
AGAIN_AFTER = timedelta(minutes=10)
UNREAD_AGAIN_AFTER = timedelta(hours=1)
REFUSED_AGAIN_AFTER = timedelta(days=1)
SKIPPED = "Picture %s, “%s”, lacks sizes, which are tried again later. %s"


def pictures(after=0):
    """Each in turn; no query stays open while the database is written to."""
    while image := Image.objects.filter(pk__gt=after).order_by("pk").first():
        yield image
        after = image.pk


@dataclass
class Filled:
    """How many files were ``made``, and the ``last`` picture that is done with.

    ``again_after``: the time until what could not be made may be tried again, if any.
    ``problem``: why nothing more can be stored. ``are_pages_left``: whether there was
    no time for all pages that are to be made anew.
    """

    made: int = 0
    last: int = 0
    is_out_of_time: bool = False
    again_after: timedelta | None = None
    problem: Exception | None = None
    are_pages_left: bool = False

    def skip(self, image, reason):
        logger.error(SKIPPED, image.pk, image, reason)
        may_pass = isinstance(reason, UnreadPicture | TooBusy)
        delay = UNREAD_AGAIN_AFTER if may_pass else REFUSED_AGAIN_AFTER
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
        done.are_pages_left = rerender_marked(until, is_rest=True)
    return done


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
