"""The box for adding: what is typed is shown, and added once it is confirmed."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from articles.models import ImportedRecord, Reference, ReferenceImport
from tests.factories import make_article, make_reference
from tests.growth import assert_grows_evenly

pytestmark = pytest.mark.django_db
URL = "/admin/articles/reference/add-from/"
APA = (
    "Reyes, A. (2019). Sleep and grief in later life. Journal of Worked Examples, "
    "4(2), 1–9. https://doi.org/10.5555/sleep"
)
BOOK = "Okonwe, B. (1988). Gardens of the north. North Press."


def ask(client, typed):
    return client.post(URL, {"asked": typed}, follow=True)


def fields(response):
    page = BeautifulSoup(response.content, "html.parser")
    form = page.find("input", {"name": "typed"}).find_parent("form")
    return {field["name"]: field["value"] for field in form.find_all("input")}


def press(client, response, button, **changes):
    data = fields(response)
    data.pop("title", None)
    return client.post(URL, data | changes | {button: "1"}, follow=True)


def text_of(response):
    page = BeautifulSoup(response.content, "html.parser")
    return " ".join(page.find(id="content").get_text(" ").split())


def typed_in(response):
    page = BeautifulSoup(response.content, "html.parser")
    return page.find("textarea", {"name": "asked"}).text.strip()


class TestWithoutLookUps:
    def test_box_says_that_looking_up_is_off(self, therapist):
        assert "Looking up is off" in text_of(therapist.get(URL))

    def test_reference_is_shown_as_it_prints_before_it_is_added(self, therapist):
        shown = ask(therapist, APA)

        assert "<i>Journal of Worked Examples</i>" in shown.text
        assert "Not confirmed" in shown.text
        assert not Reference.objects.exists()

        answer = press(therapist, shown, "_add")

        reference = Reference.objects.get()
        assert reference.item["DOI"] == "10.5555/sleep"
        assert reference.confirmation == "none"
        assert "<i>Journal of Worked Examples</i>" in reference.entry
        assert reference.changes.get().what == "added"
        assert f"[@{reference.key}]" in text_of(answer) or reference.key in answer.text

    def test_form_can_be_looked_through_at_once(self, therapist):
        answer = press(therapist, ask(therapist, BOOK), "_look")

        change = reverse(
            "admin:articles_reference_change", args=[Reference.objects.get().pk]
        )
        assert answer.redirect_chain[-1][0] == change

    def test_starting_again_keeps_what_was_typed(self, therapist):
        answer = press(therapist, ask(therapist, BOOK), "_again")

        assert typed_in(answer) == BOOK
        assert not Reference.objects.exists()

    def test_endless_blank_lines_are_answered_at_once(self, therapist):
        answer = assert_grows_evenly(
            lambda text: ask(therapist, text), "\n" * 10_000, "\n" * 100_000
        )
        assert "Type or paste something first." in text_of(answer)

    def test_pressing_twice_adds_once(self, therapist):
        shown = ask(therapist, BOOK)

        press(therapist, shown, "_add")
        answer = press(therapist, shown, "_add")

        assert Reference.objects.count() == 1
        assert "is in the library by now" in answer.text

    def test_touched_record_is_refused_and_the_text_is_kept(self, therapist):
        shown = ask(therapist, BOOK)

        answer = press(therapist, shown, "_add", found=fields(shown)["found"][:-3])

        assert "got lost on the way" in text_of(answer)
        assert typed_in(answer) == BOOK
        assert not Reference.objects.exists()

    def test_probable_duplicate_stands_first_side_by_side(self, therapist):
        known = make_reference("Okonwe", 1988, title="Gardens of the north", DOI="")

        shown = ask(therapist, BOOK)

        said = text_of(shown)
        assert said.index("Perhaps this is here already") < said.index("Read from what")
        assert "10" in said[said.index("Side by side") :]
        press(therapist, shown, "_add")
        assert Reference.objects.exclude(pk=known.pk).count() == 1

    def test_same_doi_is_here_already_and_not_added(self, therapist):
        make_reference(
            "Reyes", title="Sleep and grief in later life", DOI="10.5555/SLEEP"
        )

        shown = ask(therapist, APA)

        assert "This is here already" in text_of(shown)
        assert 'name="_add"' not in shown.text
        press(therapist, shown, "_add")
        assert Reference.objects.count() == 1

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ("", "Type or paste something first."),
            ("\u200b", "Type or paste something first."),
            ("10.1177/1745691614568352", "can’t be looked up"),
            ("PMID: 25910392", "can’t be looked up"),
            ("978-0-465-08730-4", "one of its digits is wrong"),
            ("loneliness", "does not look like a reference"),
            ("x" * 200_001, "too long for the box"),
        ],
    )
    def test_what_cannot_be_found_is_said_and_kept(self, therapist, typed, sentence):
        answer = ask(therapist, typed)

        assert sentence in text_of(answer)
        assert typed_in(answer) == typed.strip()
        assert not Reference.objects.exists()

    def test_identifier_can_be_typed_in_by_hand(self, therapist):
        page = BeautifulSoup(ask(therapist, "10.5555/x").content, "html.parser")

        form = page.find("input", {"name": "prefill"}).find_parent("form")
        assert form["action"] == reverse("admin:articles_reference_add")
        opened = therapist.post(
            form["action"],
            {"prefill": page.find("input", {"name": "prefill"})["value"]},
        )
        assert "10.5555/x" in opened.text
        assert not Reference.objects.exists()

    def test_address_of_a_page_leads_to_the_form(self, therapist):
        known = make_reference(type="webpage", URL="https://example.org/ptsd", DOI="")

        answer = ask(therapist, "https://example.org/ptsd")

        assert answer.redirect_chain[0][0].endswith(
            "/add/?url=https%3A%2F%2Fexample.org%2Fptsd"
        )
        assert "This is here already" in answer.text
        assert str(known) in answer.text
        form = BeautifulSoup(answer.content, "html.parser")
        assert form.find("input", {"value": "https://example.org/ptsd"})

    def test_pasted_list_becomes_a_review(self, therapist):
        answer = ask(therapist, f"References\n\n{APA}\n\n{BOOK}\n\n10.5555/other")

        said = text_of(answer)
        assert "3 entries were read" in said
        assert "Reyes (2019)" in said
        assert ReferenceImport.objects.get().name == "Pasted list of 3"
        assert not Reference.objects.exists()
        unread = ImportedRecord.objects.get(verdict="unread")
        assert unread.raw == "10.5555/other"

    def test_pasted_bibtex_becomes_a_review(self, therapist):
        said = text_of(ask(therapist, "@book{a, title={Gardens}, year={1988}}"))

        assert "1 entry was read (BibTeX)" in said

    def test_hostile_text_stays_text(self, therapist):
        hostile = "<script>alert(1)</script>"
        shown = ask(therapist, BOOK.replace("Gardens", f"{hostile} gardens"))

        assert hostile not in shown.text
        assert hostile not in press(therapist, shown, "_look").text


class TestLookedUp:
    DOI = "10.1177/1745691614568352"

    def test_record_is_shown_and_added_as_confirmed(self, therapist, lookup_server):
        shown = ask(therapist, f"https://doi.org/{self.DOI}.")
        said = text_of(shown)
        assert "Crossref knows this work" in said
        assert "Holt-Lunstad, J., Smith, T. B.," in said
        assert not Reference.objects.exists()

        press(therapist, shown, "_add")

        reference = Reference.objects.get()
        assert reference.key == "holt-lunstad2015"
        assert (reference.confirmation, reference.confirmed_by) == (
            "doi",
            therapist.user,
        )
        assert reference.confirmed_on
        assert set(reference.changes.values_list("what", flat=True)) == {
            "added",
            "confirmed",
        }

    @pytest.mark.parametrize(
        ("typed", "confirmation", "title"),
        [
            ("PMID: 9500320", "pmid", "Ileal"),
            ("978-0-465-08730-3", "isbn", "Trauma and recovery"),
            ("https://publisher.example/doi/full/10.1037/0000120-016", "doi", "Heal"),
        ],
    )
    def test_other_identifiers_are_confirmed_as_what_they_are(
        self, therapist, lookup_server, typed, confirmation, title
    ):
        press(therapist, ask(therapist, typed), "_add")

        reference = Reference.objects.get()
        assert reference.confirmation == confirmation
        assert reference.title.startswith(title)

    def test_retraction_is_said_plainly_and_kept(self, therapist, lookup_server):
        shown = ask(therapist, "10.1016/S0140-6736(97)11096-0")
        said = text_of(shown)
        assert "This work has been retracted. (" in said
        assert "A correction of this work has been published." in said

        press(therapist, shown, "_add")

        notices = Reference.objects.get().notices
        assert set(notices.values_list("kind", flat=True)) == {
            "retraction",
            "correction",
        }

    def test_sentence_case_is_offered_and_taken_only_when_chosen(
        self, therapist, lookup_server
    ):
        shown = ask(therapist, "10.1000/shouted")
        assert "With the title in sentence case" in text_of(shown)

        press(therapist, shown, "_add", title="1")

        assert Reference.objects.get().title == (
            "The psychology of grief in American families"
        )

    def test_unknown_doi_is_said_and_kept(self, therapist, lookup_server):
        answer = ask(therapist, "10.5555/unknown")

        assert "No service knows the DOI 10.5555/unknown." in text_of(answer)
        assert typed_in(answer) == "10.5555/unknown"

    def test_service_that_is_down_ends_with_a_sentence(self, therapist, lookup_server):
        for host in ("doi.org", "api.crossref.org"):
            lookup_server.down(host)

        answer = ask(therapist, self.DOI)

        assert typed_in(answer) == self.DOI
        page = BeautifulSoup(answer.content, "html.parser")
        assert page.select_one(".errorlist").get_text().strip().endswith(".")
        assert page.find("input", {"name": "prefill"})

    def test_work_that_is_here_can_be_noted_as_confirmed(
        self, therapist, lookup_server
    ):
        known = make_reference(
            "Holt-Lunstad",
            title="Loneliness and social isolation as risk factors for mortality: A "
            "meta-analytic review",
            DOI=self.DOI,
        )

        press(therapist, ask(therapist, self.DOI), "_confirm")

        known.refresh_from_db()
        assert known.confirmation == "doi"
        assert Reference.objects.count() == 1

    def test_title_alone_brings_a_choice(self, therapist, lookup_server):
        page = ask(therapist, "Loneliness and social isolation as risk factors")
        assert "Works that may be meant" in text_of(page)
        assert not Reference.objects.exists()

        chosen = BeautifulSoup(page.content, "html.parser").find(
            "input", {"type": "radio"}
        )
        shown = press(therapist, page, "_show", found=chosen["value"])
        press(therapist, shown, "_add")

        assert Reference.objects.get().item["DOI"] == self.DOI

    def test_read_reference_is_looked_up_by_its_doi(self, therapist, lookup_server):
        typed = f"Holt, J. (2015). Loneliness and more. Psych, 1. doi:{self.DOI}"
        page = press(therapist, ask(therapist, typed), "_find")

        assert "Holt-Lunstad, Smith, Baker, Harris & Stephenson (2015)" in text_of(page)
        assert "None of these: keep what I typed" in text_of(page)

    def test_none_chosen_keeps_what_was_typed(self, therapist, lookup_server):
        page = ask(therapist, "Loneliness and social isolation as risk factors")
        data = {"typed": fields(page)["typed"], "_show": "1"}

        answer = therapist.post(URL, data)

        assert "None of the works was chosen." in text_of(answer)
        assert typed_in(answer).startswith("Loneliness")

    def test_list_of_identifiers_is_looked_up(self, therapist, lookup_server):
        typed = f"{self.DOI}\nPMID: 9500320\n10.5555/unknown\n\n{BOOK}"
        said = text_of(ask(therapist, typed))
        assert "4 entries were read" in said
        assert "This work has been retracted." in said
        assert "No service knows the DOI 10.5555/unknown." in said

        batch = ReferenceImport.objects.get()
        batch.add_new(by=therapist.user)

        assert set(Reference.objects.values_list("confirmation", flat=True)) == {
            "doi",
            "pmid",
            "none",
        }
        assert Reference.objects.get(confirmation="pmid").notices.exists()

    def test_entry_of_a_list_is_replaced_by_the_record_that_is_chosen(
        self, therapist, lookup_server
    ):
        typed = "Holt, J. (2015). Loneliness and social isolation as risk. Psych, 1."
        ask(therapist, f"{typed}\n\n{BOOK}")
        record = ImportedRecord.objects.get(position=1)
        find = reverse(
            "admin:articles_reference_find", args=[record.batch_id, record.pk]
        )
        page = therapist.post(find)
        chosen = BeautifulSoup(page.content, "html.parser").find(
            "input", {"type": "radio"}
        )

        therapist.post(find, {"_show": "1", "found": chosen["value"]})

        record.refresh_from_db()
        assert record.item["DOI"] == self.DOI
        assert record.decision == "open"
        assert not Reference.objects.exists()


class TestWho:
    def test_page_is_linked_where_references_are(self, therapist):
        for name in ("admin:index", "admin:articles_reference_changelist"):
            assert f'href="{URL}"' in therapist.get(reverse(name)).text
        form = reverse("admin:articles_article_change", args=[make_article().pk])
        assert f'data-add="{URL}"' in therapist.get(form).text

    def test_form_from_elsewhere_is_refused(self, therapist):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(therapist.user)

        assert strict.post(URL, {"asked": BOOK}).status_code == 403

    def test_opening_stores_nothing(self, therapist):
        therapist.get(URL, {"asked": BOOK})

        assert not Reference.objects.exists()
        assert not ReferenceImport.objects.exists()


@pytest.mark.parametrize("size", [1, 60])
def test_queries_do_not_grow_with_the_library(
    therapist, size, django_assert_max_num_queries
):
    for _ in range(size):
        make_reference("Reyes", 2019)
    ask(therapist, APA)

    with django_assert_max_num_queries(10):
        ask(therapist, APA)
