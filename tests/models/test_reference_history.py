"""Changing, merging and taking back, with the pages that cite the work."""

import pytest
from django.contrib.auth.models import User

from articles.making_anew import rerender_marked
from articles.models import (
    CannotMerge,
    CannotUndo,
    Citation,
    PublishedPage,
    Reference,
    ReferenceChanged,
)
from tests.factories import make_article, make_published_article, make_reference

pytestmark = pytest.mark.django_db


def changed(reference, **fields):
    return {**reference.item, **fields}


def pages():
    rerender_marked()
    return list(
        PublishedPage.objects.order_by("pk").values_list(
            "pk", "document_data", "items", "biblatex", "ris", "inputs_digest"
        )
    )


def uses():
    rows = Reference.everything.filter(citations__isnull=False).values_list(
        "key",
        "citations__article",
        "citations__publication",
        "citations__keys",
        "citations__is_further_reading",
    )
    return sorted(rows, key=str)


def test_change_is_kept_with_who_and_what(admin_user):
    reference = make_reference()
    title = reference.item["title"]
    change = reference.write(changed(reference, title="Another"), by=admin_user)
    assert (change.by, change.before["item"]["title"]) == (admin_user, title)
    assert change.after["item"]["title"] == "Another"


def test_saving_the_same_again_is_no_change():
    reference = make_reference()
    assert reference.write(reference.item) is None
    assert reference.changes.count() == 0


def test_version_that_somebody_else_raised_is_refused():
    reference = make_reference()
    reference.write(changed(reference, title="Theirs"))
    with pytest.raises(ReferenceChanged):
        reference.write(changed(reference, title="Mine"), version=1)
    assert Reference.objects.get().title == "Theirs"


def test_change_can_be_taken_back_and_that_too(admin_user):
    reference = make_reference()
    title = reference.title
    change = reference.write(changed(reference, title="Another"))
    change.undo(by=admin_user)
    assert Reference.objects.get().title == title
    Reference.objects.get().changes.get(what="undone").undo()
    assert Reference.objects.get().title == "Another"


def test_earlier_change_is_not_taken_back_over_a_later_one():
    reference = make_reference()
    first = reference.write(changed(reference, title="One"))
    reference.write(changed(reference, title="Two"))
    with pytest.raises(CannotUndo):
        first.undo()
    assert Reference.objects.get().title == "Two"


def test_change_is_taken_back_once():
    reference = make_reference()
    change = reference.write(changed(reference, title="One"))
    change.undo()
    with pytest.raises(CannotUndo):
        change.undo()


def test_adding_is_not_taken_back_but_deleting_advised():
    added = make_reference().changes.create(what="added")
    with pytest.raises(CannotUndo, match="Delete the reference instead"):
        added.undo()


def test_deleted_work_takes_along_what_was_merged_into_it(twins):
    winner, loser = twins
    winner.absorb(loser)
    winner.delete()
    assert not Reference.everything.exists()


def test_confirmation_is_kept_with_its_day_and_person(admin_user):
    reference = make_reference()
    change = reference.confirm("person", by=admin_user, note="Book on my shelf")
    reference.refresh_from_db()
    assert reference.get_confirmation_display() == "Seen by a person"
    assert (reference.confirmed_by, reference.note) == (admin_user, "Book on my shelf")
    change.undo()
    reference.refresh_from_db()
    assert (reference.confirmation, reference.confirmed_on) == ("none", None)


@pytest.fixture
def twins():
    return make_reference(), make_reference(title="The same, once more")


def cite_in(*references):
    keys = "; ".join(f"@{reference.key}" for reference in references)
    return make_published_article(body=f"People need people [{keys}].")


def test_merged_work_lives_on_as_an_alias(twins):
    winner, loser = twins
    cite_in(loser)
    winner.absorb(loser)
    assert Reference.objects.get() == winner
    assert set(winner.keys.values_list("key", flat=True)) == {winner.key, loser.key}
    assert {use[0] for use in uses()} == {winner.key}
    assert pages()[0][2][0]["id"] == winner.key


def test_article_that_cites_both_cites_one_after_the_merge(twins):
    winner, loser = twins
    cite_in(winner, loser)
    winner.absorb(loser)
    assert [item["id"] for item in pages()[0][2]] == [winner.key]


def publish_all_ways(winner, loser):
    """Each way in which texts can use one or both of two works, live and as a draft."""
    for cited in ([winner], [loser], [winner, loser]):
        cite_in(*cited)
    text = f"People need people [@{winner.key}]."
    make_published_article(body=text, further_reading=[loser])
    make_published_article(body="Alone.", further_reading=[loser, winner])
    make_published_article(body=f"`[@{loser.key}]` is code, @{winner.key} is not.")
    faq = ("Why?", f"Nobody knows [see @{loser.key}, p. 3].")
    make_article(body=text, faqs=[faq])
    make_article(further_reading=[loser])


def test_merge_taken_back_leaves_every_page_and_use_as_it_was(twins):
    winner, loser = twins
    publish_all_ways(winner, loser)
    before = pages(), uses()
    change = winner.absorb(loser)
    assert pages() != before[0]
    assert {use[0] for use in uses()} == {winner.key}
    change.undo()
    assert (pages(), uses()) == before


def test_chain_of_merges_taken_back_leaves_every_page_and_use_as_it_was(twins):
    winner, loser = twins
    third = make_reference(title="A third")
    loser.keys.create(key="old-name")
    cite_in(winner, third)
    cite_in(loser)
    make_published_article(body="As [@old-name] says.", further_reading=[third])
    before = pages(), uses()
    changes = [loser.absorb(third), winner.absorb(loser)]
    assert {use[0] for use in uses()} == {winner.key}
    assert [page[2][0]["id"] for page in pages()] == [winner.key] * 3
    for change in reversed(changes):
        change.undo()
    assert (pages(), uses()) == before


def test_merge_asks_as_often_however_often_the_works_are_cited(
    twins, django_assert_max_num_queries
):
    winner, loser = twins
    for _ in range(6):
        make_article(body=f"People [@{winner.key}] and people [@{loser.key}].")
    with django_assert_max_num_queries(20):
        winner.absorb(loser)


def test_citation_from_before_keys_were_kept_goes_with_its_work(twins):
    winner, loser = twins
    cite_in(loser)
    Citation.objects.update(keys={})
    change = winner.absorb(loser)
    assert {use[0] for use in uses()} == {winner.key}
    change.undo()
    assert {use[0] for use in uses()} == {loser.key}


def test_text_written_after_the_merge_keeps_its_own_key_when_parted(twins):
    winner, loser = twins
    change = winner.absorb(loser)
    cite_in(loser)
    change.undo()
    assert {use[0] for use in uses()} == {loser.key}
    assert pages()[0][2][0]["id"] == loser.key


def test_work_is_not_merged_with_itself_or_twice(twins):
    winner, loser = twins
    with pytest.raises(CannotMerge):
        winner.absorb(winner)
    winner.absorb(loser)
    with pytest.raises(CannotMerge):
        loser.absorb(winner)


def test_merge_below_another_merge_is_parted_only_after_it(twins):
    winner, loser = twins
    third = make_reference(title="A third")
    first = loser.absorb(third)
    second = winner.absorb(loser)
    with pytest.raises(CannotUndo, match="merged into another. Take that back first"):
        first.undo()
    second.undo()
    first.undo()
    assert set(Reference.objects.all()) == {winner, loser, third}
    for work in Reference.objects.all():
        assert work.keys.get().key == work.key


@pytest.mark.parametrize(
    ("other", "evidence"),
    [
        ({"DOI": "https://doi.org/10.1234/ABC"}, "same DOI"),
        ({"PMID": "123"}, "same PubMed number"),
        ({}, "same title, author and year"),
    ],
)
def test_probable_duplicate_is_found_in_one_query(
    other, evidence, django_assert_num_queries
):
    reference = make_reference(DOI="10.1234/abc", PMID="123")
    for number in range(30):
        make_reference(family=f"Doe{number}", title=f"Other work {number}")
    item = {"type": "book", "title": "Elsewhere", **other}
    if not other:
        item = {
            k: v for k, v in reference.item.items() if k not in ("id", "DOI", "PMID")
        }
    with django_assert_num_queries(1):
        found = Reference.objects.probable_duplicates(item)
    assert [(work.key, why) for work, why in found] == [(reference.key, evidence)]


def test_work_is_not_its_own_duplicate():
    reference = make_reference(DOI="10.1234/abc")
    assert Reference.objects.probable_duplicates(reference.item) == []


@pytest.mark.parametrize("is_void", [True, False])
def test_change_is_taken_back_after_the_account_that_confirmed_is_gone(is_void):
    user = User.objects.create_user("someone")
    reference = make_reference(DOI="10.5555/one")
    was = reference.item
    reference.confirm("doi", by=user)
    fields = {"DOI": "10.5555/two"} if is_void else {"publisher-place": "Leeds"}
    change = reference.write(changed(reference, **fields))
    user.delete()

    change.undo()

    reference = Reference.objects.get()
    assert (reference.item, reference.confirmation) == (was, "doi")
    assert reference.confirmed_by is None
