"""The practice, its people, series, topics, pictures and addresses as data."""

import csv
import io
from itertools import chain

from django.conf import settings
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from articles.exporting.records import values_of
from articles.models import Address, Clinician, OldPath, Practice, Series, Topic
from articles.portable import dump

# Which format the folder has; ``import_article`` refuses one that it does not know.
FORMAT = 1
SITE = "site.yaml"
# Of an article what its address takes: the texts of all would fill the memory.
PLACE = ("article", "article__kind", "article__slug")
UPPER = ("practice", "user")


def data_files(gallery, texts, now):
    """(name in the export, the parts of its text)."""
    yield SITE, [dump(site(texts, now))]
    yield "practice.yaml", [dump(practice(gallery))]
    yield "clinicians.yaml", listed(clinician(c, gallery) for c in clinicians())
    yield "series.yaml", listed(values_of(s, gallery) for s in Series.objects.all())
    yield "topics.yaml", listed(values_of(t, gallery) for t in Topic.objects.all())
    yield "images.yaml", listed(picture(image, gallery) for image in images(gallery))
    yield "addresses.csv", [table(("old address", "leads to"), old_addresses())]


def listed(values):
    """A list as YAML, an item at a time: the whole takes much memory to write."""
    parts = (dump([value]) for value in values)
    first = next(parts, dump([]))
    return chain([first], parts)


def site(texts, now):
    return {
        "practice_site_export": FORMAT,
        "site": settings.SITE_URL,
        "exported_at": timezone.localtime(now),
        # In the order in which they were first written.
        "texts": texts,
    }


def practice(gallery):
    row = Practice.current()
    places = [values_of(place, gallery, without=UPPER) for place in row.places.all()]
    return {**values_of(row, gallery), "places": places}


def clinicians():
    return Clinician.objects.select_related("portrait").prefetch_related("licences")


def clinician(row, gallery):
    licences = row.licences.all()
    return {
        **values_of(row, gallery, without=UPPER),
        "licences": [
            values_of(one, gallery, without=("clinician",)) for one in licences
        ],
    }


def images(gallery):
    return gallery.images.values()


def picture(image, gallery):
    """``rights`` is a private note; ``sha256`` is of the file."""
    return {
        "file": gallery.file(image.digest),
        "sha256": image.digest,
        "width": image.width,
        "height": image.height,
        **values_of(image, gallery),
        "used_in": gallery.uses.get(image.digest, []),
    }


def old_addresses():
    """(path, where it leads): of the former site, then of this one."""
    for old in with_place(OldPath.objects.only("path", *PLACE)):
        yield old.path, old.article.get_absolute_url()
    former = Address.objects.only("slug", *PLACE).exclude(slug=F("article__slug"))
    for address in with_place(former.order_by("slug")):
        article = address.article
        view = "articles:page" if article.is_page else "articles:article"
        yield reverse(view, args=[address.slug]), article.get_absolute_url()


def with_place(addresses):
    return addresses.select_related("article").iterator()


def table(heading, rows):
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(heading)
    writer.writerows(rows)
    return text.getvalue()
