"""What is missing on the site: one list, for the dashboard and ``manage.py check``.

What a practice's site must show is the law's (``docs/practice.md`` names each rule);
the rest is what readers look for first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles.models.article import Article, Authorship
from articles.models.clinician import Clinician
from articles.models.practice import Practice, notice_shortcomings
from articles.models.publication import Publication

RENEWAL_NOTICE = timedelta(days=60)
NAMED = 5
FEES = "fees"


@dataclass(frozen=True)
class Missing:
    """``code``: the system check's; without one it is said to the practice alone.

    ``model`` and ``pk``: what to open to mend it; ``new_page``: the title of a page
    that is to be written.
    """

    text: str
    advice: str
    code: str = ""
    model: str = ""
    pk: int | None = None
    new_page: str = ""


@dataclass(frozen=True)
class NeededPage:
    """``after``: the address of the page beside which it is needed, if only then.

    ``says``: words that it must have, in capitals or small letters.
    """

    slug: str
    title: str
    why: str
    code: str
    after: str = ""
    says: tuple[str, ...] = ()


NEEDED_PAGES = (
    NeededPage(
        "privacy",
        "Privacy",
        "California asks for a privacy policy wherever readers can write to you.",
        "articles.W004",
        says=("effective date", "do not track"),
    ),
    NeededPage(
        "good-faith-estimate",
        "Good faith estimate",
        "Who publishes fees has to tell of the right to an estimate.",
        "articles.W005",
        after=FEES,
        says=("$400", "cms.gov/nosurprises", "1-800-985-3059"),
    ),
    NeededPage("about", "About", "Readers want to know who you are.", "articles.W006"),
)


def missing_on_site(now, *, concerns=lambda model: True) -> list[Missing]:
    """Everything, the most important first. At most nine queries, whatever there is.

    ``concerns(model)``: whether what is mended there matters to who asks; the rest is
    not looked up.
    """
    today = timezone.localdate(now)
    practice = cache(lambda: Practice.objects.first() or Practice())
    clinicians = cache(lambda: list(Clinician.objects.prefetch_related("licences")))
    parts = (
        ("clinician", lambda: licences(clinicians())),
        ("practice", lambda: crisis_notice(practice())),
        ("article", lambda: pages(now)),
        ("practice", lambda: contact(practice())),
        ("article", lambda: authors(now)),
        ("article", lambda: reviews(now, today)),
        ("practice", lambda: notice(practice(), today)),
        ("clinician", lambda: renewals(clinicians(), today)),
    )
    return [found for model, part in parts if concerns(model) for found in part()]


def licences(clinicians) -> Iterator[Missing]:
    code = "articles.W003"
    if not clinicians:
        yield Missing(
            "No clinician is entered",
            "The name and license have to stand on every page.",
            code,
            "clinician",
        )
    for person in clinicians:
        for sentence in person.shortcomings():
            yield Missing(
                f"{person.name}: the license line is not complete",
                sentence,
                code,
                "clinician",
                person.pk,
            )


def crisis_notice(practice) -> Iterator[Missing]:
    for sentence in notice_shortcomings(practice.crisis_notice):
        yield Missing(
            "The notice for a crisis lacks a number",
            sentence,
            "articles.W008",
            "practice",
        )


def pages(now) -> Iterator[Missing]:
    of_pages = Article.objects.filter(kind=Article.Kind.PAGE)
    slugs = dict(
        of_pages.filter(slug__in=[FEES, *(page.slug for page in NEEDED_PAGES)])
        .order_by()
        .values_list("slug", "pk")
    )
    live = live_texts(now)
    for page in NEEDED_PAGES:
        if page.slug in live:
            yield from unsaid(page, live[page.slug], slugs.get(page.slug))
            continue
        if page.after and page.after not in live:
            continue
        yield Missing(
            f"There is no page /{page.slug}/",
            page.why,
            page.code,
            "article",
            slugs.get(page.slug),
            "" if page.slug in slugs else page.title,
        )


def live_texts(now):
    """{address: what readers see there} of the pages that are looked at. One query."""
    shown = Publication.objects.live(now).pages()
    looked_at = [FEES, *(page.slug for page in NEEDED_PAGES)]
    rows = shown.filter(article__slug__in=looked_at).values_list(
        "article__slug", "page__document_data__plain_text"
    )
    return {slug: text or "" for slug, text in rows}


def unsaid(page, text, pk) -> Iterator[Missing]:
    lacking = [words for words in page.says if words not in text.lower()]
    if lacking:
        yield Missing(
            f"The page /{page.slug}/ is not complete",
            f"It has to name: {', '.join(lacking)}.",
            "articles.W012",
            "article",
            pk,
        )


def contact(practice) -> Iterator[Missing]:
    if not (practice.phone or practice.email or practice.booking_url):
        yield Missing(
            "Readers cannot reach you",
            "Enter a telephone number, an e-mail address or a booking page.",
            "articles.W007",
            "practice",
        )


def authors(now) -> Iterator[Missing]:
    # Said in this way, an index gives all that is to be known of the other articles.
    nameless = Q(kind=Article.Kind.ARTICLE) & ~Exists(
        Authorship.objects.filter(article=OuterRef("pk")).order_by()
    )
    for article in live_articles(now, nameless)[:NAMED]:
        yield Missing(
            f"“{article}” has no author",
            "Readers and search engines look for who wrote it.",
            "articles.W009",
            "article",
            article.pk,
        )


def reviews(now, today) -> Iterator[Missing]:
    overdue = live_articles(now, Q(review_due_on__lt=today))
    for article in overdue.order_by("review_due_on", "id")[:NAMED]:
        due = article.review_due_on
        yield Missing(
            f"“{article}” was to be looked through",
            f"Its next review was due on {due:%B} {due.day}, {due.year}.",
            "articles.W010",
            "article",
            article.pk,
        )


def live_articles(now, condition):
    """Those that fulfil it are few, so only of these is asked whether they are live.

    The last edited first.
    """
    shown = Publication.objects.live(now).filter(article=OuterRef("pk"))
    articles = Article.objects.exclude(kind=Article.Kind.PAGE)
    return articles.filter(condition).filter(Exists(shown))


def notice(practice, today) -> Iterator[Missing]:
    until = practice.notice_until
    if practice.notice and until and until < today:
        yield Missing(
            "The notice line has run out",
            f"It was shown until {until:%B} {until.day}; clear it or give it new days.",
            "articles.W011",
            "practice",
        )


def renewals(clinicians, today) -> Iterator[Missing]:
    """Private: said on the dashboard only."""
    for person in clinicians:
        for licence in person.licences.all():
            due = licence.renewal_due_on
            if due and due <= today + RENEWAL_NOTICE:
                was = "was" if due < today else "is"
                yield Missing(
                    f"{person.name}: {licence} {was} to be renewed by "
                    f"{due:%B} {due.day}, {due.year}",
                    "Enter the new date when it is done.",
                    "",
                    "clinician",
                    person.pk,
                )
