"""A text of an export becomes an article or page, with its place and its dates."""

import re
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles.bringing_back.files import inside
from articles.bringing_back.timeline import bring_newer, bring_timeline
from articles.citations import EngineError
from articles.models import (
    Address,
    Article,
    Clinician,
    ImportRecord,
    NotPublishable,
    OldPath,
    ReferenceKey,
    Revision,
    Series,
    Topic,
    normalize_path,
)

OWN = re.compile(r"/(?:articles/)?([a-z0-9_-]{1,80})/")


def bring_text(loaded, export, known, images, say, by, now):
    """(the Article or None, did it become what it was).

    What is here already is none that came, and all is right with it.
    """

    def tell(sentence):
        say(f"{loaded.name}: {sentence}")

    record = ImportRecord.objects.filter(source_digest=loaded.digest)
    if found := record.select_related("article").first():
        tell(f"This text is here already, as “{found.article}”.")
        return None, True
    try:
        with transaction.atomic():
            article = write(loaded, export, known, images, tell, by, now)
    except ValidationError as refusal:
        tell(f"Left out. {' '.join(refusal.messages)}")
        return None, False
    except IntegrityError:
        tell("Left out. Somebody else brought it in at the same moment.")
        return None, False
    tell(f"“{article}”")
    return article, publish(article, loaded, export, known, images, tell, by, now)


def publish(article, loaded, export, known, images, tell, by, now):
    try:
        bring_timeline(article, loaded.text, by=by, now=now)
        for newer in loaded.beside:
            source = source_of(newer, export, known, images, tell)
            bring_newer(article, newer.text, source, by=by, now=now)
    except (NotPublishable, EngineError, ValidationError) as problem:
        sentences = getattr(problem, "messages", None) or [str(problem)]
        tell(f"Not published. {' '.join(sentences)}")
        return False
    return True


def write(loaded, export, known, images, tell, by, now):
    text = loaded.text
    source = source_of(loaded, export, known, images, tell)
    article = Article.objects.create(
        kind=text.kind,
        crisis_card=text.crisis_card,
        about=about(text, known, tell),
        tag_uri=identity(text),
        edited_by=by,
    )
    article.write_draft(source, version=article.version, by=by)
    article.take_revision(Revision.Reason.IMPORTED, by=by, now=now)
    bring_addresses(article, text, tell)
    article.topics.set(filter(None, (known.find(Topic, name) for name in text.topics)))
    if text.series and (series := known.find(Series, text.series)):
        series.add(article)
    ImportRecord.objects.create(
        article=article, source_digest=loaded.digest, file_name=loaded.name[:200]
    )
    return article


def source_of(loaded, export, known, images, tell):
    """The source with authors, pictures and works as they are known here."""
    source = loaded.text.source
    authors = []
    for name in source.authors:
        person = known.find(Clinician, name)
        if person is None:
            tell(f"“{name}” is no clinician here; enter who wrote this.")
        else:
            authors.append(person.slug)
    works = ReferenceKey.objects.filter(key__in=source.further_reading)
    for key in {*source.further_reading} - {*works.values_list("key", flat=True)}:
        tell(f"The further reading names “{key}”, which no work here has as its key.")
    figures = tuple(
        replace(figure, image=digest(figure, loaded, export, images))
        for figure in source.figures
    )
    return replace(source, authors=tuple(dict.fromkeys(authors)), figures=figures)


def digest(figure, loaded, export, images):
    if not figure.image:
        return ""
    file = export.named(inside(export.root, loaded.path.parent, figure.image))
    return images[file].digest if file in images else ""


def about(text, known, tell):
    if not text.about:
        return None
    person = known.find(Clinician, text.about)
    if person is None:
        tell(f"It introduces “{text.about}”, who is no clinician here.")
    return person


def identity(text):
    """By what feeds know it, unless another text here has that already."""
    is_tag = text.identity.startswith("tag:") and len(text.identity) <= 200
    is_free = not Article.objects.filter(tag_uri=text.identity).exists()
    return text.identity if is_tag and is_free else ""


def bring_addresses(article, text, tell):
    """The present one last: it must be free, the old ones may be another's by now."""
    for path in text.old_addresses:
        own = OWN.fullmatch(path)
        if own:
            held, _ = Address.objects.get_or_create(
                slug=own[1], defaults={"article": article}
            )
        else:
            held, _ = OldPath.objects.get_or_create(
                path=normalize_path(path)[:300], defaults={"article": article}
            )
        if held.article_id != article.pk:
            tell(f"The address {path} leads to “{held.article}” and was left so.")
    if text.slug:
        article.move_to(text.slug)
