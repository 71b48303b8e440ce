"""What the articles of ``bench.growing_library`` draw on: people, works, pictures."""

import hashlib
import random
from datetime import timedelta

from articles.models import (
    Article,
    Clinician,
    Image,
    Practice,
    Reference,
    ReferenceKey,
    Rendition,
    Series,
    Topic,
)
from articles.models.image_files import name_of
from bench.growing_shapes import SIZES, shapes
from bench.library import work

BATCH = 500
NAMES = ("Dana Reyes", "Sam Okafor", "Lena Brandt")


def make_practice():
    Practice.current()
    Practice.objects.update(
        name="Two Trees", phone="+1 510 555 0100", email="hello@example.com"
    )
    people = [
        Clinician.objects.create(
            name_as_filed=name, slug=name.lower().replace(" ", "-")
        )
        for name in NAMES
    ]
    for person in people:
        person.licences.create(kind="lmft", number="12345", state="California")
    return people


def make_topics():
    names = sorted({one.topic for one in shapes()})
    return {name: Topic.objects.create(name=name, slug=name.lower()) for name in names}


def make_works(count):
    chance = random.Random(count)
    works = []
    for start in range(0, count, BATCH):
        batch = [work(n, chance) for n in range(start, min(count, start + BATCH))]
        works += Reference.objects.bulk_create(batch)
    keys = (ReferenceKey(key=one.key, reference=one) for one in works)
    ReferenceKey.objects.bulk_create(keys, batch_size=BATCH)
    return works


def make_images(count):
    images = Image.objects.bulk_create(
        [
            Image(
                digest=f"{n + 1:064x}",
                file=name_of(f"{n + 1:064x}", "jpeg"),
                format="jpeg",
                width=1600,
                height=1067,
                title=f"Picture {n}",
            )
            for n in range(count)
        ],
        batch_size=BATCH,
    )
    sizes = [("", *size) for size in SIZES]
    sizes += [("card", 800, "jpeg"), ("social", 1200, "jpeg")]
    Rendition.objects.bulk_create(
        (
            Rendition(
                image=image,
                crop=crop,
                width=width,
                format=kind,
                file=file_name(image.digest, crop, width, kind),
            )
            for image in images
            for crop, width, kind in sizes
        ),
        batch_size=BATCH,
    )
    return images


def file_name(digest, crop, width, kind):
    """Named like the library's own files, or the site answers no request for it."""
    stem = hashlib.sha256(f"{digest} {crop}".encode()).hexdigest() if crop else digest
    return name_of(f"{stem}-{width}", kind)


def make_series(count):
    return Series.objects.bulk_create(
        Series(title=f"Series {n}", slug=f"series-{n}", description="Of one thing.")
        for n in range(count)
    )


def make_pages(now):
    for place, name in enumerate(("About", "Fees", "Privacy", "Contact")):
        page = Article.objects.create(
            title=name, kind="page", body="Some words.", menu_position=place
        )
        page.set_authors(["dana-reyes"])
        page.settle_draft()
        page.publish(now=now - timedelta(days=1))
