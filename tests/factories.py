"""Plain functions that make what a test is about, with sensible defaults."""

import itertools
from io import BytesIO

from PIL import Image as PillowImage

from articles.models import (
    FAQ,
    Article,
    Clinician,
    Figure,
    FurtherReading,
    Image,
    Practice,
    Reference,
    Series,
    Topic,
)

numbers = itertools.count(1)


def make_practice(**fields):
    """The one row, with ``fields`` set; ``place``: a street in Oakland."""
    practice = Practice.current()
    place = fields.pop("place", None)
    for name, value in fields.items():
        setattr(practice, name, value)
    practice.save()
    if place:
        practice.places.create(street=place, city="Oakland")
    return practice


def make_clinician(name="Dana Reyes", *, licence=True, **fields):
    """``licence``: whether an LMFT licence comes with it. Known by its slug."""
    make_practice()
    slug = fields.pop("slug", name.lower().replace(" ", "-"))
    clinician, is_new = Clinician.objects.get_or_create(
        slug=slug, defaults={"name_as_filed": name, **fields}
    )
    if is_new and licence:
        clinician.licences.create(kind="lmft", number="12345", state="California")
    return clinician


def make_series(title="The space between", **fields):
    slug = fields.pop("slug", f"series-{next(numbers)}")
    return Series.objects.create(title=title, slug=slug, **fields)


def make_topic(name="Sleep", **fields):
    slug = fields.pop("slug", f"topic-{next(numbers)}")
    return Topic.objects.create(name=name, slug=slug, **fields)


def make_reference(family="Holt-Lunstad", year=2015, **item):
    """A journal article with all that APA asks for; ``item`` overrides CSL fields."""
    number = next(numbers)
    return Reference.add(
        {
            "type": "article-journal",
            "title": f"Loneliness as a risk, study {number}",
            "author": [{"family": family, "given": "Ada"}],
            "issued": {"date-parts": [[year]]},
            "container-title": "Journal of Worked Examples",
            "volume": "10",
            "page": "227-237",
            "DOI": f"10.5555/example.{number}",
            **item,
        }
    )


def make_png(width=60, height=40, color=(40, 90, 120)):
    """The bytes of a small picture."""
    file = BytesIO()
    PillowImage.new("RGB", (width, height), color).save(file, "PNG")
    return file.getvalue()


def make_image(title="A window", *, color=None, **size):
    """A library image through the real pipeline; each call makes other pixels."""
    number = next(numbers)
    color = color or (number % 256, number // 256 % 256, 120)
    return Image.from_upload(make_png(color=color, **size), title=title)[0]


def make_article(
    title="Why we argue",
    *,
    authors=None,
    faqs=(),
    figures=(),
    further_reading=(),
    series=None,
    topics=(),
    slug=None,
    **fields,
):
    """A draft with an author.

    ``faqs``: (question, answer) pairs; ``figures``: dicts of Figure fields;
    ``further_reading``: references; ``authors``: clinicians, () for none.
    """
    fields.setdefault("body", "Two people, one kitchen, the same quarrel.")
    article = Article.objects.create(title=title, **fields)
    for position, (question, answer) in enumerate(faqs):
        FAQ.objects.create(
            article=article, question=question, answer=answer, position=position
        )
    for position, figure in enumerate(figures):
        Figure.objects.create(article=article, position=position, **figure)
    for position, reference in enumerate(further_reading):
        FurtherReading.objects.create(
            article=article, reference=reference, position=position
        )
    people = [make_clinician()] if authors is None else authors
    article.set_authors([person.slug for person in people])
    article.topics.set(topics)
    article.settle_draft()
    if slug:
        article.move_to(slug)
    if series:
        series.add(article)
    return article


def make_published_article(
    title="Why we argue",
    *,
    at=None,
    now=None,
    change_note="",
    first_published_at=None,
    **fields,
):
    """An article as ``make_article`` makes it, live (or scheduled, with ``at``)."""
    article = make_article(title, **fields)
    article.publish(
        at=at, now=now, change_note=change_note, first_published_at=first_published_at
    )
    article.refresh_from_db()
    return article


def make_published_page(title="Fees", **fields):
    return make_published_article(title, kind=Article.Kind.PAGE, **fields)
