"""What the worker does aside; each task may safely run twice.

Tasks are enqueued by the admin after the model's method, once the transaction that
changed something has ended.
"""

import logging

from django.utils import timezone
from django_tasks import task

from articles.citations import EngineError
from articles.models import Image, PublishedPage

logger = logging.getLogger(__name__)


@task()
def make_renditions(image_id):
    """The sizes and formats that a page did not have to wait for."""
    image = Image.objects.filter(pk=image_id).first()
    if image is None:
        return
    if image.make_renditions():
        PublishedPage.objects.showing(image).mark_stale(timezone.now())
        rerender_marked()


@task()
def rerender_stale():
    """Make every page anew that is marked stale, each in its own transaction."""
    rerender_marked()


def rerender_marked():
    """Pages whose citations cannot be formatted now stay marked for the next time."""
    stale = PublishedPage.objects.current(timezone.now()).filter(is_stale=True)
    for page in stale.select_related("publication__revision").order_by("pk"):
        try:
            page.rerender()
        except EngineError:
            logger.exception("“%s” could not be made anew.", page.publication.title)
