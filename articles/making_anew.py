"""Finished pages that no longer show what they should, made anew."""

import logging
import math
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

from django.db.models import F
from django.utils import timezone

from articles.citations import EngineError
from articles.models import SIDE_BY_SIDE, Inputs, PublishedPage, begin, keep_begun

logger = logging.getLogger(__name__)

AT_A_TIME = 8
# A page whose works keep changing while it is rendered is tried again.
ATTEMPTS = 3
# What a person has just changed is not among the last of thousands.
NEWEST_FIRST = F("stale_since").desc(nulls_last=True)
NONE = ((), {})
UNKNOWN = "Something in it could not be handled. The log of the task worker says what."


def rerender_marked(until=math.inf, *, is_rest=False):
    """Make stale pages anew; True if it was to end before all were.

    ``until``: a moment of the monotonic clock, after which no more are begun; some are
    made in any case. ``is_rest``: whether it goes on with what was left by an earlier
    call, so that pages which that one could not make are not tried again. Those stay
    marked for the next time, and say why.

    Some are taken at a time, so that a worker that is killed has lost little; of those
    that were marked together at random, so that two workers seldom take the same ones.
    """
    if not is_rest:
        PublishedPage.objects.exclude(problem="").update(problem="")
    tried = Counter()
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        pages, begun = some_stale(pool, tried)
        while pages:
            is_last = time.monotonic() >= until
            # Pandoc begins with the next ones while these are put together.
            coming = NONE if is_last else some_stale(pool, tried, besides=pages)
            keep_begun(begun)
            for page in pages:
                rerender(page)
            if is_last:
                return True
            pages, begun = coming if coming[0] else some_stale(pool, tried)
    return False


def some_stale(pool, tried, besides=()):
    """Some pages that are due, and their citations, which begin to be formatted."""
    due = PublishedPage.objects.stale(timezone.now()).filter(problem="")
    keys = due.order_by(NEWEST_FIRST, "?").values_list("pk", flat=True)
    busy = {page.pk for page in besides}
    left = (key for key in keys if tried[key] < ATTEMPTS and key not in busy)
    taken = list(islice(left, AT_A_TIME))
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
