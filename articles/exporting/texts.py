"""Every article and page as a file; a newer draft and what is scheduled beside it."""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice

from django.utils import timezone
from django.utils.text import slugify

from articles.models import Article, Clinician, Publication, Revision, Series
from articles.portable import Change, PortableText, written
from articles.source import ArticleSource

CHUNK = 100
FOLDERS = {"article": "articles", "page": "pages"}


@dataclass(frozen=True)
class Timeline:
    """What of an article's publications an export tells. Moments are aware."""

    live: Publication | None
    scheduled: Publication | None
    latest: Publication | None
    ends_at: object
    changes: tuple

    @classmethod
    def of(cls, article, now):
        rows = sorted(article.publications.all(), key=lambda row: row.at)
        past = [row for row in rows if row.has_come(now)]
        shown = [row for row in past if not row.is_withdrawal]
        coming = [row for row in rows if not row.has_come(now)]
        in_force = past[-1] if past else None
        scheduled = next((row for row in coming if not row.is_withdrawal), None)
        ends = [row.at for row in coming if row.is_withdrawal]
        if in_force and in_force.is_withdrawal and not scheduled:
            ends = [in_force.at]
        return cls(
            live=in_force if in_force and not in_force.is_withdrawal else None,
            scheduled=scheduled,
            latest=shown[-1] if shown else None,
            ends_at=ends[0] if ends else None,
            changes=tuple(
                Change(here(row.at), row.change_note)
                for row in shown
                if row.change_note
            ),
        )


class Names:
    """Authors and series by the name that people know, where only one has it."""

    def __init__(self):
        people = list(Clinician.objects.all())
        self.authors = known(people, str)
        self.series = known(Series.objects.all(), lambda series: series.title)

    def of_authors(self, slugs):
        return tuple(self.authors.get(slug, slug) for slug in slugs)


def known(things, name):
    things = list(things)
    often = Counter(name(thing).casefold() for thing in things)
    return {
        thing.slug: name(thing) if often[name(thing).casefold()] == 1 else thing.slug
        for thing in things
    }


def text_files(gallery, now):
    """(name in the export, content) of each file, in the order of the articles."""
    names, taken = Names(), set(Article.objects.values_list("slug", flat=True))
    for article, line in timelines(now):
        stem = article.slug or free_stem(article.title, taken)
        for folder, text in versions(article, line, names):
            path = f"{folder}/{stem}.md"
            for figure in text.source.figures:
                gallery.note_use(figure, path)
            yield path, written(with_files(text, gallery))


def timelines(now):
    """(article, Timeline) of each; of its versions only those read that are told."""
    found = articles()
    while some := list(islice(found, CHUNK)):
        lines = [Timeline.of(article, now) for article in some]
        told = [row for line in lines for row in (line.live, line.scheduled) if row]
        whole = Revision.objects.in_bulk({row.revision_id for row in told})
        for row in told:
            row.revision = whole[row.revision_id]
        yield from zip(some, lines, strict=True)


def articles():
    found = Article.objects.order_by("pk").select_related("series", "about")
    return found.prefetch_related(
        "topics",
        "addresses",
        "old_paths",
        "publications",
    ).iterator(chunk_size=CHUNK)


def free_stem(title, taken):
    """A file name for a text that has no address yet."""
    stem = slugify(title)[:60].strip("-") or "untitled"
    number, name = 1, stem
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(name)
    return name


def versions(article, line, names):
    """(folder, PortableText): what readers see; then what waits, if it differs."""
    place = place_of(article, names, line)
    folder = FOLDERS[article.kind]
    told = None
    if line.live:
        told = line.live.revision.digest
        yield folder, replace(place, source=named(line.live.revision.source, names))
    if line.scheduled:
        publication, told = line.scheduled, line.scheduled.revision.digest
        yield (
            "scheduled" if line.live else folder,
            replace(
                place,
                source=named(publication.revision.source, names),
                is_draft=False,
                first_published_at=here(publication.first_published_at),
                live_from=here(publication.at),
                change_note=publication.change_note,
            ),
        )
    if told is None or article.draft_digest != told:
        source = named(article.draft(), names)
        is_beside = told is not None
        yield (
            "drafts" if is_beside else folder,
            replace(place, source=source, is_draft=True),
        )


def place_of(article, names, line):
    latest = line.latest
    return PortableText(
        source=ArticleSource(),
        kind=article.kind,
        slug=article.slug or "",
        is_draft=line.live is None,
        first_published_at=here(latest and latest.first_published_at),
        updated_at=here(latest and latest.updated_at),
        ends_at=here(line.ends_at),
        changes=line.changes,
        series=names.series[article.series.slug] if article.series else "",
        position=article.position,
        topics=tuple(topic.name for topic in article.topics.all()),
        crisis_card=article.crisis_card,
        about=names.authors[article.about.slug] if article.about else "",
        menu_position=article.menu_position,
        old_addresses=tuple(old_addresses(article)),
        identity=article.tag_uri,
    )


def old_addresses(article):
    """Paths: this site's own with a stroke at the end, the former site's without."""
    before = "/" if article.is_page else "/articles/"
    for address in article.addresses.all():
        if address.slug != article.slug:
            yield f"{before}{address.slug}/"
    for old in article.old_paths.all():
        yield old.path


def named(source, names):
    return replace(source, authors=names.of_authors(source.authors))


def with_files(text, gallery):
    """Each figure with its picture's file, as seen from the text's own folder."""
    figures = tuple(
        replace(
            figure, image=f"../{file}" if (file := gallery.file(figure.image)) else ""
        )
        for figure in text.source.figures
    )
    return replace(text, source=replace(text.source, figures=figures))


def here(moment):
    """In the practice's own time, which people read more easily."""
    return moment and timezone.localtime(moment)
