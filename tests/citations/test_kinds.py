"""What a work is in plain words, chosen or told by its record."""

import json

import pytest

from articles.citations.kinds import BY_SLUG, KINDS, asked, kind_of, missing_in

PERSON = [{"family": "Reyes", "given": "Ana"}]
GROUP = [{"literal": "National Institute of Mental Health"}]


@pytest.mark.parametrize(
    ("item", "slug"),
    [
        ({"type": "post", "title": "x"}, "social-post"),
        ({"type": "article-journal"}, "journal-article"),
        ({"type": "article-journal", "reviewed-title": "Quiet"}, "review"),
        ({"type": "article-journal", "reviewed-title": " "}, "journal-article"),
        ({"type": "review-book"}, "review"),
        ({"type": "article-magazine"}, "press-article"),
        ({"type": "article"}, "preprint"),
        ({"type": "book", "author": PERSON}, "book"),
        ({"type": "book", "author": PERSON, "editor": PERSON}, "book"),
        ({"type": "book", "editor": PERSON}, "edited-book"),
        ({"type": "book", "author": PERSON, "translator": PERSON}, "classic"),
        ({"type": "book", "original-date": {"literal": "ca. 350 B.C.E."}}, "classic"),
        ({"type": "book", "author": GROUP, "edition": "5th ed."}, "manual"),
        ({"type": "book", "author": GROUP}, "book"),
        ({"type": "webpage", "author": GROUP}, "page-organisation"),
        ({"type": "webpage", "author": PERSON}, "page-person"),
        ({"type": "webpage"}, "page-organisation"),
        ({"type": "motion_picture", "author": GROUP}, "video"),
        ({"type": "motion_picture", "director": PERSON}, "film"),
        ({"type": "broadcast", "medium": "TV series"}, "film"),
        ({"type": "broadcast", "host": PERSON}, "podcast"),
        ({"type": "broadcast"}, "podcast"),
        ({"type": "document", "title": "Grief Inventory (GI)"}, "test"),
        ({"type": "document", "title": "Protest songs"}, "other"),
        ({"type": "entry-dictionary"}, "entry"),
        ({"type": "bill"}, "law"),
        ({"type": "song"}, "other"),
        ({"type": 7}, "other"),
        ({}, "other"),
        ({"type": "book", "custom": {"kind": "test"}}, "test"),
        ({"type": "book", "custom": {"kind": "no such kind"}}, "book"),
        ({"type": "book", "custom": ["kind"]}, "book"),
    ],
)
def test_record_tells_its_kind(item, slug):
    assert kind_of(item).slug == slug


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_kind_asks_for_all_that_apa_needs(kind):
    shown = [field.variable for field in kind.fields]

    assert asked(kind) <= set(shown)
    assert len(shown) == len(set(shown))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_new_work_of_a_kind_is_told_as_that_kind_or_keeps_its_name(kind):
    begun = {"type": kind.type, "custom": {"kind": kind.slug}, **kind.defaults}

    assert kind_of(begun) == kind
    assert BY_SLUG[kind.slug] == kind


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_words_of_the_form_are_no_csl(kind):
    words = " ".join([kind.label, *(field.label for field in kind.fields)])

    for jargon in ("container", "issued", "genre", "literal", "CSL", "_"):
        assert jargon not in words


def test_what_is_missing_is_said_at_the_field_that_the_kind_shows():
    missing = missing_in({"type": "book", "title": "A book"}, BY_SLUG["edited-book"])

    assert missing == {"editor": "editors", "issued": "date", "publisher": "publisher"}


def test_every_item_of_the_test_data_has_a_kind_that_shows_it(testdata):
    items = json.loads((testdata / "citations" / "items.json").read_text())

    for item in items:
        kind = kind_of(item)
        assert item["type"] in kind.types, item["id"]
        assert kind.slug != "other", item["id"]
