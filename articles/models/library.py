"""What is asked of many works at once."""

from django.db import models, transaction
from django.db.models import Case, Count, F, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from articles.citations.matching import facts_of, find_matches, marks_of
from articles.citations.searching import search_words
from articles.models.generation import Generation
from articles.models.reference_key import ReferenceKey

# What readers see of a work: stored together, by ``store_entry`` alone.
PRINTED = ("entry", "listing", "author_mark", "author_name")
# Pandoc's work grows with the square of the items in one run.
BATCH = 40
# Works whose listings are compared in less than half a second.
COMPARED_AT_ONCE = 1000
# Some seconds of the engine, after which other tasks may come.
FORMATTED_AT_ONCE = 200
# Works that are held while what was made of them is stored.
AT_A_TIME = 200
# How much of a folded title or name is indexed.
LONGEST_KEY = 200
# A family name is shared by few works; a thousand of one name are enough to compare.
MOST_CANDIDATES = 1000


class ReferenceQuerySet(models.QuerySet):
    def with_cited_by(self):
        """Adds ``cited_by``: in how many articles, live or draft, a work stands."""
        counted = (
            self._citations()
            .values("reference")
            .annotate(articles=Count("article", distinct=True))
        )
        return self.annotate(
            cited_by=Coalesce(Subquery(counted.values("articles")), Value(0))
        )

    def _citations(self):
        """The citations of one row, to be counted or read beside it."""
        citations = self.model._meta.get_field("citations").related_model.objects
        return citations.filter(reference=OuterRef("pk")).order_by()

    def fill_search_columns(self):
        """For rows written before there were such columns. One query if none is."""
        unsorted = list(self.filter(sort_key=""))
        for reference in unsorted:
            reference.derive()
        self.bulk_update(unsorted, ["search_text", "sort_key"], batch_size=500)

    def fill_listings(self, after=0):
        """Make anew, of 1,000 works, what readers see beside an entry and isn't of it.

        So it is where a version stored the entry that knew no listings, or made others:
        before ``migrate``, or after it in a process that had not been renewed yet.
        Returns the key after which to go on, None at the end. One query if all is well.
        """
        works = self.exclude(entry="").filter(pk__gt=after).order_by("pk")
        piece = list(works.only("item", *PRINTED)[:COMPARED_AT_ONCE])
        old = [work.pk for work in piece if not work.is_printed_whole()]
        for start in range(0, len(old), AT_A_TIME):
            with transaction.atomic():
                held = works.select_for_update().filter(pk__in=old[start:][:AT_A_TIME])
                found = [self.store_entry(work, work.entry) for work in held]
                if any(found):
                    Generation.bump()
        return piece[-1].pk if len(piece) == COMPARED_AT_ONCE else None

    def matching(self, query):
        """Works that have every word of ``query``, of any text; all if it is blank.

        Words of one or two letters are looked for where words begin.
        """
        words = search_words(query)
        if query.strip() and not words:
            return self.none()
        found = self
        for word in words:
            if len(word) <= 2 and word.isascii():
                found = found.filter(search_text__contains=f" {word}")
                continue
            aliases = ReferenceKey.objects.filter(key__icontains=word)
            found = found.filter(
                Q(search_text__contains=word) | Q(pk__in=aliases.values("reference"))
            )
        return found

    def most_relevant_first(self, query):
        """First whose author begins with the first word; of equals, the last cited."""
        word = next(iter(search_words(query)), "")
        # Grouped, because PostgreSQL would look for the newest from the table's end.
        used = self._citations().values("reference").annotate(last=Max("pk"))
        rank = Case(
            When(search_text__startswith=f" {word}", then=Value(0)),
            When(search_text__contains=f" {word}", then=Value(1)),
            default=Value(2),
        )
        return self.annotate(rank=rank, used=Subquery(used.values("last"))).order_by(
            "rank", F("used").desc(nulls_last=True), "sort_key", "pk"
        )

    def last_cited_first(self, count):
        """``count`` works, as many as can be of those cited last. Two or three queries.

        Reads the newest citations and so takes as long in a large library as in a
        small one.
        """
        newest = self._citations().model.objects.order_by("-pk")
        cited = newest.values_list("reference_id", flat=True)[: count * 25]
        chosen = list(dict.fromkeys(cited))[:count]
        known = self.in_bulk(chosen)
        works = [known[pk] for pk in chosen if pk in known]
        if len(works) < count:
            works.extend(self.exclude(pk__in=chosen)[: count - len(works)])
        return works

    def works(self, keys):
        """{key as written: CSL item with its canonical id}: one query."""
        rows = ReferenceKey.objects.filter(key__in=keys).values_list(
            "key", "reference__item"
        )
        return dict(rows)

    def format_entries(self, cite):
        """Store the finished entries (HTML) of these works.

        Works of the same authors and year go to different runs of the engine, so
        that no entry gets a year's letter that it has only beside the other. A work
        whose item was changed meanwhile keeps its entry: whoever changed it asks for
        the new one. Starts pandoc, so it is called outside transactions. Raises
        ``citations.EngineError``.
        """
        for _ in self.format_in_steps(cite):
            pass

    def next_some(self, after=0):
        """(the next works to be formatted in one piece, the key after which to go on).

        In the order of their keys; None for the key at the end.
        """
        works = self.filter(pk__gt=after).order_by("pk")
        keys = list(works.values_list("pk", flat=True)[:FORMATTED_AT_ONCE])
        is_end = len(keys) < FORMATTED_AT_ONCE
        return works.filter(pk__in=keys), None if is_end else keys[-1]

    def format_in_steps(self, cite):
        """``format_entries``, yielding how many works are done after each run."""
        done = 0
        for batch in batches(list(self)):
            formatted = dict(
                cite([reference.item for reference in batch], []).references
            )
            with transaction.atomic():
                found = [
                    self.store_entry(reference, formatted.get(reference.key, ""))
                    for reference in self.still_described_so(batch)
                ]
                if any(found):
                    Generation.bump()
            done += len(batch)
            yield done

    def still_described_so(self, references):
        """Those whose items have not changed since they were read, held. One query."""
        stored = self.model.everything.select_for_update().order_by("pk")
        stored = stored.filter(pk__in=[reference.pk for reference in references])
        items = dict(stored.values_list("pk", "item"))
        return [one for one in references if one.item == items.get(one.pk)]

    def store_entry(self, reference, entry):
        """With what follows from it. True if that changed the work, which is held."""
        printed = reference.printed(entry)
        work = self.model.everything.filter(pk=reference.pk)
        return bool(work.exclude(**printed).update(**printed))

    def lock(self, keys):
        """Hold these works' rows until the transaction ends. One query, or none."""
        held = self.select_for_update().filter(key__in=set(keys)).order_by("pk")
        list(held.values_list("pk", flat=True))

    def items(self):
        """The CSL items of the whole library: what importers match against."""
        return list(self.values_list("item", flat=True))

    def exactly_as(self, item):
        """The work that this item describes to the letter, else None. One query."""
        facts = facts_of(item)
        works = self.filter(
            title_key=facts.title[:LONGEST_KEY], family=facts.family[:LONGEST_KEY]
        )
        same = (work for work in works if work.item == {**item, "id": work.key})
        return next(same, None)

    def probable_duplicates(self, item):
        """[(reference, evidence in lay words)], the surest first. One query.

        Asks indexed columns first, so the library's size does not matter. The work
        that bears the item's own id is not its duplicate.
        """
        facts = facts_of(item)
        near = Q()
        for column, value in identifiers(item).items():
            near |= Q(**{column: value})
        if facts.title:
            near |= Q(title_key=facts.title[:LONGEST_KEY])
        if facts.title and facts.family:
            near |= Q(family=facts.family[:LONGEST_KEY])
        if not near:
            return []
        found = self.filter(near).exclude(key=str(item.get("id") or ""))
        known = {reference.key: reference for reference in found[:MOST_CANDIDATES]}
        matches = find_matches(item, [reference.item for reference in known.values()])
        return [(known[match.key], match.evidence) for match in matches]


class Library(models.Manager.from_queryset(ReferenceQuerySet)):
    """The works that stand in the library: without those merged into another."""

    def get_queryset(self):
        return super().get_queryset().filter(merged_into=None)


def identifiers(item):
    """{column: normal form} of a work's DOI, PubMed number and ISBN."""
    return {
        f"{kind}_key": value[:255] if kind == "doi" else value[:20]
        for kind, value in marks_of(item)
        if kind in ("doi", "pmid", "isbn")
    }


def batches(references):
    """Runs of at most 40 works in which no two share authors and year."""
    runs = []
    for reference in references:
        mark = (reference.authors, reference.year)
        for marks, batch in runs:
            if mark not in marks and len(batch) < BATCH:
                break
        else:
            marks, batch = set(), []
            runs.append((marks, batch))
        marks.add(mark)
        batch.append(reference)
    return [batch for _, batch in runs]
