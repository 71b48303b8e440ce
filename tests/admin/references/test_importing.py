"""Lists of references in the admin: sent, looked through, decided."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import (
    ImportedRecord,
    Reference,
    ReferenceImport,
    ReferenceKey,
)
from articles.tasks import read_references_import
from tests.factories import make_published_article, make_reference

pytestmark = pytest.mark.django_db
URL = "/admin/articles/reference/imports/"
SLEEP = """@article{reyes_sleep, author={Reyes, Ada}, title={Sleep and grief},
 journal={Journal of Worked Examples}, year={2019}, volume={4}, pages={1--9}}
"""
BOOK = """@book{okonwe, author={Okonwe, Bo}, publisher={North}, year={1988},
 title={The Gardens of the North and Their Makers}}
"""
BROKEN = "@book{broken, title={an {unbalanced brace, year={2001}\n"


def send(client, text, name="list.bib", **extra):
    file = SimpleUploadedFile(name, text.encode())
    return client.post(URL, {"file": file, **extra}, follow=True)


def review(client, batch=None, show=""):
    batch = batch or ReferenceImport.objects.first()
    return client.get(f"{URL}{batch.pk}/", {"show": show})


def fields(response):
    """What a browser would send of the page's entries as they stand."""
    page = BeautifulSoup(response.content, "html.parser")
    form = page.find("input", {"name": "show"}).find_parent("form")
    sent = {}
    for field in form.find_all("input"):
        is_choice = field.get("type") in {"radio", "checkbox"}
        if field.get("name") and (not is_choice or field.has_attr("checked")):
            sent[field["name"]] = field.get("value", "")
    return sent


def decide(client, key, act, *, batch=None, **sides):
    """Choose for one entry of a shown page and save; the next page."""
    shown = review(client, batch)
    record = ImportedRecord.objects.open().get(source_key=key)
    chosen = {f"side-{record.pk}-{name}": value for name, value in sides.items()}
    data = fields(shown) | {f"decide-{record.pk}": act} | chosen
    return client.post(f"{URL}{record.batch_id}/", data, follow=True)


def text_of(response):
    page = BeautifulSoup(response.content, "html.parser")
    return " ".join(page.find(id="content").get_text(" ").split())


class TestSending:
    def test_file_is_read_and_shown_before_anything_is_added(self, therapist):
        answer = send(therapist, SLEEP + BOOK + BROKEN)

        said = text_of(answer)
        assert "3 entries were read (BibTeX). 3 wait for your decision" in said
        assert "Reyes (2019). Sleep and grief" in said
        assert "an {unbalanced brace" in said
        assert "Add all 2 new" in said
        assert not Reference.objects.exists()

    @pytest.mark.parametrize(
        ("name", "text", "sentence"),
        [
            ("list.bib", "", "This file is empty."),
            ("list.txt", "Dear diary", "none of the formats"),
            ("list.json", "[{]", "damaged"),
            ("list.bib", "x" * 5_000_001, "larger than 5 MB"),
        ],
    )
    def test_unreadable_file_is_refused_with_a_sentence(
        self, therapist, name, text, sentence
    ):
        assert sentence in text_of(send(therapist, text, name))
        assert not ImportedRecord.objects.exists()

    def test_no_file_is_said(self, therapist):
        assert "Choose a file first." in text_of(therapist.post(URL, {}))

    def test_reading_twice_keeps_one_of_each(self, therapist):
        send(therapist, SLEEP)
        batch = ReferenceImport.objects.get()

        read_references_import.enqueue(batch.pk)

        assert batch.records.count() == 1

    def test_file_that_is_being_read_shows_how_far_it_is(self, therapist):
        batch = ReferenceImport.objects.create(name="x.bib", total=5000, done=250)

        assert "250 of 5,000 references compared" in text_of(review(therapist, batch))
        said = therapist.get(f"{URL}{batch.pk}/progress/").json()
        assert (said["waiting"], said["done"], said["total"]) == (True, 250, 5000)

    def test_lists_are_listed_with_what_waits(self, therapist):
        send(therapist, SLEEP + BROKEN)

        assert "2 to be decided" in text_of(therapist.get(URL))

    def test_hostile_file_stays_text(self, therapist):
        hostile = "<script>alert(1)</script>"
        send(therapist, SLEEP.replace("Sleep", hostile), name=f"{hostile}.bib")

        for page in (therapist.get(URL), review(therapist)):
            assert hostile not in page.text


def test_unread_entry_can_be_typed_in(therapist):
    answer = send(therapist, BROKEN)

    button = BeautifulSoup(answer.content, "html.parser").find(
        "button", {"name": "prefill"}
    )
    opened = therapist.post(button["formaction"], {"prefill": button["value"]})

    assert opened.status_code == 200
    assert "adminform" in opened.context


class TestNew:
    def test_all_new_are_added_at_once_and_formatted(self, therapist):
        send(therapist, SLEEP + BOOK + BROKEN)
        batch = ReferenceImport.objects.get()

        answer = therapist.post(f"{URL}{batch.pk}/", {"_add_new": "1"}, follow=True)

        assert "2 references added." in answer.text
        reference = Reference.objects.get(key="reyes2019")
        assert reference.confirmation == "none"
        assert "<i>Journal of Worked Examples</i>" in reference.entry
        assert ReferenceKey.objects.get(key="reyes_sleep").reference == reference
        assert batch.records.open().get().verdict == "unread"

    @pytest.mark.parametrize(
        ("titles", "title"),
        [
            ("1", "The gardens of the north and their makers"),
            ("", "The Gardens of the North and Their Makers"),
        ],
    )
    def test_sentence_case_is_taken_where_it_is_chosen(self, therapist, titles, title):
        send(therapist, BOOK)
        batch = ReferenceImport.objects.get()

        therapist.post(f"{URL}{batch.pk}/", {"_add_new": "1", "titles": titles})

        reference = Reference.objects.get()
        assert reference.item["title"] == title
        assert reference.origins.get().item["title"].startswith("The Gardens")

    def test_one_entry_is_added_with_its_proposed_title(self, therapist):
        send(therapist, SLEEP + BOOK)
        pk = ImportedRecord.objects.get(source_key="okonwe").pk

        decide(therapist, "okonwe", "add", batch=None)
        assert Reference.objects.get().title.startswith("The Gardens of the North")
        Reference.objects.all().delete()
        ImportedRecord.objects.update(decision="open")
        data = fields(review(therapist)) | {f"decide-{pk}": "add", f"title-{pk}": "1"}
        therapist.post(f"{URL}{ReferenceImport.objects.get().pk}/", data)

        assert Reference.objects.get().title == (
            "The gardens of the north and their makers"
        )

    def test_entry_left_out_is_not_asked_about_again(self, therapist):
        send(therapist, SLEEP)

        answer = decide(therapist, "reyes_sleep", "skip")

        assert "Everything is decided." in text_of(answer)
        assert ReferenceImport.objects.get().state == "done"
        assert not Reference.objects.exists()

    def test_same_file_in_two_lists_is_added_once(self, therapist):
        send(therapist, SLEEP)
        send(therapist, SLEEP)
        later, earlier = ReferenceImport.objects.all()

        therapist.post(f"{URL}{earlier.pk}/", {"_add_new": "1"})
        answer = therapist.post(f"{URL}{later.pk}/", {"_add_new": "1"}, follow=True)

        assert "0 references added." in answer.text
        assert "1 reference had come here in the meantime." in answer.text
        assert Reference.objects.count() == 1

    def test_pressing_twice_adds_once(self, therapist):
        send(therapist, SLEEP)
        batch = ReferenceImport.objects.get()
        data = fields(review(therapist))
        pk = batch.records.get().pk

        for _ in range(2):
            therapist.post(f"{URL}{batch.pk}/", data | {f"decide-{pk}": "add"})

        assert Reference.objects.count() == 1


class TestAgain:
    """A living library that is brought in once more."""

    @pytest.fixture
    def known(self, therapist):
        send(therapist, SLEEP + BOOK)
        batch = ReferenceImport.objects.get()
        therapist.post(f"{URL}{batch.pk}/", {"_add_new": "1"})
        batch.finish()
        return Reference.objects.get(key="reyes2019")

    def test_unchanged_file_offers_nothing(self, therapist, known):
        said = text_of(send(therapist, SLEEP + BOOK))

        assert "Everything is decided." in said
        assert "Already here 2" in said
        assert not ReferenceImport.objects.filter(state="review").exists()

    def test_change_there_is_shown_and_taken_over(self, therapist, known):
        article = make_published_article("Grief", body=f"As [@{known.key}] says.")
        answer = send(therapist, SLEEP.replace("{4}", "{5}") + BOOK)
        assert "Changed in the file 1" in text_of(answer)

        answer = decide(therapist, "reyes_sleep", "take")

        known.refresh_from_db()
        assert known.item["volume"] == "5"
        assert known.changes.first().what == "imported"
        assert "<i>5</i>" in known.entry
        assert "<i>5</i>" in therapist.get(article.get_absolute_url()).text

    def test_all_changes_of_the_file_are_taken_over_at_once(self, therapist, known):
        send(
            therapist, SLEEP.replace("{4}", "{5}") + BOOK.replace("North}, y", "S}, y")
        )
        known.write({**known.item, "page": "3"})
        batch = ReferenceImport.objects.first()

        answer = therapist.post(f"{URL}{batch.pk}/", {"_take_all": "1"}, follow=True)

        assert "2 references changed." in answer.text
        known.refresh_from_db()
        assert (known.item["volume"], known.item["page"]) == ("5", "3")

    def test_change_that_is_left_is_not_offered_again(self, therapist, known):
        changed = SLEEP.replace("{4}", "{5}")
        send(therapist, changed)
        decide(therapist, "reyes_sleep", "keep")

        said = text_of(send(therapist, changed))

        assert "Everything is decided." in said
        known.refresh_from_db()
        assert known.item["volume"] == "4"

    def test_both_sides_are_shown_and_chosen_field_by_field(self, therapist, known):
        known.write({**known.item, "volume": "6", "page": "2-9"})
        answer = send(therapist, SLEEP.replace("{4}", "{5}"))
        said = text_of(answer)
        assert "Changed in both" in said
        assert "Last time in the file" in said

        decide(therapist, "reyes_sleep", "take", volume="there")

        known.refresh_from_db()
        assert (known.item["volume"], known.item["page"]) == ("5", "2-9")

    def test_what_was_edited_here_is_kept_where_nothing_is_chosen(
        self, therapist, known
    ):
        known.write({**known.item, "volume": "6"})
        send(therapist, SLEEP.replace("{4}", "{5}"))

        decide(therapist, "reyes_sleep", "take")

        known.refresh_from_db()
        assert known.item["volume"] == "6"

    def test_work_changed_meanwhile_is_not_overwritten(self, therapist, known):
        send(therapist, SLEEP.replace("{4}", "{5}"))
        opened = fields(review(therapist))
        known.write({**known.item, "volume": "7"})
        record = ImportedRecord.objects.open().get()

        answer = therapist.post(
            f"{URL}{record.batch_id}/", opened | {f"decide-{record.pk}": "take"}
        )

        assert "changed by somebody else" in text_of(answer)
        known.refresh_from_db()
        assert known.item["volume"] == "7"


class TestDuplicates:
    @pytest.fixture
    def known(self):
        return make_reference(
            "Reyes", 2019, title="Sleep and grief", DOI="", volume="40"
        )

    def test_same_work_gets_the_key_and_what_is_chosen(self, therapist, known):
        answer = send(therapist, SLEEP)
        assert "Perhaps this is here already (same title, author and year" in text_of(
            answer
        )

        decide(therapist, "reyes_sleep", "same", page="there")

        known.refresh_from_db()
        assert (known.item["volume"], known.item["page"]) == ("40", "1-9")
        assert ReferenceKey.objects.get(key="reyes_sleep").reference == known
        assert "Everything is decided" in text_of(send(therapist, SLEEP))

    def test_another_work_is_added_beside_it(self, therapist, known):
        send(therapist, SLEEP)

        decide(therapist, "reyes_sleep", "add")

        assert Reference.objects.count() == 2
        assert "Everything is decided" in text_of(send(therapist, SLEEP))

    def test_two_entries_of_a_file_are_one_work(self, therapist):
        twin = SLEEP.replace("reyes_sleep", "reyes_again")
        assert "as entry 1 of this file" in text_of(send(therapist, SLEEP + twin))
        answer = decide(therapist, "reyes_again", "same")
        assert "is not added yet" in text_of(answer)

        decide(therapist, "reyes_sleep", "add")
        decide(therapist, "reyes_again", "same")

        assert Reference.objects.count() == 1
        assert ReferenceKey.objects.filter(key="reyes_again").exists()

    def test_key_used_twice_is_asked_about(self, therapist):
        said = text_of(send(therapist, SLEEP + BOOK.replace("okonwe", "reyes_sleep")))

        assert "Key used twice in the file 1" in said
        assert "Entry 1 of the file has the same key" in said


def test_list_is_closed_with_the_rest_left_out(therapist):
    send(therapist, SLEEP + BROKEN)
    batch = ReferenceImport.objects.get()

    therapist.post(f"{URL}{batch.pk}/", {"_finish": "1"})

    batch.refresh_from_db()
    assert batch.state == "done"
    assert not batch.records.open().exists()


@pytest.mark.parametrize(
    "nonsense",
    [
        {"decide-x": "add", "decide-999999999999": "add"},
        {"decide-{pk}": "delete", "side-{pk}-volume": "everywhere"},
        {"decide-{pk}": "take", "version-{pk}": "one"},
        {"show": "nothing", "p": "²"},
    ],
)
def test_nonsense_in_the_form_changes_nothing(therapist, nonsense):
    send(therapist, SLEEP)
    record = ImportedRecord.objects.get()
    data = {name.format(pk=record.pk): value for name, value in nonsense.items()}

    answer = therapist.post(f"{URL}{record.batch_id}/", data, follow=True)

    assert answer.status_code == 200
    assert ImportedRecord.objects.open().count() == 1
    assert not Reference.objects.exists()


@pytest.mark.parametrize("number", [3, 60])
def test_queries_of_the_review_do_not_grow(
    therapist, number, django_assert_max_num_queries
):
    books = "".join(
        f"@book{{k{n}, author={{Vale{n}, I.}}, title={{On {n}}}, year={{2001}}}}\n"
        for n in range(number)
    )
    send(therapist, books)
    batch = ReferenceImport.objects.get()
    batch.add_new()
    batch.finish()
    changed = books.replace("{2001}", "{2002}") + SLEEP
    send(therapist, changed)

    with django_assert_max_num_queries(12):
        assert "Changed in the file" in text_of(review(therapist))
    with django_assert_max_num_queries(8):
        therapist.get(URL)
