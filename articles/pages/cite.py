"""How to cite an article of this site: APA's words, and the item for other programs.

APA 7 treats it as a work on a website (sections 9.15 and 10.16): the date is that of
the last change in substance, not of a review, and a site is not named again where it
is the author.
"""

import re
from functools import lru_cache

from django.conf import settings
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.html import format_html

from articles.citations.reading.bibtex_names import name_of
from articles.models import Article, Clinician, Practice
from articles.pages.live import live_columns

# APA 7 section 9.8: of twenty-one authors and more, the first nineteen and the last.
MOST_AUTHORS = 20
# Of the people of a practice; to take a name apart takes long.
MOST_NAMES = 200
COLUMNS = ("title", "first_published_at", "updated_at", "revision__source_data")
NAME_PART = re.compile(r"[\s.]+")


def live_item(slug, now, kept=None):
    """The item of a live article, None if nothing is live there. Three queries.

    ``kept``: as for ``Site.load``; two queries less after the first.
    """
    found = live_columns(*COLUMNS, kind="article", slug=slug, now=now)
    if found is None:
        return None
    title, published_at, updated_at, source = found
    people, site_name = names({} if kept is None else kept)
    return item(
        Article(kind="article", slug=slug),
        title=title,
        authors=[people[one] for one in source.get("authors", ()) if one in people],
        site_name=site_name,
        at=updated_at or published_at,
    )


def names(kept):
    """({a clinician's slug: the name}, the practice's name)."""
    if names not in kept:
        people = {person.slug: person.name for person in Clinician.objects.all()}
        kept[names] = people, (Practice.objects.first() or Practice()).name
    return kept[names]


def how_to_cite(article, *, at, **facts):
    """APA's entry for this article; empty for a plain page and for a new draft."""
    if article.is_page or not (article.slug and at):
        return ""
    return apa(item(article, at=at, **facts))


def item(article, *, title, authors, site_name, at):
    """CSL-JSON; ``authors``: names as printed, ``at``: when it last changed."""
    day = timezone.localtime(at).date()
    return {
        "id": article.slug,
        "type": "webpage",
        "title": title,
        "author": [dict(known_name(name)) for name in authors]
        or [{"literal": site_name}],
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "container-title": site_name,
        "URL": f"{settings.SITE_URL}{article.get_absolute_url()}",
        "language": "en-US",
    }


@lru_cache(maxsize=MOST_NAMES)
def known_name(name):
    """As CSL parts it. Not to be written into: it is kept."""
    return name_of(name)


def apa(item):
    """The entry that APA 7 asks for, as HTML."""
    [[year, month, day]] = item["issued"]["date-parts"]
    names = joined([inverted(name) for name in item["author"]])
    site_name = item["container-title"]
    is_author = any(name.get("literal") == site_name for name in item["author"])
    return format_html(
        "{} ({}). <i>{}</i>{} {}{}",
        ended(names),
        f"{year}, {MONTHS[month]} {day}",
        item["title"],
        "" if item["title"].endswith((".", "?", "!", "…")) else ".",
        "" if is_author else f"{ended(site_name)} ",
        item["URL"],
    )


def joined(names):
    if len(names) > MOST_AUTHORS:
        return f"{', '.join(names[: MOST_AUTHORS - 1])}, … {names[-1]}"
    *first, last = names
    return f"{', '.join(first)}, & {last}" if first else last


def inverted(name):
    """ "van der Kolk, B. A."; a group, or somebody with one name, as it is."""
    if "literal" in name:
        return name["literal"]
    family = f"{name.get('non-dropping-particle', '')} {name['family']}".strip()
    parts = (family, initials(name.get("given", "")), name.get("suffix", ""))
    return ", ".join(filter(None, parts))


def initials(given):
    """ "Jean-Paul Ellis" → "J.-P. E." (APA 7 section 9.8)."""
    return " ".join(
        "-".join(f"{part[0]}." for part in word.split("-") if part)
        for word in NAME_PART.split(given)
        if word.strip("-")
    )


def ended(text):
    return text if text.endswith(".") else f"{text}."
