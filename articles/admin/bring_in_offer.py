"""What stands in a file of an export, as the screen offers it to be chosen from."""

from dataclasses import dataclass

from articles.admin.wording import day, listed, moment
from articles.bringing_back import moments
from articles.models import Clinician, ImportRecord, ReferenceKey
from articles.rendering import meant_keys

MOST_KEYS = 5


@dataclass(frozen=True)
class Offer:
    """One text. ``here``: the article that was made of it already, or None."""

    name: str
    title: str
    kind: str
    state: str
    facts: tuple[str, ...]
    here: object = None


def offers(export, now):
    """All texts of an export that can be brought in. Three queries."""
    people = names_here()
    keys = {one.name: cited(one) for one in export.texts}
    known = ReferenceKey.objects.filter(key__in=frozenset().union(*keys.values()))
    known = set(known.values_list("key", flat=True))
    coming = keys_of(export)
    records = ImportRecord.objects.filter(
        source_digest__in=[one.digest for one in export.texts]
    ).select_related("article")
    here = {record.source_digest: record.article for record in records}
    return [
        Offer(
            name=one.name,
            title=one.text.source.title or "Untitled",
            kind=one.text.kind,
            state=state(one.text, now),
            facts=(
                *authors(one, people, export),
                *pictures(one),
                *references(keys[one.name], known, coming),
                *newer(one),
            ),
            here=here.get(one.digest),
        )
        for one in export.texts
    ]


def names_here():
    rows = Clinician.objects.values_list("name_as_filed", "name_as_used", "slug")
    return {name.casefold() for row in rows for name in row if name}


def cited(loaded):
    """What it cites in any version: in its texts, or as further reading."""
    sources = [one.text.source for one in loaded.versions]
    read = (meant_keys(source).union(source.further_reading) for source in sources)
    return frozenset().union(*read)


def keys_of(export):
    """The keys of the works that would come along."""
    return {record.source_key for reading in export.works for record in reading.records}


def state(text, now):
    """What it was where it comes from."""
    first, begins, ends = moments(text)
    if text.is_draft or begins is None:
        return "a draft there"
    if ends and ends <= now:
        return "withdrawn there"
    if begins > now:
        return f"planned there for {moment(begins)}"
    return f"public there since {day(first or begins)}"


def authors(loaded, people, export):
    names = loaded.text.source.authors
    if names:
        yield f"By {listed(names)}."
    told = {
        str(values.get(key)).casefold()
        for values in export.data.get("clinicians", ())
        for key in ("slug", "name_as_filed", "name_as_used")
    }
    for name in names:
        if name.casefold() not in people:
            yield (
                f"{name} is no clinician here yet and comes along."
                if name.casefold() in told
                else f"{name} is no clinician here; choose who wrote it in the draft."
            )


def pictures(loaded):
    count = sum(bool(figure.image) for figure in loaded.text.source.figures)
    if count:
        yield f"{count} picture{'s' if count > 1 else ''}."


def references(keys, known, coming):
    if not keys:
        return
    new, lacking = (keys & coming) - known, sorted(keys - coming - known)
    count = len(keys)
    yield (
        f"{count} reference{'s' if count > 1 else ''}: {len(keys & known)} here "
        f"already, {len(new)} to be added."
    )
    if lacking:
        named = listed(f"@{key}" for key in lacking[:MOST_KEYS])
        more = f" and {len(lacking) - MOST_KEYS} more" if lacking[MOST_KEYS:] else ""
        yield (
            f"Neither here nor in the file: {named}{more}. The draft shows where they "
            "are cited."
        )


def newer(loaded):
    if loaded.beside:
        yield "A newer version of it comes along and is what the draft will say."
