"""The demo practice in the database: brought in, and taken out again."""

from dataclasses import asdict
from datetime import timedelta
from itertools import chain

from django.db import transaction

from articles.demo import login
from articles.demo.drawings import draw
from articles.demo.reading import read_demo
from articles.models import (
    Article,
    Clinician,
    DemoRecord,
    FormattedCitations,
    Image,
    Place,
    Practice,
    Reference,
    Revision,
    Series,
    Topic,
    cite,
)

# What refers to another thing comes before it.
DELETED_IN_ORDER = (Article, Series, Topic, Reference, Clinician, Place, Image)


class DemoEdited(Exception):
    """Somebody has edited what the demo brought; ``things`` names it."""

    def __init__(self, things):
        self.things = [f"{thing._meta.verbose_name} “{thing}”" for thing in things]
        super().__init__("Edited since: " + ", ".join(self.things) + ".")


def load(now):
    """Load what of the demo isn't there yet; how many articles and pages were made.

    ``now``: an aware datetime from which the demo counts its dates. May run again.
    Raises ``citations.EngineError`` if the citations cannot be formatted.
    """
    demo = read_demo(now.date())
    load_practice(demo.practice)
    load_references(demo.works)
    new = [article for article in demo.articles if is_new(article)]
    digests = load_drawings(
        {name for article in new for name in article.drawings.values()}
    )
    made = {
        article.slug: load_article(article.with_images(digests), now) for article in new
    }
    order_series(demo, made)
    for article in made.values():
        DemoRecord.note(article)
    login.make()
    return len(made)


def is_new(article):
    return not Article.objects.filter(slug=article.slug).exists()


def load_practice(demo):
    practice = Practice.current()
    if practice.is_untouched:
        for name, value in demo.details.items():
            setattr(practice, name, value)
        for digest in load_drawings(set(filter(None, [demo.home_picture]))).values():
            practice.home_picture = Image.objects.get(digest=digest)
        practice.save()
        for position, place in enumerate(demo.places):
            DemoRecord.note(practice.places.create(position=position, **asdict(place)))
        DemoRecord.note(practice)
    for position, person in enumerate(demo.clinicians):
        clinician, is_made = Clinician.objects.get_or_create(
            slug=person.slug,
            defaults={
                "name_as_filed": person.name_as_filed,
                "biography": person.biography,
                "position": position,
            },
        )
        if is_made:
            for licence in person.licences:
                clinician.licences.create(**asdict(licence))
            DemoRecord.note(clinician)
    for series in demo.series:
        note_new(
            Series, series.slug, title=series.title, description=series.description
        )
    for topic in demo.topics:
        note_new(
            Topic,
            topic.slug,
            name=topic.name,
            description=topic.description,
            crisis_card=topic.crisis_card,
        )


def note_new(model, slug, **fields):
    thing, is_made = model.objects.get_or_create(slug=slug, defaults=fields)
    if is_made:
        DemoRecord.note(thing)


def load_references(works):
    for key, item in works.items():
        if not Reference.objects.filter(keys__key=key).exists():
            DemoRecord.note(Reference.add(item))
    Reference.objects.filter(key__in=works, entry="").format_entries(cite)


def load_drawings(names):
    """{drawing's name: digest of its library image}, drawn where it isn't there."""
    digests = {}
    for name in sorted(names):
        image, is_made = Image.from_upload(
            draw(name),
            title=name.replace("_", " ").capitalize(),
            rights="Drawn by code for the demo practice.",
        )
        if is_made:
            DemoRecord.note(image)
        digests[name] = image.digest
    return digests


def load_article(demo, now):
    article = Article.objects.create(
        kind=demo.kind,
        menu_position=demo.menu_position,
        about=Clinician.objects.filter(slug=demo.about).first(),
    )
    article.write_draft(demo.source, version=article.version)
    article.move_to(demo.slug)
    article.topics.set(Topic.objects.filter(slug__in=demo.topics))
    if demo.state == "draft":
        article.take_revision(Revision.Reason.SAVED, now=now)
        return article
    at = now - timedelta(days=demo.published_days_ago)
    if demo.state == "scheduled":
        article.publish(at=at, now=now)
    else:
        article.publish(now=at)
    if demo.change:
        changed_at = now - timedelta(days=demo.change.days_ago)
        article.publish(now=changed_at, change_note=demo.change.note)
    if demo.draft:
        article.write_draft(demo.draft, version=article.version)
        article.take_revision(Revision.Reason.SAVED, now=now)
    return article


def order_series(demo, made):
    for series in Series.objects.filter(
        slug__in=[s.slug for s in demo.practice.series]
    ):
        parts = [article for article in demo.articles if article.series == series.slug]
        parts.sort(key=lambda article: article.position)
        new = [made[article.slug].pk for article in parts if article.slug in made]
        if new:
            series.reorder([pk for pk in series.article_ids() if pk not in new] + new)


def clear(*, even_edited=False):
    """Delete exactly what the demo brought; how many rows that were.

    ``even_edited``: with what was edited of it since. Raises DemoEdited otherwise, and
    deletes nothing.
    """
    records = [r for r in DemoRecord.objects.all() if r.thing is not None]
    edited = [record.thing for record in records if record.is_edited]
    if edited and not even_edited:
        raise DemoEdited(edited)
    things = {model: [] for model in (Practice, *DELETED_IN_ORDER)}
    for record in records:
        things[type(record.thing)].append(record.thing)
    with transaction.atomic():
        for _ in things.pop(Practice):
            Practice(pk=1).save()
        FormattedCitations.forget([work.key for work in things[Reference]])
        for thing in chain.from_iterable(things.values()):
            thing.delete()
        login.remove()
        DemoRecord.objects.all().delete()
    return len(records)
