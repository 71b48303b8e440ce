"""One site with every kind of page, and where each stands."""

from datetime import date, timedelta

from django.utils import timezone

from tests.big_article import LONG_WORD, SLUG, make_big_article
from tests.factories import (
    make_clinician,
    make_image,
    make_practice,
    make_published_article,
    make_published_page,
    make_reference,
    make_series,
    make_topic,
)

BIG_ARTICLE = f"/articles/{SLUG}/"
PAGES = {
    "home": "/",
    "list": "/articles/",
    "list, second page": "/articles/?page=2",
    "article": "/articles/sleep/",
    "big article": BIG_ARTICLE,
    "all series": "/series/",
    "series": "/series/rest/",
    "topic": "/topics/nights/",
    "year": f"/archive/{timezone.localtime() - timedelta(days=31):%Y}/",
    "all questions": "/faqs/",
    "references": "/references/",
    "references found": "/references/?q=bowlby",
    "no references found": "/references/?q=nothing-has-this",
    "references of an author": "/references/?author=abowlby-a",
    "search": "/search/",
    "found": "/search/?q=sleep",
    "nothing found": "/search/?q=zzyzx",
    "plain page": "/fees/",
    "contact": "/contact/",
    "not found": "/none/",
    "gone": "/articles/gone/",
    "out of order": "/broken/",
}
EARLIER = timezone.now() - timedelta(days=3)
STANDFIRST = (
    "The house is quiet, the clock says ten past three, and you are counting the "
    "hours that would be left if your mind went quiet now."
)
TEXT = "The first words.\n\n## One\n\na\n\n## Two\n\nb\n\n## Three\n\nc\n"
FAILING = {"not found", "gone", "out of order"}


def make_site():
    make_practice(
        name="Two Trees Psychotherapy",
        tagline="Talking, in Oakland",
        introduction="We listen.",
        how_to_begin="1. Call.\n2. Come.",
        place="12 Elm Street",
        phone="(510) 555-0100",
        notice="Away until Monday.",
        taking_clients="waiting",
        cta_heading="If you would like to talk",
        cta_text="Call us.",
        cta_label="Book",
        cta_url="/fees/",
    )
    portrait, lamp = make_image("Dana"), make_image("A lamp", width=1200, height=800)
    dana = make_clinician(biography="Nineteen years.", portrait=portrait)
    lamp.make_crops()
    make_practice(home_picture=lamp, home_picture_alt="A lamp")
    topic, series = (
        make_topic("Nights", slug="nights"),
        make_series("Rest", slug="rest"),
    )
    works = [make_reference(family=f"{letter}bowlby") for letter in "ABCDEF"]
    for work in works:
        work.entry = f"{work.authors} (2015). <em>{work.title}</em>."
        work.save()
    make_published_article(
        "Before", series=series, topics=[topic], authors=[dana], now=EARLIER
    )
    article = make_published_article(
        f"Sleep, and {LONG_WORD}",
        slug="sleep",
        standfirst="Nights, and what is known about mending them.",
        body=body(works),
        faqs=[("Does it pass?", f"It does [@{works[0].key}]."), ("When?", "Later.")],
        figures=[
            {"name": "lamp", "image": lamp, "alt": "A lamp", "caption": "One."},
            {"name": "leaf", "image": portrait, "decorative": True},
        ],
        lead_figure="lamp",
        further_reading=[make_reference(family="Zola")],
        series=series,
        topics=[topic],
        authors=[dana],
        crisis_card="suicide",
        now=timezone.now() - timedelta(days=2),
    )
    article.publish(change_note="Added a study.")
    make_published_article("After", series=series, authors=[dana], now=EARLIER)
    theo = make_associate()
    for n in range(9):
        make_published_article(
            f"Article {n}",
            authors=[theo],
            now=EARLIER,
            standfirst=STANDFIRST,
            body=TEXT,
            reviewed_on=date(2026, 3, 1),
        )
    gone = make_published_article("Gone", slug="gone", series=series, now=EARLIER)
    gone.withdraw()
    make_published_page("Fees", slug="fees", menu_position=1)
    make_published_page("Contact", slug="contact", menu_position=2)
    make_big_article(pictures=[lamp], authors=[dana])


def make_associate():
    """Of the supervised kinds that with the longest line beside the name."""
    theo = make_clinician("Theodora Okonwe", slug="theo", licence=False)
    theo.licences.create(
        kind="apcc",
        number="31415",
        state="California",
        employer="Two Trees Psychotherapy",
        supervisor="Dana Reyes",
        supervisor_title="Licensed Marriage and Family Therapist",
        supervisor_number="12345",
    )
    return theo


def body(works):
    cited = "\n\n".join(f"So it is [@{work.key}, p. 3]." for work in works)
    return (
        f"The first words. {cited}\n\n## One\n\n{LONG_WORD}{LONG_WORD}\n\n"
        "![](figure:leaf)\n\n### Under it\n\n- a\n- b\n\n1. c\n2. d\n\n> Quoted.\n\n"
        "## Two\n\n| A | B | C |\n|---|---|---|\n"
        f"| {LONG_WORD} | {LONG_WORD} | c |\n\n"
        "A note.[^1]\n\n[^1]: Its text.\n\nTerm\n:   Definition\n\n```\ncode\n```\n"
    )
