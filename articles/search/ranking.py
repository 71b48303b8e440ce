"""Which live texts answer a question, the best first.

The database finds the hundred texts that have the rarest of the words asked for; they
are then ranked by ``articles.words``, on every database alike. What is searched for
is neither stored nor logged.
"""

from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import FloatField, Q, Value

from articles.models import Publication, SearchEntry, Series, Topic
from articles.search.vocabulary import vocabulary
from articles.words import FIELDS, Question, nearest, score, stream, weight_of

CANDIDATES = 100
# A text that answers less than this part of what the best one does is left out.
WORTH_SHOWING = 0.3
MOST_RESULTS = 50
# What a word counts more for, in finding candidates, where it stands out or in the
# name of a topic or series.
HEAD, NAMED = 0.6, 0.6
# A word that most texts have finds nobody; it still counts in ranking.
COMMON = 1 / 3
EVERYWHERE = {
    "sqlite": "articles_searchentry MATCH %s",
    "postgresql": "vector @@ websearch_to_tsquery('simple', %s)",
}
IN_HEAD = {
    "sqlite": "articles_searchentry MATCH '{title headings questions lead} : ' || %s",
    "postgresql": "head @@ websearch_to_tsquery('simple', %s)",
}
# PostgreSQL does not know that the vectors of long texts are stored apart, and would
# rather read them all, with several processes, than ask the index: three times slower
# on 5,000 articles. This holds for the one query that it begins.
BY_INDEX = {
    "sqlite": "",
    "postgresql": "SET LOCAL enable_seqscan = off; SET LOCAL jit = off; "
    "SET LOCAL max_parallel_workers_per_gather = 0; ",
}


@dataclass(frozen=True)
class Ranked:
    """``keys``: publications, the best first; ``weights``: stem -> rarity.

    ``question``: what was looked for in the end; ``corrections``: typed word -> the
    word of a live text that was taken for it.
    """

    question: Question
    corrections: dict
    keys: tuple = ()
    weights: dict | None = None


def ranked(question, now, *, mend=True):
    """The live publications that answer, the best first. At most nine queries."""
    names = named_things()
    counts, total = counted(question)
    corrections = {}
    if mend:
        corrections = corrections_of(question, counts, names, now)
    if corrections:
        question = question.mended(corrections)
        counts, total = counted(question)
    weights = {
        term.stem: weight_of(term.stem, counts[term.stem], total)
        for term in question.terms
        if counts[term.stem] or names.get(term.stem)
    }
    if not weights:
        return Ranked(question, corrections)
    found = candidates(question, weights, common(weights, counts, total), names, now)
    keys = best_first(found, weights, names)
    return Ranked(question, corrections, tuple(keys), weights)


def common(weights, counts, total):
    """The stems that find nobody, unless there are no others."""
    often = {stem for stem in weights if counts[stem] > total * COMMON}
    return often if len(often) < len(weights) else set()


def corrections_of(question, counts, names, now):
    unknown = [
        term.word
        for term in question.terms
        if not counts[term.stem] and term.stem not in names and term.is_mendable
    ]
    if not unknown:
        return {}
    words = vocabulary(now)
    found = {word: nearest(word, words) for word in unknown}
    return {word: near for word, near in found.items() if near}


def named_things():
    """{stem: the topics and series whose names have it}. Two queries."""
    found = {}
    for path, names in (
        ("article__topics", Topic.objects.values_list("pk", "name")),
        ("article__series", Series.objects.values_list("pk", "title")),
    ):
        for key, name in names:
            for stem in stream(name).split():
                found.setdefault(stem, set()).add((path, key))
    return found


def counted(question):
    """({stem: how many entries have it}, roughly how many texts there are). One query.

    What is live is not asked here, where it would cost more than the rest: a word of
    nothing but a scheduled text is known, and finds nothing.
    """
    stems = [term.stem for term in question.terms]
    of_each = [
        f"SELECT {number}, COUNT(*) FROM articles_searchentry WHERE "  # noqa: S608
        f"{EVERYWHERE[connection.vendor]}"
        for number in range(len(stems))
    ]
    sql = " UNION ALL ".join(["SELECT -1, COUNT(*) FROM articles_article", *of_each])
    counts = dict(rows(sql, [*map(quoted, stems)]))
    return {stem: counts[n] for n, stem in enumerate(stems)}, max(counts.values())


def candidates(question, weights, common, names, now):
    """Keys of the live publications that have the most, by the words' rarity."""
    live, parameters = live_keys(now)
    everywhere, in_head = EVERYWHERE[connection.vendor], IN_HEAD[connection.vendor]
    parts = []
    for stem, weight in weights.items():
        if stem in common:
            continue
        for condition, factor in ((everywhere, 1), (in_head, HEAD)):
            parts.append(f"{ENTRIES.format('%s')} {condition}")
            parameters += (weight * factor, quoted(stem))
        if stem in names:
            sql, values = with_name(names[stem], weight * NAMED)
            parts.append(sql)
            parameters += values
    conditions = ["id IN (SELECT id FROM live)"]
    for phrase in question.phrases:
        conditions.append(f"id IN ({KEYS} {everywhere})")
        parameters += (quoted(phrase),)
    for phrase in question.excluded:
        conditions.append(f"id NOT IN ({KEYS} {everywhere})")
        parameters += (quoted(phrase),)
    found = rows(
        f"WITH live(id) AS ({live}), found(id, weight) AS "  # noqa: S608
        f"({' UNION ALL '.join(parts)}) "
        f"SELECT id FROM found WHERE {' AND '.join(conditions)} "
        f"GROUP BY id ORDER BY SUM(weight) DESC, id DESC LIMIT {CANDIDATES}",
        parameters,
    )
    return [key for (key,) in found]


def rows(sql, parameters):
    with connection.cursor() as cursor:
        cursor.execute(BY_INDEX[connection.vendor] + sql, parameters)
        return cursor.fetchall()


ENTRIES = "SELECT rowid, {} FROM articles_searchentry WHERE"
KEYS = "SELECT rowid FROM articles_searchentry WHERE"


def live_keys(now):
    return sql_of(Publication.objects.live(now).order_by().values("pk"))


def with_name(things, weight):
    """The publications of these topics and series, each with ``weight``."""
    having = Q()
    for path, key in sorted(things):
        having |= Q(**{path: key})
    found = Publication.objects.filter(having).order_by()
    return sql_of(found.values_list("pk", Value(weight, FloatField())).distinct())


def sql_of(queryset):
    sql, parameters = queryset.query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    return sql, tuple(parameters)


def quoted(stems):
    """A phrase, for both databases; a stem has letters and digits only."""
    return f'"{stems}"'


def best_first(keys, weights, names):
    """Ranked, without those that answer far less than the best one. Two queries."""
    entries = SearchEntry.objects.filter(pk__in=keys).values("pk", *FIELDS)
    named = names_of(keys, weights, names)
    scores = {
        entry["pk"]: score(
            {name: entry[name] for name in FIELDS},
            weights,
            frozenset(named.get(entry["pk"], ())),
        )
        for entry in entries
    }
    ordered = sorted(scores, key=lambda key: (-scores[key], -key))
    least = WORTH_SHOWING * scores[ordered[0]] if ordered else 0
    return [key for key in ordered if scores[key] >= least][:MOST_RESULTS]


def names_of(keys, weights, names):
    """{publication: stems that its topics' and its series' names have}. One query."""
    asked = {stem: names[stem] for stem in weights if stem in names}
    if not asked:
        return {}
    paths = ("article__topics", "article__series")
    found = {}
    for key, *things in Publication.objects.filter(pk__in=keys).values_list(
        "pk", *paths
    ):
        has = set(zip(paths, things, strict=True))
        stems = {stem for stem, named in asked.items() if named & has}
        found.setdefault(key, set()).update(stems)
    return found
