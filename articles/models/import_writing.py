"""What an import writes: its entries, and the works that are added from them."""

from django.utils import timezone

from articles.lookup import Notice as Reported
from articles.models.import_library import pks_by_key, planned_keys
from articles.models.imported_record import Decision, ImportedRecord
from articles.models.reference import Reference
from articles.models.reference_change import ReferenceChange
from articles.models.reference_health import subject_of
from articles.models.reference_key import ReferenceKey
from articles.models.reference_notice import Notice
from articles.models.reference_origin import ReferenceOrigin

# So many works are written in one transaction.
CHUNK = 500


def store(batch, judged):
    batch.records.all().delete()
    works = pks_by_key()
    records = []
    for record, judgement in judged:
        made = ImportedRecord(
            batch=batch,
            position=record.position,
            source_key=record.source_key[:300],
            raw=record.raw,
            item=judgement.item or record.item,
            proposed_title=record.proposed_title,
            problem=record.problem,
            remarks=list(record.remarks),
            found=getattr(record, "found", {}),
        )
        take(made, judgement, works)
        records.append(made)
    ImportedRecord.objects.bulk_create(records, batch_size=CHUNK)
    by_position = {record.position: record for record in records}
    twins = []
    for record, (_, judgement) in zip(records, judged, strict=True):
        if judgement.twin:
            record.twin = by_position[judgement.twin]
            twins.append(record)
    ImportedRecord.objects.bulk_update(twins, ["twin"], batch_size=CHUNK)


def take(record, judgement, works):
    """``works``: {key: primary key}."""
    record.verdict = judgement.verdict
    record.reference_id = works.get(judgement.key)
    record.base = judgement.base
    record.evidence = judgement.evidence[:200]
    if judgement.verdict in ImportedRecord.SETTLED:
        record.decision = Decision.KEPT


def add_works(records, batch, by, titles):
    """Works of their own for these records, in bulk."""
    keys = planned_keys(batch.format, records)
    for record, (key, _) in zip(records, keys, strict=True):
        record.reference = new_work(record, key, by, record.pk in titles)
    works = [record.reference for record in records]
    Reference.objects.bulk_create(works)
    ReferenceKey.objects.bulk_create(
        ReferenceKey(key=typable, reference=work)
        for work, both in zip(works, keys, strict=True)
        for typable in filter(None, both)
    )
    why = f"From “{batch.name}”"[:200]
    ReferenceChange.objects.bulk_create(
        ReferenceChange(
            reference=work, what="added", after=work.state(), by=by, note=why
        )
        for work in works
    )
    ReferenceOrigin.objects.bulk_create(
        record.origin(record.reference) for record in records if record.origin_key
    )
    ImportedRecord.objects.bulk_update(records, ["reference"], batch_size=CHUNK)
    added = ImportedRecord.objects.filter(pk__in=[record.pk for record in records])
    added.decide(Decision.ADDED, by=by)
    for record in records:
        note_notices(record.reference, record.found)


def note_notices(work, found):
    """Keep the retractions and the like that a service reported with the record."""
    reported = [Reported(**notice) for notice in found.get("notices", ())]
    if reported:
        subject = subject_of(work, "notices")
        Notice.objects.note(work, reported, subject=subject)


def new_work(record, key, by, with_proposed_title):
    """Not saved yet; what a service answered confirms it."""
    item = dict(record.item)
    if with_proposed_title and record.proposed_title:
        item["title"] = record.proposed_title
    work = Reference(key=key, item=item)
    if record.found.get("how"):
        work.confirmation = record.found["how"]
        work.confirmed_on, work.confirmed_by = timezone.localdate(), by
    work.derive()
    return work
