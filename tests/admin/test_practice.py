import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import override_settings

from articles.admin.checks import markdownx_addresses_are_ours
from articles.models import Clinician, Generation, Practice, PublishedPage
from tests.admin.forms import form_data
from tests.factories import (
    make_article,
    make_clinician,
    make_practice,
    make_published_article,
    make_reference,
)

pytestmark = pytest.mark.django_db
PRACTICE = "/admin/articles/practice/1/change/"


def test_list_of_practices_is_the_form(owner):
    response = owner.get("/admin/articles/practice/")

    assert response.headers["Location"] == PRACTICE


def test_practice_is_changed_and_readers_see_it(owner, client):
    make_practice()
    data = form_data(owner.get(PRACTICE)) | {"name": "Elm Street Practice"}
    before = Generation.current()

    response = owner.post(PRACTICE, data)

    assert response.headers["Location"] == PRACTICE
    assert Practice.current().name == "Elm Street Practice"
    assert Generation.current() > before
    assert "Elm Street Practice" in client.get("/").text


@pytest.mark.parametrize(
    ("notice", "sentence"),
    [
        ("", "so it cannot be empty"),
        ("Call 988.", "Keep 911 in it"),
        ("Call 911.", "Keep 988 in it"),
    ],
)
def test_notice_for_a_crisis_cannot_be_taken_away(owner, notice, sentence):
    make_practice()
    data = form_data(owner.get(PRACTICE)) | {
        "crisis_notice": notice,
        "name": "Elm Street",
    }

    response = owner.post(PRACTICE, data)

    assert sentence in response.text
    assert "Elm Street" in response.text
    assert Practice.current().name != "Elm Street"
    sections = BeautifulSoup(response.content, "html.parser").select(".sections li")
    assert [li.a.get_text() for li in sections if li.strong] == ["In a crisis"]


def test_places_stand_behind_the_ways_to_reach_the_practice(owner):
    make_practice(place="41 Saltmarsh Lane")

    page = BeautifulSoup(owner.get(PRACTICE).content, "html.parser")

    links = page.select(".sections a")
    names = [link.get_text() for link in links]
    assert names.index("Places") == names.index("How to reach you") + 1
    assert all(page.select_one(link["href"]).name == "h2" for link in links)


def test_place_is_added_in_the_form(owner):
    make_practice()
    data = form_data(owner.get(PRACTICE)) | {"places-0-city": "Oakland"}

    owner.post(PRACTICE, data)

    assert [str(place) for place in Practice.current().places.all()] == [
        "Oakland, California"
    ]


def test_what_is_missing_is_said_on_the_desk_to_who_may_mend_it(owner, therapist):
    make_practice()

    owners, therapists = (
        dict(client.get("/admin/").context["to_do"])["Missing on your site"]
        for client in (owner, therapist)
    )

    urls = {item.text: item.url for item in owners}
    assert urls["No clinician is entered"] == "/admin/articles/clinician/add/"
    assert urls["Readers cannot reach you"] == "/admin/articles/practice/"
    assert urls["There is no page /privacy/"] == (
        "/admin/articles/article/add/?kind=page&title=Privacy"
    )
    assert {item.text for item in therapists} == {
        "There is no page /privacy/",
        "There is no page /about/",
    }


def test_clinician_s_line_is_shown_as_it_is_printed(owner):
    person = make_clinician()

    page = owner.get(f"/admin/articles/clinician/{person.pk}/change/").text

    assert person.licence_lines()[0] in page


def clinician_fields(**licence):
    fields = {"kind": "lmft", "number": "12345", "state": "California", **licence}
    return {
        "name_as_filed": "Dana Reyes",
        "slug": "dana-reyes",
        "position": 0,
        "licences-TOTAL_FORMS": 1,
        "licences-INITIAL_FORMS": 0,
        "licences-0-position": 0,
        **{f"licences-0-{name}": text for name, text in fields.items()},
    }


def test_clinician_is_added_with_a_licence(owner):
    owner.post("/admin/articles/clinician/add/", clinician_fields())

    person = Clinician.objects.get()
    assert person.credentials() == "LMFT"


@pytest.mark.parametrize(
    ("licence", "sentence"),
    [
        ({"number": ""}, "Enter the number; it has to stand beside the name"),
        ({"kind": "amft"}, "Enter the employer"),
        ({"kind": "amft", "employer": "Elm"}, "Enter the supervisor’s name"),
        ({"state": ""}, "This field is required."),
        ({"kind": "other"}, "Enter the title exactly as the board has it."),
        ({"kind": "trainee", "title": "MFT Trainee"}, "Write the whole title"),
    ],
)
def test_licence_that_lacks_something_is_refused(owner, licence, sentence):
    response = owner.post("/admin/articles/clinician/add/", clinician_fields(**licence))

    assert sentence in response.text
    assert not Clinician.objects.exists()


def test_author_is_not_deleted(owner):
    person = make_clinician()
    make_article("Sleep")

    page = owner.post(f"/admin/articles/clinician/{person.pk}/delete/", {"post": "yes"})

    assert Clinician.objects.exists()
    assert "“Sleep” names this person as author." in page.text


def test_markdownx_is_told_our_own_addresses():
    assert markdownx_addresses_are_ours(None) == []


@pytest.mark.parametrize(
    "setting", ["MARKDOWNX_URLS_PATH", "MARKDOWNX_UPLOAD_URLS_PATH"]
)
def test_other_addresses_are_an_error(setting):
    with override_settings(**{setting: "/markdownx/upload/"}):
        assert [error.id for error in markdownx_addresses_are_ours(None)] == [
            "articles.E001"
        ]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//evil.example", "contact"])
def test_button_that_would_lead_nowhere_is_refused_where_it_is_typed(url):
    with pytest.raises(ValidationError, match="Begin with https"):
        Practice(cta_url=url).full_clean()


@pytest.mark.parametrize("url", ["", "/contact/", "https://a.example", "tel:555"])
def test_button_that_leads_somewhere_is_taken(url):
    Practice(pk=1, cta_url=url).clean_fields()


def choose_style(owner, style):
    data = form_data(owner.get(PRACTICE)) | {"citation_style": style}
    return owner.post(PRACTICE, data, follow=True).text


def test_new_citation_style_makes_citing_articles_anew_and_says_so(owner, client):
    make_reference()
    make_published_article("Ties", body="Ties help [@holt-lunstad2015].")
    make_published_article("Plain", body="No works.")

    shown = choose_style(owner, "chicago")

    assert "One article is being made anew with references as Chicago" in shown
    body = client.get("/articles/ties/").text.partition("<main")[2]
    assert "Holt-Lunstad, " not in body.split("<h2")[0]
    assert not PublishedPage.objects.filter(is_stale=True).exists()


def test_same_citation_style_makes_nothing_anew(owner):
    make_reference()
    make_published_article("Ties", body="Ties help [@holt-lunstad2015].")
    rendered_at = PublishedPage.objects.get().rendered_at

    assert "made anew with" not in choose_style(owner, "apa")
    assert PublishedPage.objects.get().rendered_at == rendered_at


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"accent": "#7A2F5B"}, "#7a2f5b"),
        ({"accent": "7a2f5b"}, "#7a2f5b"),
        ({"accent": ""}, ""),
        ({"accent": "#1d5f58"}, ""),
        ({"accent_picked": "#7a2f5b"}, "#7a2f5b"),
        ({"accent": "#0b4f8a", "accent_picked": "#7a2f5b"}, "#0b4f8a"),
        ({"accent": "#ffd400", "accent_taken": "#776300"}, "#776300"),
    ],
)
def test_colour_is_written_or_picked(owner, sent, kept):
    make_practice()

    owner.post(PRACTICE, form_data(owner.get(PRACTICE)) | sent)

    assert Practice.current().accent == kept


def test_colour_once_chosen_is_given_up_by_emptying_its_text(owner):
    make_practice(accent="#7a2f5b")

    owner.post(PRACTICE, form_data(owner.get(PRACTICE)) | {"accent": ""})

    assert Practice.current().accent == ""


def test_pale_colour_is_refused_and_the_nearest_that_can_be_read_is_offered(owner):
    make_practice()

    response = owner.post(
        PRACTICE, form_data(owner.get(PRACTICE)) | {"accent": "#ffd400"}
    )
    field = BeautifulSoup(response.text, "html.parser").select_one(".field-accent")
    offer = field.select_one("button[name=accent_taken]")

    assert Practice.current().accent == ""
    assert "too pale to read" in field.get_text()
    assert field.select_one("#id_accent_0")["value"] == "#ffd400"
    owner.post(PRACTICE, form_data(response) | {"accent_taken": offer["value"]})
    assert Practice.current().accent == offer["value"]


@pytest.mark.parametrize("text", ["red", "#12", "<b>", "#7a2f5b;}"])
def test_what_is_no_colour_is_refused_with_an_example(owner, text):
    make_practice()

    response = owner.post(PRACTICE, form_data(owner.get(PRACTICE)) | {"accent": text})

    assert "for example #7a2f5b" in response.text
    assert Practice.current().accent == ""


@pytest.mark.parametrize("query", ["", "?accent=%237a2f5b&fonts=gentle", "?accent=x"])
def test_picture_of_a_look_is_drawn_for_whatever_is_asked(owner, client, query):
    make_practice()
    address = f"/admin/articles/practice/look.svg{query}"

    response = owner.get(address)

    assert response["Content-Type"] == "image/svg+xml"
    assert BeautifulSoup(response.text, "html.parser").svg
    client.logout()
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("key", ["\0", "NaN", "²", "9" * 20, "999999"])
def test_picture_that_no_row_can_be_is_refused_at_its_field(owner, key):
    make_practice()
    data = form_data(owner.get(PRACTICE)) | {"logo": key}

    response = owner.post(PRACTICE, data)

    page = BeautifulSoup(response.text, "html.parser")
    assert page.select_one(".field-logo .errorlist")
